"""What a form makes of the files: a merge, key by key, of what it was made from, what it says, and what they say now.

Pure. What the form does not change is left alone, whatever became of it meanwhile; what it changes is taken where the
project still says what the form was made from, and is a finding with both values where it says something else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from operator import eq
from typing import Any

from hhmonitor.findings import DataPath, Finding
from hhmonitor.language import _, mark, selected
from hhmonitor.model import last_day
from hhmonitor.workbook.content import LEFT_TO_FIGURES, MarketData, put, settled, stated
from hhmonitor.workbook.kinds import Content, Datum, Kind, Misread, References, same
from hhmonitor.workbook.layout import Field, Layout, Line
from hhmonitor.workbook.reading import Address, Filled


@dataclass(frozen=True, slots=True)
class Said:
    """What one cell says, and what it said when the form was made."""

    line: Line
    column: str
    path: DataPath
    kind: Kind
    address: Address
    base: Datum
    value: Datum

    @property
    def changed(self) -> bool:
        """Whether somebody filled in something else."""
        return not same(self.kind, self.base, self.value)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that becomes another in the file of a market: what the project said, and what the form says."""

    said: Said
    before: Datum


@dataclass(frozen=True, slots=True)
class Merged:
    """What becomes of the file of one market: ``data`` is what it is to say, ``steps`` what changes in it.

    ``cells`` are those of the form by their path in the file as it is to be.
    """

    code: str
    data: MarketData
    steps: Sequence[Step]
    cells: Mapping[DataPath, Said]
    new: bool = False

    def cell(self, path: DataPath) -> Said | None:
        """The cell that a path in the file is about: its own, else the first beneath it, else the one above it."""
        beneath = (said for known, said in self.cells.items() if known[: len(path)] == path)
        above = (said for known, said in self.cells.items() if path[: len(known)] == known)
        return next(beneath, None) or next(above, None)


@dataclass(frozen=True, slots=True)
class Merge:
    """What becomes of the files, and what stands in the way of it."""

    markets: Sequence[Merged]
    findings: Sequence[Finding]


def merge(filled: Filled, layout: Layout, now: Mapping[str, MarketData]) -> Merge:
    """Lay a form beside the project: ``now`` is what the files of its markets say, of those that have one."""
    cells = _Cells(filled, layout)
    said = list(cells.said())
    findings = [*filled.findings, *cells.findings, *_contradictions(said), *_lost_beside_figures(said)]
    markets = []
    for state in layout.markets:
        own = [one for one in said if one.line.market == state.code]
        present = now.get(state.code, state.data if state.new else None)
        if present is None:
            findings += [Finding("HH909", one.address.place) for one in own if one.changed][:1]
            continue
        merging = _Merging(state.data, present, layout.criteria.themes)
        merged = merging.merge(state.code, own, new=state.code not in now)
        findings += merging.findings
        if merged.steps:
            markets.append(merged)
    return Merge(markets, findings)


# What the cells say


class _Cells:
    """Takes what stands in the cells of a form as data."""

    def __init__(self, filled: Filled, layout: Layout) -> None:
        self._filled, self._layout = filled, layout
        self._titles = self._titles_of_sources()
        self.findings: list[Finding] = []

    def said(self) -> Iterator[Said]:
        """What every cell says that can be filled in."""
        for name, line in self._layout.lines.items():
            if name not in self._filled.lines:
                self._gone(line)
                continue
            found = list(self._line(line))
            if line.key[0] == "indicators" and len(line.key) == 2:
                found = list(self._figure(line, found))
            yield from found

    def _line(self, line: Line) -> Iterator[Said]:
        for column, field in line.fields.items():
            if field.fixed:
                continue
            if (line.name, column) not in self._filled.cells:
                self._gone(line)
                return
            address, content = self._filled.cells[line.name, column]
            base = stated(self._layout.state(line.market).data, field.path)
            try:
                value = self._value(line, field, content, base)
            except Misread as misread:
                subject = {} if "subject" in misread.details else {"subject": line.label}
                self.findings.append(Finding(misread.code, address.place, {**misread.details, **subject}))
                continue
            yield Said(line, column, field.path, field.kind, address, base, value)

    def _value(self, line: Line, field: Field, content: Content | None, base: Datum) -> Datum:
        """What a cell says; what it was made with where that still stands there, however it was typed."""
        shown = field.kind.shown(base)
        if content is None:
            return None if shown != "" else base
        if content.text == Content(shown).text:
            return base
        if content.formula:
            raise Misread("HH204", value=content.text[:60], sort=mark("a value, and no formula"))
        kind = field.kind
        if isinstance(kind, References):
            kind = replace(kind, titles=self._titles[line.market])
        return kind.read(content)

    def _gone(self, line: Line) -> None:
        address = self._filled.lines.get(line.name)
        place = address.place if address else Address("?", "?").place
        self.findings.append(Finding("HH906", place, {"subject": line.label, "market": line.market}))

    def _titles_of_sources(self) -> Mapping[str, Mapping[str, str]]:
        """The titles of the sources of each market, as they are filled in now."""
        found: dict[str, dict[str, str]] = {one.code: {} for one in self._layout.markets}
        for line in self._layout.lines.values():
            if line.key[0] == "sources":
                _address, content = self._filled.cells.get((line.name, "title"), (None, None))
                found[line.market][str(line.key[1])] = content.text if content else ""
        return found

    def _figure(self, line: Line, said: Sequence[Said]) -> Iterator[Said]:
        """What an empty line for a figure says, under the paths that its indicator and its year give."""
        by_column = {one.column: one for one in said}
        if not any(one.changed for one in said) or len(said) < len(line.fields):
            return
        missing = next((column for column, one in by_column.items() if one.value is None), None)
        if missing is not None:
            words = {"indicator": mark("the indicator"), "year": mark("the year"), "value": mark("the value")}
            what = words.get(missing, mark("the source"))
            self.findings.append(Finding("HH910", by_column[missing].address.place, {"what": what}))
            return
        indicator, year = by_column["indicator"].value, by_column["year"].value
        assert isinstance(indicator, str)
        assert isinstance(year, int)
        data = self._layout.state(line.market).data
        paths = {
            "value": ("indicators", indicator, "values", year),
            "source": ("indicators", indicator, "source"),
        }
        for column in ("source", "value"):
            path = paths[column]
            yield replace(by_column[column], path=path, base=stated(data, path))


