"""What every command that answers has in common: its options, and the way from a question to the answer handed over.

A command is a function from a :class:`Context` and its own arguments to an :class:`Answer`; :func:`answering` gives it
the common options and hands its answer over in the form asked for. So each command has every form, by construction.
"""

from __future__ import annotations

import inspect
import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hhmonitor import forms
from hhmonitor.cli import interruption
from hhmonitor.cli.output import ForceOption, write_output, write_output_folder
from hhmonitor.cli.session import (
    INTERNAL_ERROR,
    Refused,
    check_word,
    criteria_for,
    day,
    find_project,
    load_classification,
    market_codes,
    note,
    project_root,
    refuse,
    require_extra,
    show_findings,
    speak,
)
from hhmonitor.cli.typer_internals import get_current_context
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer
    from hhmonitor.findings import Finding
    from hhmonitor.project.settings import ProjectSettings
    from hhmonitor.questions.classification import Classification

WIDTH_WITHOUT_TERMINAL, NARROWEST = 120, 40
"""Columns where the answer goes into a pipe or a file and nothing says how wide it may be, and the fewest there are."""

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
FORM_HELP = _(
    "The form of the answer; with --output, the ending of the file says so. Default: terminal; for a spreadsheet xlsx "
    "is the form, and csv is for programs."
)


def _form_option(known: Sequence[str]) -> Any:
    """``--format`` with the forms that there are."""
    option = typer.Option("--format", metavar="|".join(known), help=FORM_HELP)
    return Annotated[str | None, option]


@dataclass(frozen=True)
class Context:
    """The common options of a command, and what they open."""

    root: Path | None = None
    criteria_asked: str | None = None
    as_of: str | None = None

    @cached_property
    def settings(self) -> ProjectSettings | None:
        """The settings of the project asked for; none where it has none, or where there is no such project."""
        from hhmonitor.project.failure import ProjectFailure
        from hhmonitor.project.root import find_root
        from hhmonitor.project.settings import read_settings

        try:
            return read_settings(find_root(self.root, os.environ, Path.cwd()).path)
        except ProjectFailure:
            return None

    @property
    def language(self) -> str | None:
        """The language of the settings; none where they say none, or cannot be read."""
        settings = self.settings.settings if self.settings is not None else None
        return settings.language if settings is not None else None

    @property
    def criteria(self) -> str | None:
        """The criteria asked for, else those of the settings, none where neither says any.

        Stops the command, with all that is wrong, where the settings cannot be read.
        """
        return self.criteria_asked or criteria_for(find_project(self.root).path, None)

    @cached_property
    def day(self) -> date:
        """The day for which to answer. Stops the command where what was given is no date."""
        return day(self.as_of)

    @cached_property
    def classification(self) -> Classification:
        """The project asked for, under the criteria asked for, as of the day asked for.

        Says on standard error which project is used. Stops the command, with all that is wrong, where that cannot be.
        """
        from hhmonitor.project import ProjectFailure

        root = project_root(self.root)
        try:
            classification = load_classification(root, self.criteria, self.day)
        except ProjectFailure as failure:
            raise Refused(findings=failure.findings, folder=root.path) from None
        findings = self.heeded(classification.project.findings)
        if findings:
            show_findings(findings, root.path)
        return classification

    def heeded(self, findings: Sequence[Finding]) -> Sequence[Finding]:
        """Findings as the settings of the project want them."""
        settings = self.settings.settings if self.settings is not None else None
        if not findings or settings is None:
            return findings
        from hhmonitor.questions.heeding import heed

        return heed(findings, settings, self.day).findings

    def codes(self, names: Sequence[str] | None, *, members: bool = False) -> list[str]:
        """The codes of the markets named, or of the whole list. Stops the command where a name means none."""
        return market_codes(self.classification, names, members=members)


Examples = Sequence[Sequence[str]]
"""Arguments with which a command answers in the shipped project, each another shape of its answer."""

Question = Callable[..., "Answer | Mapping[str, Answer]"]
"""A command's own function: from a context and its own arguments to the answer, or to several by their names."""


def answering(
    also: Sequence[str] = (),
    usual: Callable[[], str] = lambda: "terminal",
    *,
    several: bool = False,
    without: Sequence[str] = (),
) -> Callable[[Question], Any]:
    """Make a command of a question: give it the common options, and hand its answer over in the form asked for.

    ``also`` names forms of findings that this command has beside the common ones; ``usual`` gives the form where none
    is asked for. Where there can be ``several`` answers, which go into a folder, ``--force`` is there too; ``without``
    names common options that mean nothing here.
    """

    def made(question: Question) -> Any:
        known = (*forms.names(), *also)

        @wraps(question)
        def command(
            form: str | None = None,
            output: Path | None = None,
            root: Path | None = None,
            criteria: str | None = None,
            as_of: str | None = None,
            lang: str | None = None,
            force: bool = False,
            **own: Any,
        ) -> None:
            if get_current_context().invoked_subcommand is not None:
                return  # it is the command beneath this one that answers
            context = Context(root, criteria, as_of)
            speak(lang if lang is not None or "root" in without else context.language)
            chosen = chosen_form(form, output, known, usual)
            answer = question(context, **own)
            if isinstance(answer, Mapping):
                whole = give_each(answer, chosen, output, force=force)
                raise typer.Exit(max(one.status for one in answer.values()) if whole else INTERNAL_ERROR)
            give(answer, chosen, output)
            raise typer.Exit(answer.status)

        # What typer reads a command's parameters from.
        signature = _signature(question, known, several, without)
        command.__dict__["__signature__"] = signature
        command.__annotations__ = {name: one.annotation for name, one in signature.parameters.items()}
        del command.__dict__["__wrapped__"]
        return command

    return made


