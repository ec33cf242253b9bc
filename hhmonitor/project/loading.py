"""A project folder to a loaded project: every file found, read and validated, every finding gathered."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from hhmonitor.checks import found, is_error
from hhmonitor.checks.look import CriteriaFile, Factors, Folder, MarketUnderCriteria, Membership
from hhmonitor.findings import Finding, Move, Place, nearest, suggested
from hhmonitor.inputs import FigureTable
from hhmonitor.language import mark
from hhmonitor.language.territories import territory_codes
from hhmonitor.model import Country, Criteria, Region, first_day, last_day
from hhmonitor.project.failure import ProjectFailure
from hhmonitor.project.figures import COMMON, PRIVATE, SERIES, SOURCES, TABLE, place_of_figure, read_figures
from hhmonitor.project.kinds import FOLDER_OF, FOLDERS, evident_kind
from hhmonitor.project.placeholders import placeholders
from hhmonitor.project.reviews import Reviews, read_reviews
from hhmonitor.project.root import Root
from hhmonitor.project.shape import validated
from hhmonitor.yaml import Document, Reading, read_file

if TYPE_CHECKING:
    from hhmonitor.model.figures import FigureSource, SeriesCatalogue

M = TypeVar("M", bound=BaseModel)
Named = TypeVar("Named", Country, Region, Criteria)

HIDDEN = (".", "~$")
"""How the names of files begin that nobody put there to be read."""

AMBITIONS = f"{COMMON}/ambitions.yaml"
"""The ambitions of the strategy in figures; not every project has them."""

FIRST_FILE = mark("the same code there")


@dataclass(frozen=True)
class Project:
    """A project folder, read and validated under one set of criteria.

    ``files`` gives the file of each country, region and set of criteria; ``findings`` are those of its files that are
    in no one's way.
    """

    root: Root
    criteria: Criteria
    criteria_sets: Mapping[str, Criteria]
    countries: Mapping[str, Country]
    regions: Mapping[str, Region]
    figures: FigureTable
    files: Mapping[str, str]
    findings: tuple[Finding, ...] = ()
    reviews: Reviews = field(default_factory=Reviews)

    def market(self, code: str) -> Country | Region:
        """The country or region with this code. Raises KeyError where there is none."""
        return self.regions[code] if code in self.regions else self.countries[code]

    @cached_property
    def region_of(self) -> Mapping[str, str]:
        """The region that each member belongs to."""
        return {member: region.code for region in self.regions.values() for member in region.members}

    @cached_property
    def recoded(self) -> Mapping[str, str]:
        """The codes of markets that were recoded, by their former ones, as far as no market has those now."""
        markets = (*self.countries.values(), *self.regions.values())
        return {old: one.code for one in markets if (old := one.formerly) is not None and old not in self.files}

    @cached_property
    def figure_sources(self) -> Mapping[str, FigureSource]:
        """The sources of both tables of figures, by id, read when first asked for; none where the file is not sound."""
        return read_sources(self.root.path)[0]

    @cached_property
    def private_sources(self) -> frozenset[str]:
        """The ids of the sources of which the figures may not be passed on."""
        return frozenset(read_sources(self.root.path, [PRIVATE])[0])

    def document(self, file: str) -> Document | None:
        """One of the project's files with the places of its data; none where it cannot be read."""
        return read_file(self.root.path / file, file).document

    def locate(self, place: Place) -> Place:
        """A place in one of the project's files with its span, where it can be found."""
        document = self.document(place.file)
        return document.locate(place) if document else place

    def located(self, findings: Sequence[Finding]) -> list[Finding]:
        """Findings with their places in the text filled in."""
        return locate(self.root.path, findings)


@dataclass(frozen=True)
class Contents:
    """Everything in a project folder that could be read, and what is wrong with it and with the rest.

    ``criteria`` are those asked for, else those of the day; none where there are none, or they are not in order.
    ``findings`` are not yet located.
    """

    root: Root
    criteria: Criteria | None
    criteria_sets: Mapping[str, Criteria]
    countries: Mapping[str, Country]
    regions: Mapping[str, Region]
    figures: FigureTable
    files: Mapping[str, str]
    findings: tuple[Finding, ...]
    reviews: Reviews = field(default_factory=Reviews)

    def located(self, findings: Sequence[Finding]) -> list[Finding]:
        """Findings with their places in the text filled in."""
        return locate(self.root.path, findings)

    def all_files(self) -> list[str]:
        """The files that were read or should have been, by name."""
        folder = self.root.path
        read = [f"{one}/{path.name}" for one in FOLDERS for path in yaml_files(folder / one)]
        figures = (f"{one}/{name}" for one in (COMMON, PRIVATE) for name in (TABLE, SOURCES, SERIES))
        return [*read, *(file for file in figures if (folder / file).exists())]

    def project(self) -> Project:
        """The contents as a project to work on.

        Raises ProjectFailure, with the findings of all files, where anything stands in the way of classifying.
        """
        findings = self.located(self.findings)
        if self.criteria is None or any(map(is_error, findings)):
            raise ProjectFailure(findings)
        return Project(
            self.root,
            self.criteria,
            self.criteria_sets,
            self.countries,
            self.regions,
            self.figures,
            self.files,
            tuple(findings),
            self.reviews,
        )


