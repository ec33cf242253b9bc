"""The templates made ready, with the words of the language in use."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from hhmonitor.answers.fiche.sparkline import as_points
from hhmonitor.language import _, ngettext, selected
from hhmonitor.language.dates import date_text

_HERE = Path(__file__).parent


@cache
def environment() -> Environment:
    """The templates. What stands in files of a project is escaped, whatever it is."""
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(_=_, ngettext=ngettext, language=selected, points=as_points, date_text=date_text)
    return made


def asset(name: str) -> str:
    """The text of a style sheet or script that the pages use."""
    return (_HERE / "assets" / name).read_text(encoding="utf-8")


def style() -> Markup:
    """The style sheet, to stand inside a page."""
    return Markup(asset("style.css"))