def _contradictions(said: Iterable[Said]) -> Iterator[Finding]:
    """Cells that fill the same place in a file, and say different things."""
    first: dict[tuple[str, DataPath], Said] = {}
    for one in said:
        other = first.setdefault((one.line.market, one.path), one)
        if not same(one.kind, one.value, other.value):
            told, beside = (one, other) if one.changed else (other, one)
            details = {"value": shown(told.kind, told.value), "other": shown(beside.kind, beside.value)}
            yield Finding("HH911", told.address.place, {**details, "place": str(beside.address)})


def _lost_beside_figures(said: Iterable[Said]) -> Iterator[Finding]:
    """Characteristics that are left to the figures, with something beside it that has no place in the file."""
    lines: dict[str, list[Said]] = {}
    for one in said:
        if one.line.key[0] == "health_system":
            lines.setdefault(one.line.name, []).append(one)
    for line in lines.values():
        value = next((one for one in line if one.column == "value"), None)
        if value is not None and value.value == LEFT_TO_FIGURES and any(one.changed for one in line):
            beside = next((one for one in line if one is not value and one.value is not None), None)
            if beside is not None:
                yield Finding("HH908", beside.address.place, {"subject": value.line.label})


def shown(kind: Kind, value: Datum) -> str:
    """A datum as the form shows it, as a text; a word where there is none."""
    text = Content(kind.shown(value)).text
    if isinstance(value, float) and selected() == "nl":
        text = text.replace(".", ",")
    return text or _("nothing")


# One market


