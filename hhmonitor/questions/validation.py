"""Everything that is wrong with the files of a project, or with files by themselves, in one run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from hhmonitor.checks import found, is_error
from hhmonitor.checks.looks import MarketFile, Standing, WholeProject
from hhmonitor.findings import Finding, Place
from hhmonitor.model import Country, Criteria, Region
from hhmonitor.project import Contents, Root, locate, read_contents
from hhmonitor.project.kinds import Kind, kind_of
from hhmonitor.project.settings import OWN, SHARED, read_settings
from hhmonitor.project.single_file import read_single_file
from hhmonitor.questions.checking import check
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.heeding import Heeded, Whole, heed, settings_findings
from hhmonitor.yaml import Reading, read_file

SETTINGS = (OWN, SHARED)
"""The files that settings may stand in."""


@dataclass(frozen=True, slots=True)
class Validation:
    """What was found, by place, in the files that were looked at; ``folder`` is where their names start from.

    Beside what was found stand the findings that the settings put up with, and those that are left out because they
    were there before.
    """

    folder: Path
    files: tuple[str, ...]
    findings: tuple[Finding, ...]
    ignored: tuple[Finding, ...] = ()
    known: tuple[Finding, ...] = ()

    def only(self, files: Collection[str]) -> Validation:
        """What was found in some of the files, and what keeps all of them from being judged.

        That is criteria, or settings, that are not in order.
        """
        read = tuple(file for file in self.files if file in files)
        kept = (
            one
            for one in self.findings
            if one.place.file in files
            or (is_error(one) and (one.place.file.startswith("criteria") or one.place.file in SETTINGS))
        )
        ignored, known = (
            tuple(one for one in findings if one.place.file in files) for findings in (self.ignored, self.known)
        )
        return Validation(self.folder, read, tuple(kept), ignored, known)

    def since(self, before: Validation) -> Validation:
        """What was not found ``before``, in an earlier state of the same project.

        A finding is the same where its code, severity, file, path and details are; one without a path, where the line
        is too. Of several that are the same, those past their earlier number are new.
        """
        known = Counter(map(before.identity, before.findings))
        new, left = apart(self.findings, known, self.identity)
        return replace(self, findings=tuple(new), known=tuple(left))

    def identity(self, finding: Finding) -> tuple[object, ...]:
        """What makes a finding the same as one in another state of the project, wherever its line went."""
        place = finding.place
        details = tuple(sorted(finding.details.items()))
        line = "" if place.path or place.span is None else _line(self.folder / place.file, place.span.start.line)
        return (finding.code, finding.severity, place.file, place.path, place.on_key, details, line)

    def named_from(self, folder: Path) -> Validation:
        """The same with the names of files starting from another folder, where they are in it."""

        def name(file: str) -> str:
            whole = (self.folder / file).absolute()
            return whole.relative_to(folder).as_posix() if whole.is_relative_to(folder) else str(whole)

        def place(one: Place) -> Place:
            return replace(one, file=name(one.file))

        def named(findings: Iterable[Finding]) -> tuple[Finding, ...]:
            return tuple(
                replace(one, place=place(one.place), related=one.related and place(one.related)) for one in findings
            )

        files = tuple(map(name, self.files))
        return Validation(folder, files, named(self.findings), named(self.ignored), named(self.known))


def joined(parts: Sequence[Validation], folder: Path) -> Validation:
    """Several validations as one, with the names of files starting from one folder."""
    renamed = [part.named_from(folder) for part in parts]
    return Validation(
        folder,
        tuple(file for part in renamed for file in part.files),
        tuple(finding for part in renamed for finding in part.findings),
        tuple(finding for part in renamed for finding in part.ignored),
        tuple(finding for part in renamed for finding in part.known),
    )


def apart(
    findings: Iterable[Finding], known: Counter[tuple[object, ...]], identity: Callable[[Finding], tuple[object, ...]]
) -> tuple[list[Finding], list[Finding]]:
    """Findings that are new, and those that are known: of several that are the same, as many as were known."""
    left = Counter(known)
    new: list[Finding] = []
    old: list[Finding] = []
    for one in findings:
        same = identity(one)
        (old if left[same] else new).append(one)
        left[same] -= left[same] > 0
    return new, old


def _line(path: Path, number: int) -> str:
    """A line of a file, without what stands around it."""
    lines = path.read_bytes().decode("utf-8", "replace").splitlines()
    return lines[number - 1].strip() if number <= len(lines) else ""


def validate_project(root: Root, criteria_id: str | None, as_of: date, today: date) -> Validation:
    """Every file of a project: its text, its shape, its grounds, what the files say of each other, and the settings.

    The criteria are those asked for, else those of the settings, else of the day. ``as_of`` is the day for which
    decisions, special target markets and settings are judged, ``today`` the one after which a date lies in the future.
    """
    settings = read_settings(root.path)
    stated = settings.settings if settings is not None else None
    contents = read_contents(root, criteria_id or (stated.criteria if stated is not None else None), as_of)
    findings = [*contents.findings, *found(WholeProject(contents))]
    markets: list[Country | Region] = [*contents.countries.values(), *contents.regions.values()]
    for market in markets:
        findings += found(MarketFile(market, contents.files[market.code], contents.criteria, today))
    classification = classification_of(contents, as_of)
    if classification is not None:
        beyond_reach = classification.beyond_reach()
        findings += found(Standing(classification)) if beyond_reach is None else [beyond_reach]
        classification = classification if beyond_reach is None else None
    files, located = contents.all_files(), contents.located(findings)
    if settings is None:
        return Validation(root.path, tuple(files), tuple(located))
    if criteria_id is None:  # criteria that there are none of are told where they are asked for
        asked = Place(settings.file, ("criteria",))
        located = [*settings.located([replace(one, place=asked) for one in located if one.code == "HH306"])] + [
            one for one in located if one.code != "HH306"
        ]
    heeded = heed(located, stated, as_of) if stated is not None else Heeded(tuple(located))
    # What ignores nothing can only be told where the other gate can be asked as well.
    verdicts = check(classification) if classification is not None and stated is not None and stated.ignore else ()
    everything = [*located, *(one for verdict in verdicts for one in verdict.findings)]
    whole = Whole(everything, (*contents.countries, *contents.regions, *files)) if classification is not None else None
    about = settings_findings(settings, as_of, whole)
    return Validation(root.path, (*files, settings.file), (*heeded.findings, *about), heeded.ignored)


def classification_of(contents: Contents, as_of: date) -> Classification | None:
    """The contents as they can be classified; none where something stands in the way."""
    if contents.criteria is None or any(map(is_error, contents.findings)):
        return None
    return Classification(contents.project(), as_of)


def validate_alone(paths: Sequence[Path], beside: Contents, folder: Path, today: date) -> Validation:
    """Files that belong to no project, each by itself, against the criteria and the countries of the project beside."""
    findings: list[Finding] = []
    for path in paths:
        findings += _alone(path, beside, today)
    return Validation(folder, tuple(map(str, paths)), tuple(locate(folder, findings)))


def _alone(path: Path, beside: Contents, today: date) -> list[Finding]:
    reading = read_file(path, str(path))
    return found_alone(reading, kind_of(reading.document.data) if reading.document else Country, beside, today).findings


class Alone(NamedTuple):
    """What is wrong with a file by itself, and how far it can be understood: read (1), a model (2), or neither (0)."""

    understood: int
    findings: list[Finding]


def found_alone(reading: Reading, kind: Kind, beside: Contents, today: date) -> Alone:
    """What was read of a file as it is by itself, against the criteria and the countries of the project beside."""
    if reading.document is None:
        return Alone(0, list(reading.findings))
    file = reading.document.file
    one, findings = read_single_file(kind, reading, Path(file).stem, beside)
    if one is None:
        return Alone(1, findings)
    if not isinstance(one, Criteria):
        findings += found(MarketFile(one, file, beside.criteria, today))
    return Alone(2, findings)
