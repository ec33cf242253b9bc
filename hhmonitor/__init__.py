"""hhmonitor: the Health~Holland International Monitor as a command-line tool.

The folders follow the way of the data, and each is ignorant of those after it:

``yaml``        text to plain data with positions; knows no domain
``model``       plain data to validated countries, regions and criteria; knows no files
``project``     a folder on disk to a loaded project, and what writes files: whole or not at all
``inputs``      a market's file, figures and members to sets of possible values
``engine``      sets of possible values to a category with its reasons
``questions``   questions asked of the engine, such as the classification of a whole list; pure, and without words
``answers``     results to an answer: blocks for people, data for programs, rows; knows no form
``forms``       an answer to text or bytes: terminal, Markdown, HTML, Word, PDF, Excel, JSON, CSV; decides nothing
``workbook``    the form for Excel: files to a workbook to be filled in, and what came back to changes of files
``site``        the publication, made of answers and the form for HTML
``asking``      words that somebody gave to the question that they mean; refuses in words what makes no sense
``cli``         the command line: parses arguments, asks one question, gives the answer in the form asked for
``api``         the same from Python: a module, of which the names below are

Beside the way stand ``findings`` (what is wrong, where, with a stable code), ``checks`` (what each code means and what
finds it), ``language`` (Dutch and English) and ``statistics`` (what publishers of figures issue, in files and through
services, to figures that are ours; knows no project).

``import hhmonitor`` loads nothing else: what is asked for is loaded when it is asked for.
"""

from __future__ import annotations

TYPE_CHECKING = False  # a type checker takes it for true; to import typing for it would cost the most of all
if TYPE_CHECKING:
    from typing import Any

    from hhmonitor.api import Market, Project, Refused, Reply, Requirement, UnknownMarket, open  # noqa: A004

__all__ = ["Market", "Project", "Refused", "Reply", "Requirement", "UnknownMarket", "open"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """What :mod:`hhmonitor.api` has of this name."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from hhmonitor import api

    return getattr(api, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
