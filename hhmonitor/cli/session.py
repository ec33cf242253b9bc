"""What every command does before its own work: open the project, name markets, refuse what cannot be done."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from hhmonitor.cli.output import settle_earlier
from hhmonitor.language import LANGUAGES, _, select
from hhmonitor.language.dates import date_text

if TYPE_CHECKING:
    from hhmonitor.findings import Finding
    from hhmonitor.model import Criteria
    from hhmonitor.model.ambitions import Ambitions
    from hhmonitor.project import Project, Root
    from hhmonitor.questions.classification import Classification

OK, FOUND, CANNOT_RUN, INTERNAL_ERROR = 0, 1, 2, 3
"""Exit status: all well; found what it looks for; could not run; an accident of the program's own."""


def refuse(*messages: str) -> NoReturn:
    """Stop with a message, or with several: the command could not run."""
    for message in messages:
        typer.echo(f"hhmonitor: {message}", err=True)
    raise typer.Exit(CANNOT_RUN)


def speak(language: str | None) -> None:
    """Go on in the language asked for. Stops the command where there is no such language."""
    if language is None:
        return
    if language not in LANGUAGES:
        refuse(_("there is no language “{given}”; give nl or en").format(given=language))
    select(language)


def day(text: str | None) -> date:
    """The day of ``--as-of``, the last one it can mean; today where it was not given."""
    if text is None:
        return date.today()
    from hhmonitor.model import last_day

    try:
        found = last_day(text)
    except ValueError:
        found = None
    if found is None:
        refuse(_("“{given}” is no date; write 2020, 2020-12 or 2020-12-31").format(given=text))
    return found


def project_root(root: Path | None) -> Root:
    """The project folder to work on, brought in order where a command was killed in it.

    Stops the command where the one asked for is none.
    """
    from hhmonitor.project import ProjectFailure, find_root

    try:
        found = find_root(root, os.environ, Path.cwd())
    except ProjectFailure as failure:
        show_findings(failure.findings, Path.cwd())
        raise typer.Exit(CANNOT_RUN) from None
    settle_earlier(found.path)
    return found


def load_classification(root: Root, criteria: str | None, on: date) -> Classification:
    """The classification of a project, which is named on standard error. Raises ProjectFailure."""
    from hhmonitor.project import ProjectFailure, load_project, locate
    from hhmonitor.questions.classification import Classification

    project = load_project(root, criteria, on)
    note(
        _("Project: {folder} ({how}); criteria {criteria}; as of {day}.").format(
            folder=project.root.path, how=_how(project.root.how), criteria=project.criteria.id, day=date_text(on)
        )
    )
    classification = Classification(project, on)
    beyond_reach = classification.beyond_reach()
    if beyond_reach is not None:
        raise ProjectFailure(locate(project.root.path, [beyond_reach]))
    _note_periods(project, on)
    return classification


def _note_periods(project: Project, on: date) -> None:
    """Say in a line each that the criteria do not cover the day, or others do too, and that judgements are later."""
    from hhmonitor.language import ngettext
    from hhmonitor.questions.periods import also_covering, later_judgements, outside_period

    outside = outside_period(project.criteria, on)
    if outside is not None:
        message = (
            _("The criteria {criteria} ended on {last}; they are used for {day}, which lies after.")
            if outside.before
            else _("The criteria {criteria} begin on {first}; they are used for {day}, which lies before.")
        )
        dates = {"first": date_text(outside.first), "last": date_text(outside.last), "day": date_text(outside.day)}
        note(message.format(criteria=outside.criteria, **dates))
    others = also_covering(project.criteria_sets, project.criteria, on)
    if others:
        message = _("The criteria {others} cover {day} too; {criteria} are used.")
        note(message.format(others=", ".join(others), day=date_text(on), criteria=project.criteria.id))
    later = later_judgements((*project.countries.values(), *project.regions.values()), on)
    if later is not None:
        message = ngettext(
            "The judgements of {count} market hold on a later day than {day}, and are used all the same.",
            "The judgements of {count} markets hold on a later day than {day}, and are used all the same.",
            len(later.codes),
        )
        note(message.format(count=len(later.codes), day=date_text(later.day)))


def open_ambitions(classification: Classification) -> Ambitions:
    """The ambitions of the project. Stops the command where it has none or they cannot be read."""
    from hhmonitor.model.ambitions import Ambitions
    from hhmonitor.project.loading import AMBITIONS, locate, read_model

    folder = classification.project.root.path
    found, findings, _document = read_model(Ambitions, folder / AMBITIONS, AMBITIONS)
    if findings:
        show_findings(locate(folder, findings), folder)
    if found is None:
        raise typer.Exit(CANNOT_RUN)
    return found


