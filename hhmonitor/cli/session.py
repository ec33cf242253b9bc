"""What every command does before and after its own work: open the project, name markets, hand over the result."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from hhmonitor.language import LANGUAGES, _, select
from hhmonitor.language.dates import date_text

if TYPE_CHECKING:
    from hhmonitor.answers.document import Part
    from hhmonitor.findings import Finding
    from hhmonitor.model import Criteria
    from hhmonitor.model.ambitions import Ambitions
    from hhmonitor.project import Root
    from hhmonitor.questions.classification import Classification
    from hhmonitor.questions.comparison import Comparison

OK, FOUND, CANNOT_RUN = 0, 1, 2
"""Exit status: all well; found what it looks for; could not run."""


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


def open_classification(root: Path | None, criteria: str | None, as_of: str | None) -> Classification:
    """The project asked for, under the criteria asked for, as of the day asked for.

    Says on standard error which project is used. Stops the command, with everything that is wrong, where the project
    cannot be read.
    """
    from hhmonitor.project import ProjectFailure

    on = day(as_of)
    found = project_root(root)
    try:
        classification = load_classification(found, criteria, on)
    except ProjectFailure as failure:
        show_findings(failure.findings, found.path)
        raise typer.Exit(CANNOT_RUN) from None
    if classification.project.findings:
        show_findings(classification.project.findings, found.path)
    return classification


def project_root(root: Path | None) -> Root:
    """The project folder to work on. Stops the command where the one asked for is none."""
    from hhmonitor.project import ProjectFailure, find_root

    try:
        return find_root(root, os.environ, Path.cwd())
    except ProjectFailure as failure:
        show_findings(failure.findings, Path.cwd())
        raise typer.Exit(CANNOT_RUN) from None


def load_classification(root: Root, criteria: str | None, on: date) -> Classification:
    """The classification of a project, which is named on standard error. Raises ProjectFailure."""
    from hhmonitor.project import load_project
    from hhmonitor.project.journal import unfinished
    from hhmonitor.questions.classification import Classification

    if unfinished(root.path):
        note(_("A recording was stopped halfway here; `hhmonitor review record` finishes it."))
    project = load_project(root, criteria, on)
    note(
        _("Project: {folder} ({how}); criteria {criteria}; as of {day}.").format(
            folder=project.root.path, how=_how(project.root.how), criteria=project.criteria.id, day=date_text(on)
        )
    )
    return Classification(project, on)


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

    suggestion = nearest(name, market_names(classification.project))
    message = _("there is no market “{name}”").format(name=name)
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


def hand_over(result: str | bytes, output: Path | None) -> None:
    """Give the result: to standard output, or whole or not at all to a file. Bytes are not for a terminal."""
    if output is None:
        if isinstance(result, bytes) and sys.stdout.isatty():
            refuse(_("this form is not for the screen; name a file with --output FILE"))
        _to_standard_output(result)
        return
    try:
        write_whole(output, result)
    except OSError as error:
        refuse(_("{file} cannot be written: {reason}").format(file=output, reason=error.strerror or error))


def _to_standard_output(result: str | bytes) -> None:
    try:
        if isinstance(result, str):
            result = result.encode("utf-8", "replace").decode()  # the name of a file may hold what no text can
            sys.stdout.write(result if result.endswith("\n") else result + "\n")
        else:
            sys.stdout.buffer.write(result)
        sys.stdout.flush()
    except OSError as error:
        # What is left must not be tried once more when the program ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        # That the reader went away, as with `hhmonitor classify | head`, is no accident.
        if not isinstance(error, BrokenPipeError):
            refuse(_("{file} cannot be written: {reason}").format(file="stdout", reason=error.strerror or error))


def hand_over_workbook(
    classification: Classification, codes: Sequence[str], output: Path | None, since: Comparison | None = None
) -> None:
    """Give the markets with these codes, and what moved since an earlier state, as a workbook.

    Stops the command where its library is missing.
    """
    with require_extra("excel"):
        from hhmonitor.answers.workbook import as_workbook

        workbook = as_workbook(classification, codes, since)
    hand_over(workbook, output)


def hand_over_folder(files: Mapping[str, str | bytes], folder: Path) -> None:
    """Write files into a folder by their paths in it, each whole or not at all; folders that are not there are made."""
    for name, content in files.items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content)
        except OSError as error:
            refuse(_("{file} cannot be written: {reason}").format(file=path, reason=error.strerror or error))


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all: beside it first, then in its place. Raises OSError.

    A link stays a link, and what is there and is no ordinary file, such as a pipe or ``/dev/null``, is written into.
    """
    import tempfile

    written = content.encode("utf-8", "replace") if isinstance(content, str) else content
    if path.exists() and not path.is_file():
        path.write_bytes(written)
        return
    path = path.resolve()
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(written)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        Path(beside).chmod(mode)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet, whole or not at all. Stops the command where it is there, or cannot be."""
    handle, beside = None, path.with_name(f".{path.name}.{os.getpid()}")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        os.link(beside, path)  # unlike a rename, this never takes the place of a file
    except FileExistsError:
        refuse(_("{file} is there already, and is left as it is").format(file=path))
    except OSError as error:
        refuse(_("{file} cannot be written: {reason}").format(file=path, reason=error.strerror or error))
    finally:
        if handle is not None:
            beside.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


_PACKAGES = {"docx": "python-docx", "jinja2": "Jinja2", "xlsxwriter": "XlsxWriter"}
"""Libraries that pip knows by another name than Python does."""


@contextmanager
def require_extra(extra: str) -> Iterator[None]:
    """Do what needs the libraries of an extra; where one is missing, stop with a line that says what to install."""
    try:
        yield
    except ModuleNotFoundError as missing:
        library = (missing.name or "").partition(".")[0]
        message = _('this needs {library}; to install it, in the folder of hhmonitor: pip install -e ".[{extra}]"')
        refuse(message.format(library=_PACKAGES.get(library, library), extra=extra))


def hand_over_document(parts: Iterable[Part], form: str, output: Path | None, *, wide: bool = False) -> None:
    """Give a document: as Markdown where ``form`` says so, else as text.

    Text is no wider than is pleasant to read, or as ``wide`` as there is room where tables are in it.
    """
    from hhmonitor.answers.document import READABLE_WIDTH, as_markdown, for_terminal

    if form == "markdown":
        hand_over(as_markdown(parts), output)
        return
    from hhmonitor.answers.console import as_text, available_width

    width = available_width()
    hand_over(as_text(*for_terminal(parts), width=width if wide else min(READABLE_WIDTH, width)), output)


FORMS_BY_ENDING = {
    ".csv": "csv",
    ".docx": "docx",
    ".html": "html",
    ".json": "json",
    ".md": "markdown",
    ".pdf": "pdf",
    ".sarif": "sarif",
    ".xlsx": "xlsx",
    ".xml": "junit",
}
"""What the ending of a file's name says of the form of what is in it."""


