"""The options that some commands share; those that all have are in :mod:`hhmonitor.cli.context`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from hhmonitor.language import _

StrictOption = Annotated[bool, typer.Option("--strict", help=_("Let warnings count as errors."))]

MarketsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[MARKET]...", help=_("Markets, by code or name; default: all."))
]
MembersOption = Annotated[bool, typer.Option("--members", help=_("Show the members of regions too."))]


def whole_number(least: int | None = None, most: int | None = None) -> Callable[[str | int], int]:
    """What reads the value of an option that takes a whole number, within bounds that are included."""

    def read(given: str | int) -> int:
        try:
            number = int(given)
        except ValueError:
            message = _("“{given}” is no whole number")
            raise typer.BadParameter(message.format(given=given)) from None
        _hold_within(number, least, most)
        return number

    return read


def decimal_number(least: float | None = None) -> Callable[[str | float], float]:
    """What reads the value of an option that takes a number, not below ``least``."""

    def read(given: str | float) -> float:
        try:
            number = float(given)
        except ValueError:
            message = _("“{given}” is no number")
            raise typer.BadParameter(message.format(given=given)) from None
        _hold_within(number, least, None)
        return number

    return read


def _hold_within(number: float, least: float | None, most: float | None) -> None:
    # Asked this way round, so that what is no number at all (nan) is refused too.
    if least is not None and not number >= least:
        raise typer.BadParameter(
            _("{given} is too little; it must be at least {least}").format(given=number, least=least)
        )
    if most is not None and not number <= most:
        message = _("{given} is too much; it may be at most {most}")
        raise typer.BadParameter(message.format(given=number, most=most))
