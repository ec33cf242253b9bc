"""What publications change in a table: new, filled, revised, confirmed and gone, and what stays as it is."""

from __future__ import annotations

from collections import Counter

from hhmonitor.findings import Place
from hhmonitor.model.figures import FigureSource
from hhmonitor.project.figures import Row
from hhmonitor.questions.figure_update import Update, updated
from hhmonitor.statistics import Harvest, Taken, catalogue

PUBLISHERS = catalogue().publishers
INDICATOR = "health_expenditure_gdp_pct"
CODE = "SH.XPD.CHEX.GD.ZS"
SOURCES = {
    "wdi_2023": FigureSource(title=f"Health expenditure, {CODE}", publisher="World Bank, WDI", date="2023-06"),
    "wdi_2025": FigureSource(title=f"Health expenditure, {CODE}", publisher="World Bank, WDI", date="2025-06"),
    "elsewhere": FigureSource(title="Another office", publisher="An office", date="2020"),
    "undated": FigureSource(title="No date"),
}


def row(market: str, year: int, value: str, source: str = "wdi_2023") -> Row:
    return Row(market, INDICATOR, year, value, source)


def harvest(figures: dict[tuple[str, int], str], vintage: str = "2024-06-28", **more: object) -> Harvest:
    made = Harvest("world_bank", CODE, INDICATOR, "% of GDP", name="Current health expenditure (% of GDP)")
    made.figures = {key: Taken(value, Place("file.csv")) for key, value in figures.items()}
    made.covered = {market for market, _year in figures}
    made.years = {year for _market, year in figures}
    made.vintages = Counter([vintage] if vintage else [])
    made.pages = {1: 1}
    for name, value in more.items():
        setattr(made, name, value)
    return made


def taken_in(rows: list[Row], *harvests: Harvest, **options: bool) -> Update:
    return updated(rows, harvests, SOURCES, PUBLISHERS, **options)


def kinds(update: Update) -> dict[tuple[str, int], str]:
    return {(change.row.market, change.row.year): change.kind for change in update.changes}


def values(update: Update) -> dict[tuple[str, int], str]:
    return {(one.market, one.year): one.value for one in update.rows}


def test_new_years_are_told_apart_from_gaps_that_are_filled_and_from_revisions() -> None:
    present = [row("JP", 2017, "10.5"), row("JP", 2019, "10.7")]
    update = taken_in(
        present, harvest({("JP", 2017): "10.9", ("JP", 2018): "11", ("JP", 2019): "10.7", ("JP", 2020): "12"})
    )
    assert kinds(update) == {
        ("JP", 2017): "revised",
        ("JP", 2018): "filled",
        ("JP", 2019): "confirmed",
        ("JP", 2020): "new_year",
    }


def test_a_revision_tells_how_much_it_is() -> None:
    (change,) = taken_in([row("JP", 2019, "10")], harvest({("JP", 2019): "12.5"})).changes
    assert change.relative == 0.25


def test_a_second_time_nothing_changes() -> None:
    first = taken_in([row("JP", 2019, "10")], harvest({("JP", 2019): "12", ("JP", 2020): "13"}))
    again = updated(
        first.rows, [harvest({("JP", 2019): "12", ("JP", 2020): "13"})], {**SOURCES, **first.sources}, PUBLISHERS
    )
    assert again.changes == ()
    assert again.sources == {}


def test_an_older_vintage_takes_the_place_of_nothing_newer() -> None:
    update = taken_in([row("JP", 2019, "10", "wdi_2025")], harvest({("JP", 2019): "9", ("JP", 2018): "8"}))
    assert values(update) == {("JP", 2019): "10", ("JP", 2018): "8"}
    assert update.superseded == {("world_bank", CODE): 1}


def test_a_source_without_a_date_gives_way() -> None:
    assert values(taken_in([row("JP", 2019, "10", "undated")], harvest({("JP", 2019): "9"}))) == {("JP", 2019): "9"}


