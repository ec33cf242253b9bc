"""Everything that is wrong with the files of a project, or with files by themselves, in one run."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from hhmonitor.checks import found, is_error
from hhmonitor.checks.looks import MarketFile, Standing, WholeProject
from hhmonitor.findings import Finding, Place
from hhmonitor.model import Country, Criteria, Region
from hhmonitor.project import Contents, Root, locate, read_contents
from hhmonitor.project.kinds import kind_of
from hhmonitor.project.single_file import read_single_file
from hhmonitor.questions.classification import Classification
from hhmonitor.yaml import read_file


@dataclass(frozen=True, slots=True)
class Validation:
    """What was found, by place, in the files that were looked at; ``folder`` is where their names start from."""

    folder: Path
    files: tuple[str, ...]
    findings: tuple[Finding, ...]

    def only(self, files: Collection[str]) -> Validation:
        """What was found in some of the files, and what keeps all of them from being judged: criteria not in order."""
        read = tuple(file for file in self.files if file in files)
        kept = (
            one
            for one in self.findings
            if one.place.file in files or (is_error(one) and one.place.file.startswith("criteria"))
        )
        return Validation(self.folder, read, tuple(kept))

    def named_from(self, folder: Path) -> Validation:
        """The same with the names of files starting from another folder, where they are in it."""

        def name(file: str) -> str:
            whole = (self.folder / file).absolute()
            return whole.relative_to(folder).as_posix() if whole.is_relative_to(folder) else str(whole)

        def place(one: Place) -> Place:
            return replace(one, file=name(one.file))

        findings = (
            replace(one, place=place(one.place), related=one.related and place(one.related)) for one in self.findings
        )
        return Validation(folder, tuple(map(name, self.files)), tuple(findings))


def joined(parts: Sequence[Validation], folder: Path) -> Validation:
    """Several validations as one, with the names of files starting from one folder."""
    renamed = [part.named_from(folder) for part in parts]
    return Validation(
        folder,
        tuple(file for part in renamed for file in part.files),
        tuple(finding for part in renamed for finding in part.findings),
    )


def validate_project(root: Root, criteria_id: str | None, as_of: date, today: date) -> Validation:
    """Every file of a project: its text, its shape, its grounds, and what the files say of each other.

    ``as_of`` is the day for which decisions and special targets are judged, ``today`` the one after which a date lies
    in the future.
    """
    contents = read_contents(root, criteria_id, as_of)
    findings = [*contents.findings, *found(WholeProject(contents))]
    markets: list[Country | Region] = [*contents.countries.values(), *contents.regions.values()]
    for market in markets:
        findings += found(MarketFile(market, contents.files[market.code], contents.criteria, today))
    if contents.criteria is not None and not any(map(is_error, contents.findings)):
        classification = Classification(contents.project(), as_of)
        beyond_reach = classification.beyond_reach()
        findings += found(Standing(classification)) if beyond_reach is None else [beyond_reach]
    return Validation(root.path, tuple(contents.all_files()), tuple(contents.located(findings)))


def validate_alone(paths: Sequence[Path], beside: Contents, folder: Path, today: date) -> Validation:
    """Files that belong to no project, each by itself, against the criteria and the countries of the project beside."""
    findings: list[Finding] = []
    for path in paths:
        findings += _alone(path, beside, today)
    return Validation(folder, tuple(map(str, paths)), tuple(locate(folder, findings)))


def _alone(path: Path, beside: Contents, today: date) -> list[Finding]:
    file = str(path)
    reading = read_file(path, file)
    if reading.document is None:
        return list(reading.findings)
    one, findings = read_single_file(kind_of(reading.document.data), reading, path.stem, beside)
    if one is None or isinstance(one, Criteria):
        return findings
    return [*findings, *found(MarketFile(one, file, beside.criteria, today))]