class _Merging:
    """Merges what a form says of one market into what its file says now."""

    def __init__(self, base: MarketData, present: MarketData, themes: Collection[str]) -> None:
        self._base, self._present, self._themes = base, present, themes
        self._places = _places(base.get("activities") or (), present.get("activities") or ())
        self._data: dict[str, Any] = deepcopy(dict(present))
        self._added: dict[str, Any] = {"language": present.get("language"), "activities": {}}
        self.findings: list[Finding] = []

    def merge(self, code: str, said: Sequence[Said], *, new: bool) -> Merged:
        """What the file is to say, and what changes in it."""
        said = self._renumbered(said)
        steps = [step for one in said if one.changed for step in self._steps(one)]
        order = self._order_of_activities()
        held = [step for step in steps if not _is_added(step.said.path) or step.said.path[1] in order]
        cells = {self._path_then(one.path, order): one for one in said}
        return Merged(code, settled(self._data, self._present), held, cells, new)

    def _renumbered(self, said: Sequence[Said]) -> Sequence[Said]:
        """The same, with other ids for the sources that the form adds where the project has got others under theirs."""
        titles = {
            str(one.path[1]): one.value
            for one in said
            if one.path[0] == "sources" and one.column == "title" and one.path[1] not in self._base.get("sources", {})
        }
        present: Mapping[str, Any] = self._present.get("sources") or {}
        known = {*present, *titles, *self._base.get("sources", {})}
        free = (f"s{number}" for number in count(1) if f"s{number}" not in known)
        renamed: dict[str, str] = {}
        for name, title in titles.items():
            if title is not None and name in present and present[name].get("title") != title:
                same_one = (
                    other for other, one in present.items() if one.get("title") == title and other not in titles
                )
                renamed[name] = next(same_one, None) or next(free)
        return [_with_sources(one, renamed) for one in said] if renamed else said

    def _steps(self, one: Said) -> Iterator[Step]:
        """What a cell that was changed changes in the file, which it is put into."""
        if _is_added(one.path):
            put(self._added, one.path, one.value, self._themes)
            yield Step(one, None)
            return
        path = self._path_now(one.path)
        if path is None:
            if one.value is not None:
                self.findings.append(Finding("HH909", one.address.place))
            return
        before = stated(self._present, path)
        if same(one.kind, before, one.value):
            return
        if not same(one.kind, before, one.base):
            self._conflict(one, before)
            return
        put(self._data, path, one.value, self._themes)
        yield Step(one, before)

    def _path_now(self, path: DataPath) -> DataPath | None:
        """A path of the form as the file has it now: an activity may have another place, or none."""
        if path[0] != "activities" or not isinstance(path[1], int):
            return path
        place = self._places.get(path[1])
        return None if place is None else ("activities", place, *path[2:])

    def _order_of_activities(self) -> Sequence[int | str]:
        """Put the activities that the form adds where they belong, and take out those of which nothing is left.

        Returns where each comes from: its place in the file now, or its name in the form. One that the project has got
        meanwhile is not added once more.
        """
        activities = self._data.get("activities") or []
        order: list[int | str] = list(range(len(activities)))
        came = [one for place, one in enumerate(activities) if place not in self._places.values()]
        for name, one in self._added["activities"].items():
            if one not in came:
                place = _place_for(activities, one)
                activities.insert(place, one)
                order.insert(place, name)
        kept = [place for place, one in enumerate(activities) if one]
        if len(kept) < len(activities) or self._added["activities"]:
            self._data["activities"] = [activities[place] for place in kept]
        if not kept and self._data.get("activities") == [] and self._present.get("activities"):
            del self._data["activities"]
        return [order[place] for place in kept]

    def _path_then(self, path: DataPath, order: Sequence[int | str]) -> DataPath:
        """A path of the form as the file is to have it; that of an activity that it will not have is left as it is."""
        if path[0] != "activities":
            return path
        origin = self._places.get(path[1]) if isinstance(path[1], int) else path[1]
        return ("activities", order.index(origin), *path[2:]) if origin in order else ("form", *path)

    def _conflict(self, one: Said, before: Datum) -> None:
        details = {
            "subject": one.line.label,
            "form": shown(one.kind, one.value),
            "now": shown(one.kind, before),
            "base": shown(one.kind, one.base),
        }
        self.findings.append(Finding("HH907", one.address.place, details))


def _with_sources(one: Said, renamed: Mapping[str, str]) -> Said:
    """What a cell says, with other ids for some sources."""
    path, value = one.path, one.value
    if path[0] == "sources":
        path = ("sources", renamed.get(str(path[1]), path[1]), *path[2:])
    elif isinstance(one.kind, References) and one.changed:
        value = (
            tuple(renamed.get(name, name) for name in value)
            if isinstance(value, tuple)
            else renamed.get(str(value), value)
        )
    return replace(one, path=path, value=value)


def _is_added(path: DataPath) -> bool:
    """Whether it is something of an activity that the form adds."""
    return path[0] == "activities" and isinstance(path[1], str)


def _places(base: Sequence[Any], present: Sequence[Any]) -> dict[int, int]:
    """Where each activity that a form was made from stands now: the one that says the same, else one much like it."""
    places: dict[int, int] = {}
    for alike in (eq, _much_alike):
        for number, one in enumerate(base):
            free = (place for place, other in enumerate(present) if place not in places.values() and alike(one, other))
            if number not in places and (found := next(free, None)) is not None:
                places[number] = found
    return places


def _much_alike(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two activities share their title, or both their date and their kind."""
    return one.get("title") == other.get("title") or all(one.get(key) == other.get(key) for key in ("date", "kind"))


def _place_for(activities: Sequence[Mapping[str, Any]], activity: Mapping[str, Any]) -> int:
    """Where an activity belongs: the newest first, those without a date last."""
    day = _day(activity)
    older = (place for place, other in enumerate(activities) if day is not None and (_day(other) or date.min) <= day)
    return next(older, len(activities))


def _day(activity: Mapping[str, Any]) -> date | None:
    try:
        return last_day(str(activity.get("date", "unknown")))
    except ValueError:
        return None