def test_the_vintage_that_is_there_keeps_its_source() -> None:
    """A source dated to the month is the one that a file of that month is from."""
    update = taken_in([row("JP", 2019, "10")], harvest({("JP", 2019): "11"}, vintage="2023-06-28"))
    assert update.sources == {}
    assert update.rows[0].source == "wdi_2023"


def test_a_new_source_keeps_publisher_date_and_licence() -> None:
    update = taken_in([], harvest({("JP", 2019): "11"}, origin="WHO"))
    ((name, source),) = update.sources.items()
    assert name == "world_bank_sh_xpd_chex_gd_zs_2024_06_28"
    assert source.title == f"Current health expenditure (% of GDP), {CODE}"
    assert (source.date, source.licence, source.note) == ("2024-06-28", "CC BY 4.0", "WHO")
    assert source.url == f"https://data.worldbank.org/indicator/{CODE}"


def test_a_number_that_is_the_same_stays_as_it_was_written() -> None:
    update = taken_in([row("JP", 2019, "10.50")], harvest({("JP", 2019): "10.5"}))
    assert values(update) == {("JP", 2019): "10.50"}


def test_what_the_publisher_has_no_more_is_gone() -> None:
    present = [row("JP", 2018, "10"), row("JP", 2019, "11")]
    gone = harvest({("JP", 2019): "11"}, years={2018, 2019})
    assert kinds(taken_in(present, gone))["JP", 2018] == "gone"
    assert ("JP", 2018) in values(taken_in(present, gone, keep_gone=True))


def test_what_the_publication_does_not_speak_of_stays() -> None:
    """Other years, other markets, figures from elsewhere, and everything when pages are missing."""
    present = [
        row("JP", 2010, "1"),
        row("TW", 2019, "2"),
        row("JP", 2018, "3", "elsewhere"),
        row("JP", 2017, "4", "wdi_2025"),
    ]
    update = taken_in(present, harvest({("JP", 2019): "11"}, years={2017, 2018, 2019}))
    assert values(update) == {
        ("JP", 2010): "1",
        ("TW", 2019): "2",
        ("JP", 2018): "3",
        ("JP", 2017): "4",
        ("JP", 2019): "11",
    }
    part = harvest({("JP", 2019): "11"}, years={2010, 2019}, pages={1: 3})
    assert ("JP", 2010) in values(taken_in([row("JP", 2010, "1")], part))


def test_of_two_vintages_given_together_the_newer_wins_in_any_order() -> None:
    older, newer = harvest({("JP", 2019): "1"}, "2023-07-01"), harvest({("JP", 2019): "2"}, "2024-07-01")
    assert values(taken_in([], older, newer)) == values(taken_in([], newer, older)) == {("JP", 2019): "2"}
    assert taken_in([], older, newer).superseded == taken_in([], newer, older).superseded == {}


def test_changes_come_in_the_order_of_the_table() -> None:
    update = taken_in([], harvest({("KE", 2019): "1", ("JP", 2019): "1", ("JP", 2018): "1"}))
    assert list(kinds(update)) == [("JP", 2018), ("JP", 2019), ("KE", 2019)]


def test_an_undated_publication_is_of_the_undated_source_that_is_there_and_of_no_dated_one() -> None:
    undated = {"of_old": FigureSource(title=f"Health expenditure, {CODE}", publisher="World Bank, WDI")}
    present = [row("JP", 2019, "10", "of_old")]
    same = updated(present, [harvest({("JP", 2019): "11"}, vintage="")], undated, PUBLISHERS)
    assert (same.sources, same.rows[0].source) == ({}, "of_old")
    later = updated(present, [harvest({("JP", 2019): "11"})], undated, PUBLISHERS)
    assert len(later.sources) == 1
    unlike = taken_in([row("JP", 2019, "10")], harvest({("JP", 2020): "11"}, vintage=""))
    assert len(unlike.sources) == 1