def _signature(question: Question, known: Sequence[str], several: bool, without: Sequence[str]) -> inspect.Signature:
    """The question's own parameters without the context, and then the common ones but for those ``without``."""
    own = [
        parameter.replace(
            # What is imported for types alone, such as the answer's, need not be there; so each by itself.
            annotation=eval(parameter.annotation, question.__globals__),
            kind=inspect.Parameter.KEYWORD_ONLY,
        )
        for parameter in list(inspect.signature(question).parameters.values())[1:]
    ]
    common = {
        "form": _form_option(known),
        "output": OutputOption,
        "root": RootOption,
        "criteria": CriteriaOption,
        "as_of": AsOfOption,
        "lang": LangOption,
    }
    shared = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)
        for name, annotation in common.items()
        if name not in {one.name for one in own} | set(without)
    ]
    if several:
        shared.append(inspect.Parameter("force", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=ForceOption))
    return inspect.Signature([*own, *shared])


def chosen_form(form: str | None, output: Path | None, known: Sequence[str], usual: Callable[[], str]) -> str:
    """The form of the answer: that of ``--format``, else the one the ending of the file means, else the usual one.

    Stops the command where there is no such form: a file is never given a name that promises something else than what
    is in it, unless ``--format`` says so.
    """
    if form is not None:
        check_word(form, (*known, *forms.ALSO_CALLED), _("there is no form “{given}”; there are: {known}"))
        return forms.ALSO_CALLED.get(form, form)
    if output is None or output.is_dir() or not output.suffix:
        return usual()
    meant = forms.MEANT.get(output.suffix.lower())
    if meant is not None:
        refuse(
            _("no {ending} is written; give the file a name that ends in {meant}").format(
                ending=output.suffix, meant=meant
            )
        )
    found = forms.by_ending(output.suffix)
    if found is not None and found not in known:
        message = _("{file} ends as the form {form} does, which is not there for this; there are: {known}")
        refuse(message.format(file=output, form=found, known=", ".join(known)))
    return found or usual()


def give(answer: Answer, name: str, output: Path | None) -> None:
    """Hand an answer over in a form: to standard output, or to a file. Bytes are not for a terminal."""
    form = forms.form(name)
    if form.binary and output is None and sys.stdout.isatty():
        refuse(_("this form is not for the screen; name a file with --output FILE"))
    with require_extra(form.extra or ""):
        made = form.render(answer, page_for(output))
    write_output(for_programs(made, name, output), output)


def for_programs(made: str | bytes, name: str, output: Path | None) -> str | bytes:
    """What is not for a terminal is UTF-8 on its way into every pipe and file, whatever the stream's own encoding."""
    if isinstance(made, bytes) and output is None and sys.stdout.isatty():
        return made.decode("utf-8")
    if isinstance(made, str) and name != "terminal" and not (output is None and sys.stdout.isatty()):
        return made.encode("utf-8", "replace")
    return made


def give_each(answers: Mapping[str, Answer], name: str, folder: Path | None, *, force: bool = False) -> bool:
    """Hand several answers over: a file for each, by its name, in a folder. Whether all of them could be made.

    One that cannot be made is named on standard error, and costs none of the others.
    """
    if folder is None:
        refuse(_("answers on several markets go into a folder: give --output DIR"))
    form, page = forms.form(name), page_for(folder)
    with require_extra(form.extra or ""):
        made, accidents = {}, {}
        for one, answer in answers.items():
            try:
                made[f"{one}{form.endings[0]}"] = form.render(answer, page)
            except (ModuleNotFoundError, Refused):
                raise
            except Exception as accident:  # whatever it was, the others can be had
                if interruption.heard():
                    raise
                accidents[one] = f"{type(accident).__name__}: {accident}"
    write_output_folder(made, folder, force=force)
    for one, what in accidents.items():
        note(_("{name} is left out: hhmonitor met an internal error ({what})").format(name=one, what=what))
    return not accidents


def page_for(output: Path | None) -> forms.Page:
    """The page for standard output, or for a file: its width, colours and characters."""
    width = max(NARROWEST, shutil.get_terminal_size((WIDTH_WITHOUT_TERMINAL, 24)).columns)
    if output is not None:
        return forms.Page(width)
    return forms.Page(width, sys.stdout.isatty(), sys.stdout.encoding or "utf-8")
