"""What becomes of a project's files when a market goes, gets another code, or joins or leaves a region; writes nothing.

All that refers to the market is mended with it: regions whose member it is, lists of priority markets, the tables of
figures, and the minutes of the meeting under way. Reviews that were closed stay as they are: the market's file says
what it was called then (``formerly``).

A list of priority markets is not ours to shorten. A country that is on it stays on it, whether the project has a file
of it or not; a region, whose code means nothing where it has no file, is named there by its members from then on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from hhmonitor.language import _
from hhmonitor.model.base import Model
from hhmonitor.project.changes import Change
from hhmonitor.project.editing import Edit, edited
from hhmonitor.project.failure import ChangedMeanwhile
from hhmonitor.project.figures import COMMON, PRIVATE, SOURCES, TABLE, Row, read_rows, sources_text, table_text
from hhmonitor.project.loading import Project, read_sources
from hhmonitor.project.recording import content_of, minuted
from hhmonitor.project.shape import validated
from hhmonitor.yaml import read_text

OF_ITS_OWN = ("category", "decision", "failed_reviews")
"""What a member of a region cannot have, or what counts for nothing while it is one."""


class CannotChange(Exception):
    """The market cannot be changed so; the text says why."""


def removed(project: Project, codes: Collection[str]) -> list[Change]:
    """The markets are taken off the list, with their files and figures.

    Members of a region that is among them, and that are not themselves, stand by themselves from then on. Raises
    CannotChange where a region that stays would have no members left, ChangedMeanwhile and CannotEdit.
    """
    gone = frozenset(codes)
    staying = {
        code: tuple(member for member in region.members if member not in gone)
        for code, region in project.regions.items()
        if code not in gone
    }
    members = {code: region.members for code, region in project.regions.items() if code in gone}
    return [
        *(Change(project.files[code], _content(project, project.market(code), code), None) for code in codes),
        *_regions(project, staying),
        *_lists(project, lambda code: members.get(code, (code,))),
        *_tables(project, lambda row: None if row.market in gone else row),
        *_minutes(project, lambda code: None if code in gone else code),
    ]


def renamed(project: Project, code: str, new: str, formerly: str | None) -> list[Change]:
    """The market has another code, under which everything names it; its file says what it was ``formerly``.

    Figures that the tables have under the new code already win over those of the old one. Raises CannotChange where a
    market has that code, ChangedMeanwhile and CannotEdit.
    """
    if new in project.files:
        raise CannotChange(_("there is a market {code} already").format(code=new))
    file, market = project.files[code], project.market(code)
    present = _content(project, market, code)
    edits = [Edit(("code",), new), Edit(("formerly",), formerly)]
    after = edited(present, file, edits)

    def name(one: str) -> str:
        return new if one == code else one

    taken = {(row.indicator, row.year) for rows in _rows(project).values() for row in rows if row.market == new}

    def row_of(row: Row) -> Row | None:
        if row.market != code:
            return row
        return None if (row.indicator, row.year) in taken else row._replace(market=new)

    return [
        Change(file, present, None),
        Change(str(PurePosixPath(file).with_name(f"{new}.yaml")), None, after),
        *_regions(project, {one: tuple(map(name, region.members)) for one, region in project.regions.items()}),
        *_lists(project, lambda one: (name(one),)),
        *_tables(project, row_of),
        *_minutes(project, name),
    ]


def joined(project: Project, code: str, region: str) -> list[Change]:
    """The country is a member of the region, and of no other; what it had of its own on the list is taken out.

    Raises CannotChange where it is a member there already, or its region would have no members left, ChangedMeanwhile
    and CannotEdit.
    """
    if code not in project.countries:
        raise CannotChange(_("{market} is a region; only a country can be a member of one").format(market=code))
    if region not in project.regions:
        raise CannotChange(_("{market} is no region").format(market=region))
    if project.region_of.get(code) == region:
        raise CannotChange(_("{market} is a member of {region} already").format(market=code, region=region))
    members = _without(project, code) | {region: (*project.regions[region].members, code)}
    file, present = project.files[code], _content(project, project.countries[code], code)
    return [
        Change(file, present, edited(present, file, [Edit((key,), None) for key in OF_ITS_OWN])),
        *_regions(project, members),
        *_minutes(project, lambda one: None if one == code else one),
    ]


def left(project: Project, code: str) -> list[Change]:
    """The country stands by itself, and is no member of its region any more.

    Raises CannotChange where it is a member of none, or its only one, ChangedMeanwhile and CannotEdit.
    """
    if code not in project.region_of:
        raise CannotChange(_("{market} is no member of a region").format(market=code))
    return list(_regions(project, _without(project, code)))


def _without(project: Project, code: str) -> dict[str, tuple[str, ...]]:
    """The members of the region that a country belongs to, without it; nothing where it belongs to none."""
    region = project.region_of.get(code)
    if region is None:
        return {}
    return {region: tuple(member for member in project.regions[region].members if member != code)}


def _regions(project: Project, members: Mapping[str, tuple[str, ...]]) -> Iterator[Change]:
    """The files of regions with these members, as far as they have others now."""
    for code, now in members.items():
        region, file = project.regions[code], project.files[code]
        if now == region.members:
            continue
        if not now:
            raise CannotChange(
                _("{region} would have no members left; take the region off the list too").format(region=code)
            )
        present = _content(project, region, code)
        yield Change(file, present, edited(present, file, [Edit(("members",), now)]))


def _lists(project: Project, named: Callable[[str], Iterable[str]]) -> Iterator[Change]:
    """The criteria, of every period, with their lists of priority markets in which each code is named by these."""
    for name, criteria in project.criteria_sets.items():
        edits = [
            Edit(("priority_lists", key, "members"), now)
            for key, one in criteria.priority_lists.items()
            if (now := tuple(dict.fromkeys(code for member in one.members for code in named(member)))) != one.members
        ]
        if edits:
            file, present = project.files[name], _content(project, criteria, name)
            yield Change(file, present, edited(present, file, edits))


def _tables(project: Project, row_of: Callable[[Row], Row | None]) -> Iterator[Change]:
    """The tables of figures with each row as this one, or without it; and without the sources that none is from now."""
    root = project.root.path
    before = _rows(project)
    after = {folder: [one for row in rows if (one := row_of(row)) is not None] for folder, rows in before.items()}
    used = {row.source for rows in after.values() for row in rows}
    for folder, rows in before.items():
        if after[folder] == rows:
            continue
        file = f"{folder}/{TABLE}"
        order = dict.fromkeys(row.indicator for row in rows)
        yield Change(file, content_of(root / file, file), table_text(after[folder], order).encode())
        dropped = {row.source for row in rows} & set(read_sources(root, [folder])[0]) - used
        if dropped:
            sources = f"{folder}/{SOURCES}"
            present = content_of(root / sources, sources)
            yield Change(sources, present, sources_text(present.decode(), {}, dropped).encode())


def _rows(project: Project) -> dict[str, list[Row]]:
    return {folder: read_rows(project.root.path / folder / TABLE) for folder in (COMMON, PRIVATE)}


def _minutes(project: Project, name: Callable[[str], str | None]) -> Iterator[Change]:
    """The minutes of the meeting under way with markets under these names.

    Of a market without a name no decision stays but that it leaves; when the review is closed, it says by itself that
    the market left. What was agreed about it stays as it was agreed.
    """
    minutes = project.reviews.minutes
    if minutes is None:
        return
    after = minutes.model_copy(
        update={
            "markets": {
                now: one
                for code, one in minutes.markets.items()
                if (now := name(code) or (code if one.outcome == "left" else None)) is not None
            },
            "special_targets": tuple(
                one.model_copy(update={"market": name(one.market) or one.market}) for one in minutes.special_targets
            ),
            "actions": tuple(
                one.model_copy(update={"market": name(one.market) or one.market}) if one.market is not None else one
                for one in minutes.actions
            ),
        }
    )
    if after != minutes:
        yield minuted(project, after)


def _content(project: Project, known: Model, name: str) -> bytes:
    """The bytes of the file of a market or of criteria. Raises ChangedMeanwhile where it is not what was loaded."""
    file = project.files[name]
    present = content_of(project.root.path / file, file)
    document = read_text(present, file).document
    if document is None or validated(type(known), document)[0] != known:
        raise ChangedMeanwhile(file)
    return present