def load_project(root: Root, criteria_id: str | None = None, as_of: date | None = None) -> Project:
    """Read everything in a project folder, and take the criteria asked for, else those of the day.

    Raises ProjectFailure, with the findings of all files, where anything stands in the way of classifying.
    """
    return read_contents(root, criteria_id, as_of).project()


def read_contents(root: Root, criteria_id: str | None = None, as_of: date | None = None) -> Contents:
    """Read everything in a project folder, as :func:`load_project` does, and go on where something is wrong."""
    findings: list[Finding] = []
    files: dict[str, str] = {}

    def read(model: type[Named], folder: str, name_of: Callable[[Named], str]) -> dict[str, Named]:
        present: list[tuple[str, str, Named]] = []
        for path in yaml_files(root.path / folder):
            file = f"{folder}/{path.name}"
            reading = read_file(path, file)
            kind = evident_kind(reading.document.data) if reading.document else None
            if kind not in (None, model):
                folder_of_it = FOLDER_OF[kind]
                mend = Move(f"{folder_of_it}/{path.name}")
                findings.append(Finding("HH341", Place(file), {"folder": folder_of_it}, mend=mend))
                continue
            one, wrong = modelled(model, reading)
            findings.extend(wrong)
            if one is not None:
                present.append((path.stem, file, one))
        # The file that is called by its code is the one that was there first, whatever its copies are called.
        present.sort(key=lambda entry: entry[0] != name_of(entry[2]))
        named: dict[str, Named] = {}
        for stem, file, one in present:
            name = name_of(one)
            if name in files:
                details = {"code": name, "file": files[name]} | suggested(stem if stem in territory_codes() else None)
                findings.append(
                    Finding("HH304", Place(file, ("code",)), details, Place(files[name], ("code",)), FIRST_FILE)
                )
                continue
            if folder != "criteria" and stem != name:
                findings.append(Finding("HH305", Place(file, ("code",)), {"code": name, "name": stem}))
            named[name], files[name] = one, file
        return named

    criteria_sets = read(Criteria, "criteria", lambda one: one.id)
    countries = read(Country, "countries", lambda one: one.code)
    regions = read(Region, "countries/regions", lambda one: one.code)
    reviews, wrong_reviews = read_reviews(root.path)
    findings += wrong_reviews
    figures = read_figures(root.path / COMMON / TABLE, f"{COMMON}/{TABLE}")
    if (root.path / PRIVATE / TABLE).exists():
        figures.overlay(read_figures(root.path / PRIVATE / TABLE, f"{PRIVATE}/{TABLE}"))
    findings += figures.findings
    findings += _emptiness(root.path)
    findings += found(Folder(root.path))
    for one in criteria_sets.values():
        findings += found(CriteriaFile(one, files[one.id]))

    chosen = _choose(criteria_sets, criteria_id, as_of or date.today(), findings)
    if chosen is not None:
        present = {path.stem for path in yaml_files(root.path / "countries")} | set(countries)
        markets: list[Country | Region] = [*countries.values(), *regions.values()]
        for market in markets:
            findings += found(MarketUnderCriteria(market, files[market.code], chosen))
        findings += found(Membership(regions, files, present))
        place_of = partial(place_of_figure, root.path)
        findings += found(Factors(chosen, figures.table, markets, files, place_of))
    return Contents(root, chosen, criteria_sets, countries, regions, figures.table, files, tuple(findings), reviews)


def read_sources(
    root: Path, folders: Sequence[str] = (COMMON, PRIVATE)
) -> tuple[dict[str, FigureSource], list[Finding]]:
    """The sources of the tables of figures, by id, and what is wrong with their files; absent files have none."""
    from hhmonitor.model.figures import FigureSources

    described: dict[str, FigureSource] = {}
    findings: list[Finding] = []
    for folder in folders:
        if os.path.lexists(root / folder / SOURCES):
            sources, wrong, _document = read_model(FigureSources, root / folder / SOURCES, f"{folder}/{SOURCES}")
            described |= sources.root if sources else {}
            findings += wrong
    return described, findings


