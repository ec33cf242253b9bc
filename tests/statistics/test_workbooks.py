"""Workbooks of the World Bank and WHO give the same figures as their other files."""

from __future__ import annotations

import csv
import datetime
import io
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from hhmonitor.statistics import Unreadable, workbook
from tests.statistics import forms
from tests.statistics.test_forms import gather

Cell = str | int | float | datetime.date | None


def cell_of(text: str) -> Cell:
    """What a workbook has in place of a text in CSV: numbers as numbers, and nothing for an empty one."""
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text or None


def rows_of(text: str) -> list[list[Cell]]:
    return [[cell_of(cell) for cell in row] for row in csv.reader(io.StringIO(text.removeprefix("\ufeff")))]


def saved(path: Path, sheets: dict[str, Sequence[Sequence[Cell]]]) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def bulk(path: Path) -> Path:
    sheets = {
        "Data": rows_of(forms.bulk_csv()),
        "Metadata - Countries": rows_of(forms.COUNTRY_METADATA),
        "Metadata - Indicators": rows_of(forms.SERIES_METADATA),
    }
    return saved(path, sheets)


def data_bank(path: Path) -> Path:
    return saved(path, {"Data": rows_of(forms.data_bank_csv()), "Series - Metadata": [["Code", "License Type"], ["X"]]})


GHED_HEADS = ["location", "code", "region", "income", "year", "che_gdp", "che_pc_usd", "hk_che"]


def ghed(path: Path, heads: Sequence[str] = GHED_HEADS) -> Path:
    rows: list[list[Cell]] = [list(heads)]
    for (place, year), value in forms.SOME.items():
        if place != "ARB":
            rows.append([forms.NAMES[place], place, "EUR", "High", year, cell_of(value), 100.5 + year, 1])
    return saved(
        path,
        {
            "Data": rows,
            "Codebook": [["Indicator short code", "Indicator name"], ["che_gdp", "Current health expenditure, % GDP"]],
            "Metadata": [["country", "country code", "Sources", "Comments"], ["Japan", "JPN", "Health accounts", None]],
        },
    )


FIGURES = {("JP", 2018): 10.75, ("JP", 2019): 10.74, ("DE", 2018): 11.5}


@pytest.mark.parametrize(("make", "vintage"), [(bulk, "2024-06-28"), (data_bank, "2024-06-28")])
def test_a_workbook_of_the_world_bank_gives_its_figures(make, vintage: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    gathering = gather(make(tmp_path / "no-name-that-tells"))
    (harvest,) = gathering.harvests
    assert {key: taken.value for key, taken in harvest.figures.items()} == FIGURES
    assert harvest.vintage == vintage
    assert list(gathering.left_out.aggregates) == ["Arab World"]
    assert list(gathering.left_out.other_countries) == ["Kosovo"]


def test_a_day_of_issue_may_be_a_date_in_its_cell(tmp_path: Path) -> None:
    rows = rows_of(forms.bulk_csv())
    rows[2][1] = datetime.date(2024, 6, 28)
    (harvest,) = gather(saved(tmp_path / "x.xlsx", {"Data": rows})).harvests
    assert harvest.vintage == "2024-06-28"


def test_the_metadata_in_a_workbook_is_read_along(tmp_path: Path) -> None:
    (harvest,) = gather(bulk(tmp_path / "x.xlsx")).harvests
    assert harvest.origin == "A database of another organisation"


@pytest.mark.parametrize(
    "heads",
    [GHED_HEADS, ["country", "country code", "region (WHO)", "income group", *GHED_HEADS[4:]]],
    ids=["as it is", "as it was"],
)
def test_the_workbook_of_health_expenditure_gives_its_figures(heads: list[str], tmp_path: Path) -> None:
    gathering = gather(ghed(tmp_path / "x.xlsx", heads))
    share, per_head = gathering.harvests
    assert (share.code, share.indicator) == ("che_gdp", "health_expenditure_gdp_pct")
    assert share.name == "Current health expenditure, % GDP"
    assert share.database == "Global Health Expenditure Database"
    assert {key: taken.value for key, taken in share.figures.items()} == FIGURES
    assert (per_head.code, per_head.figures["JP", 2018].text) == ("che_pc_usd", "2118.5")
    assert share.vintage == ""
    assert list(gathering.left_out.other_series) == ["hk_che"]


def test_the_place_of_a_figure_is_its_sheet_and_row(tmp_path: Path) -> None:
    rows = rows_of(forms.bulk_csv())
    rows[5][4] = "about 10"
    path = saved(tmp_path / "x.xlsx", {"Data": rows})
    (finding,) = gather(path).findings
    assert finding.code == "HH613"
    assert finding.place.file == f"{path}/Data"
    assert finding.place.span is not None
    assert finding.place.span.start.line == 6


def refusal(path: Path) -> str:
    with pytest.raises(Unreadable) as refused:
        gather(path)
    return refused.value.finding.code


def test_a_workbook_of_something_else_is_none_that_is_known(tmp_path: Path) -> None:
    assert refusal(saved(tmp_path / "x.xlsx", {"Budget": [["Travel", 100]]})) == "HH611"


@pytest.mark.parametrize("name", ["x.xls", "x.xlsx", "x"])
def test_a_workbook_of_the_old_kind_is_told_as_one(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000))
    assert refusal(path) == "HH638"


def changed(path: Path, part: str, content: bytes) -> Path:
    """A workbook in which one part is another one."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = content
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in parts.items():
            archive.writestr(name, held)
    return path


SHEET = "xl/worksheets/sheet1.xml"
BEGINNING = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


@pytest.mark.parametrize("part", ["xl/workbook.xml", SHEET, "xl/styles.xml"])
@pytest.mark.parametrize("content", [b"", b"no XML", BEGINNING])
def test_a_workbook_that_is_damaged_is_refused(part: str, content: bytes, tmp_path: Path) -> None:
    assert refusal(changed(bulk(tmp_path / "x.xlsx"), part, content)) in ("HH611", "HH612")


def test_rows_that_are_numbered_beyond_a_sheet_are_damage(tmp_path: Path) -> None:
    far = BEGINNING + b'<row r="999999999999"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'
    assert refusal(changed(bulk(tmp_path / "x.xlsx"), SHEET, far)) == "HH612"


def test_a_row_that_never_ends_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_LONGEST_ROW", 100_000)
    endless = BEGINNING + b"<row>" + b"<c><v>1</v></c>" * 50_000 + b"</row></sheetData></worksheet>"
    assert refusal(changed(bulk(tmp_path / "x.xlsx"), SHEET, endless)) == "HH631"


def test_what_is_held_in_memory_whole_has_a_limit_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_LARGEST_PART", 100_000)
    assert refusal(changed(bulk(tmp_path / "x.xlsx"), "xl/sharedStrings.xml", b"x" * 200_000)) == "HH632"


def test_a_workbook_that_shrinks_as_none_does_is_refused(tmp_path: Path) -> None:
    assert refusal(changed(bulk(tmp_path / "x.xlsx"), SHEET, BEGINNING + b" " * (20 << 20))) == "HH634"


def test_without_its_library_a_workbook_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = bulk(tmp_path / "x.xlsx")
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(ModuleNotFoundError):
        gather(path)