def criteria_in_use(root: Root, criteria: str | None, on: date) -> Criteria:
    """The criteria asked for, else those of the day. Stops the command where there are none that are in order."""
    from hhmonitor.project import read_contents

    contents = read_contents(root, criteria, on)
    if contents.criteria is None:
        show_findings(contents.located(contents.findings), root.path)
        raise typer.Exit(CANNOT_RUN)
    return contents.criteria


def _how(how: str) -> str:
    return {
        "option": _("asked for by --root"),
        "variable": _("named by HHMONITOR_ROOT"),
        "folder": _("found from the current folder"),
        "embedded": _("the list that comes with hhmonitor"),
    }[how]


def note(message: str) -> None:
    """Say something beside the result: on standard error."""
    typer.echo(message, err=True)


def show_findings(findings: Sequence[Finding], root: Path) -> None:
    """Show findings on standard error, with their place and the line they are about."""
    from hhmonitor.answers.findings import finding_blocks
    from hhmonitor.forms import Page
    from hhmonitor.forms.terminal import as_lines

    page = Page(colour=sys.stderr.isatty(), encoding=sys.stderr.encoding or "utf-8")
    typer.echo(as_lines(tuple(finding_blocks(findings, root)), page), err=True, nl=False)


def market_code(classification: Classification, name: str) -> str:
    """The code of the market that a code or a name in either language means. Stops the command where there is none."""
    (code,) = codes_named(classification, [name])
    return code


def codes_named(classification: Classification, names: Iterable[str]) -> list[str]:
    """The codes of the markets that codes or names mean, each once. Stops the command with all that mean none."""
    from hhmonitor.answers.names import market_named

    found = {name: market_named(classification.project, name) for name in names}
    unknown = [_no_market(classification, name) for name, code in found.items() if code is None]
    if unknown:
        refuse(*unknown)
    return list(dict.fromkeys(code for code in found.values() if code is not None))


def _no_market(classification: Classification, name: str) -> str:
    from hhmonitor.answers.names import market_names
    from hhmonitor.findings import nearest

    message = _("there is no market “{name}”").format(name=name)
    recoded = classification.project.recoded.get(name.upper())
    if recoded is not None:
        return message + _("; it has the code {code} now").format(code=recoded)
    suggestion = nearest(name, market_names(classification.project))
    return message + (_("; did you mean {suggestion}?").format(suggestion=suggestion) if suggestion else "")


def market_codes(classification: Classification, names: Sequence[str] | None, *, members: bool = False) -> list[str]:
    """The codes of the markets named, each once, or of the whole list; with ``members`` those of regions too."""
    codes = codes_named(classification, names) if names else classification.listed()
    return list(dict.fromkeys(classification.with_members(codes) if members else codes))


def check_category(classification: Classification, given: str) -> None:
    """Stop the command where the criteria have no such category; a category with variants may be named as a whole."""
    from hhmonitor.findings import nearest

    known = classification.criteria.category_names
    if given in known:
        return
    suggestion = nearest(given, known)
    message = _("there is no category “{given}”; there are: {known}").format(given=given, known=", ".join(known))
    refuse(message + (_("; did you mean {suggestion}?").format(suggestion=suggestion) if suggestion else ""))


_PACKAGES = {"docx": "python-docx", "jinja2": "Jinja2", "xlsxwriter": "XlsxWriter"}
"""Libraries that pip knows by another name than Python does."""


@contextmanager
def require_extra(extra: str) -> Iterator[None]:
    """Do what needs the libraries of an extra; where one is missing, stop with a line that says what to install."""
    try:
        yield
    except ModuleNotFoundError as missing:
        library = (missing.name or "").partition(".")[0]
        package = _PACKAGES.get(library, library)
        wanted = " ".join(f'"{requirement}"' for requirement in _requirements(extra) or [package])
        message = _("this needs {library}; to install it: {command}")
        refuse(message.format(library=package, command=f'"{sys.executable}" -m pip install {wanted}'))


def _requirements(extra: str) -> list[str]:
    """What an extra consists of, as pip takes it; nothing where hhmonitor runs without being installed.

    The libraries and not the extra by its name: that works wherever hhmonitor itself came from.
    """
    from importlib.metadata import PackageNotFoundError, requires

    try:
        stated = requires("hhmonitor") or []
    except PackageNotFoundError:
        return []
    parts = (one.partition(";") for one in stated)
    return [wanted.strip() for wanted, _sign, condition in parts if condition.strip() == f"extra == '{extra}'"]


def check_word(given: str, known: Sequence[str], complaint: str) -> None:
    """Stop the command where a word is not among those that are known."""
    if given in known:
        return
    from hhmonitor.findings import nearest

    suggestion = nearest(given, known)
    message = complaint.format(given=given, known=", ".join(known))
    refuse(message + (_("; did you mean {suggestion}?").format(suggestion=suggestion) if suggestion else ""))