def read_series(root: Path) -> tuple[SeriesCatalogue | None, list[Finding]]:
    """The publishers' series that a project adds to those that are known, none where it adds none."""
    from hhmonitor.model.figures import SeriesCatalogue as Catalogue

    if not (root / COMMON / SERIES).exists():
        return None, []
    series, findings, _document = read_model(Catalogue, root / COMMON / SERIES, f"{COMMON}/{SERIES}")
    return series, findings


def read_model(model: type[M], path: Path, file: str) -> tuple[M | None, list[Finding], Document | None]:
    """One file as a model, or none, with everything that is wrong with its text and its shape, and its document."""
    reading = read_file(path, file)
    return (*modelled(model, reading), reading.document)


def modelled(model: type[M], reading: Reading) -> tuple[M | None, list[Finding]]:
    """What was read as a model, or none, with everything that is wrong with its text and its shape."""
    findings = list(reading.findings)
    if reading.document is None:
        return None, findings
    one, wrong = validated(model, reading.document)
    left_open = placeholders(reading.document)
    if left_open:  # whatever else is wrong with a placeholder needs no telling
        one = None
        wrong = [finding for finding in wrong if finding.place.path not in left_open]
        wrong += [Finding("HH215", Place(reading.document.file, path)) for path in left_open]
    findings += [_placed(finding, reading.document) for finding in wrong]
    return one, findings


def read_criteria(path: Path) -> tuple[Criteria | None, list[Finding]]:
    """A file of criteria that need not belong to a project, or none, with everything that is wrong with it."""
    criteria, findings, _document = read_model(Criteria, path, str(path))
    return criteria, [*findings, *(found(CriteriaFile(criteria, str(path))) if criteria is not None else ())]


def yaml_files(folder: Path) -> list[Path]:
    """The YAML files of a folder, by name; hidden files, and what Office keeps beside an open one, are left alone."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.glob("*.yaml") if not path.name.startswith(HIDDEN))


def locate(root: Path, findings: Sequence[Finding]) -> list[Finding]:
    """Findings with their places in the text filled in, sorted by place.

    A file that has any is read again, once: ten thousand are not held for the few that somebody looks at.
    """
    documents: dict[str, Document | None] = {}

    def document(file: str) -> Document | None:
        if file not in documents:
            documents[file] = read_file(root / file, file).document if file.endswith(".yaml") else None
        return documents[file]

    placed = [
        finding
        if finding.place.span is not None and (finding.related is None or finding.related.span is not None)
        else _placed(finding, document(finding.place.file), document(finding.related.file) if finding.related else None)
        for finding in findings
    ]
    return sorted(placed, key=lambda one: (one.place.file, one.place.span is not None, one.place.span, one.code))


def _placed(finding: Finding, document: Document | None, related: Document | None = None) -> Finding:
    place = finding.place if document is None or finding.place.span else document.locate(finding.place)
    second = finding.related
    if second is not None and second.span is None and related is not None:
        second = related.locate(second)
    return replace(finding, place=place, related=second)


def _emptiness(root: Path) -> list[Finding]:
    """What a project cannot do without: criteria, and a market."""
    findings = []
    if not yaml_files(root / "criteria"):
        findings.append(Finding("HH302", Place("criteria")))
    if not yaml_files(root / "countries") and not yaml_files(root / "countries/regions"):
        findings.append(Finding("HH303", Place("countries")))
    return findings


def _choose(sets: Mapping[str, Criteria], asked: str | None, as_of: date, findings: list[Finding]) -> Criteria | None:
    """The criteria asked for, else those whose period holds the day, else the newest before it, else the first.

    Of several that hold the day the newest is taken.
    """
    if asked is not None:
        if asked not in sets and sets:
            details = {"criteria": asked, "known": ", ".join(sorted(sets))}
            suggestion = nearest(asked, sets)
            findings.append(
                Finding("HH306", Place("criteria"), details | ({"suggestion": suggestion} if suggestion else {}))
            )
        return sets.get(asked)
    by_start = sorted(sets.values(), key=lambda one: (_start(one), one.id))
    begun = [one for one in by_start if _start(one) <= as_of]
    covering = [one for one in begun if _end(one) >= as_of]
    return next(iter(covering[-1:] or begun[-1:] or by_start[:1]), None)


def _start(criteria: Criteria) -> date:
    return (first_day(criteria.period.since) if criteria.period else None) or date.min


def _end(criteria: Criteria) -> date:
    return (last_day(criteria.period.until) if criteria.period else None) or date.max
