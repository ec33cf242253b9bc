"""The options that some commands share; those that all have are in :mod:`hhmonitor.cli.context`."""

from __future__ import annotations

from typing import Annotated

import typer

from hhmonitor.language import _

StrictOption = Annotated[bool, typer.Option("--strict", help=_("Let warnings count as errors."))]

MarketsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[MARKET]...", help=_("Markets, by code or name; default: all."))
]
MembersOption = Annotated[bool, typer.Option("--members", help=_("Show the members of regions too."))]