def chosen_form(form: str, known: Sequence[str], output: Path | None) -> str:
    """The form of the answer: that of ``--format``, else the one the ending of the file means, else the usual one.

    ``form`` is the value of ``--format`` or what stands in for it. Stops the command where there is no such form: a
    file is never given a name that promises something else than what is in it, unless ``--format`` says so.
    """
    from hhmonitor.cli.typer_internals import ParameterSource, get_current_context

    usual = get_current_context().get_parameter_source("form") is not ParameterSource.COMMANDLINE
    meant = FORMS_BY_ENDING.get(output.suffix.lower()) if usual and output and not output.is_dir() else None
    if meant is not None and meant not in known:
        message = _("{file} ends as the form {form} does, which is not there for this; there are: {known}")
        refuse(message.format(file=output, form=meant, known=", ".join(known)))
    form = meant or form
    check_format(form, known)
    return form


def check_format(given: str, known: Sequence[str]) -> None:
    """Stop the command where there is no such form of answer."""
    check_word(given, known, _("there is no form “{given}”; there are: {known}"))


def check_word(given: str, known: Sequence[str], complaint: str) -> None:
    """Stop the command where a word is not among those that are known."""
    if given in known:
        return
    from hhmonitor.findings import nearest

    suggestion = nearest(given, known)
    message = complaint.format(given=given, known=", ".join(known))
    refuse(message + (_("; did you mean {suggestion}?").format(suggestion=suggestion) if suggestion else ""))
