"""The options that commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hhmonitor.language import _

FORM_HELP = _("The form of the answer; with --output, the ending of the file says so.")

RootOption = Annotated[
    Path | None,
    typer.Option("--root", metavar="DIR", help=_("The project folder: the one that holds countries/ and criteria/.")),
]
CriteriaOption = Annotated[
    str | None, typer.Option("--criteria", metavar="ID", help=_("The criteria to use, such as 2020-2023."))
]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help=_("The day for which to answer, such as 2020-12-31; default: today.")),
]
LangOption = Annotated[
    str | None,
    typer.Option("--lang", metavar="nl|en", help=_("The language: nl or en; default: that of the computer.")),
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", metavar="FILE", help=_("Write to this file instead of to the screen.")),
]
StrictOption = Annotated[bool, typer.Option("--strict", help=_("Let warnings count as errors."))]

MarketsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[MARKET]...", help=_("Markets, by code or name; default: all."))
]
MembersOption = Annotated[bool, typer.Option("--members", help=_("Show the members of regions too."))]
