"""The workbook reads back as what it says: real numbers and dates, texts as texts, filters and frozen panes."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hhmonitor import forms
from hhmonitor.answers.listing import listing
from hhmonitor.language import select
from hhmonitor.project import load_project
from hhmonitor.project.root import Root
from hhmonitor.questions.between import Between
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.comparison import Comparison, compare
from tests.support import AS_OF, REPOSITORY, shipped_project

DAY = AS_OF


@pytest.fixture(scope="module")
def classification() -> Classification:
    return Classification(shipped_project(), DAY)


def as_workbook(classification: Classification, codes: Sequence[str], since: Comparison | None = None) -> bytes:
    made = forms.form("xlsx").render(listing(classification, codes, since), forms.Page())
    assert isinstance(made, bytes)
    return made


def opened(content: bytes, *, values: bool = True) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


@pytest.fixture(scope="module")
def content(classification: Classification) -> bytes:
    select("en")
    return as_workbook(classification, classification.listed())


@pytest.fixture(scope="module")
def book(content: bytes) -> Any:
    return opened(content)


def table(sheet: Any) -> list[dict[str, Any]]:
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_the_sheets_are_those_that_an_analyst_would_make(book: Any) -> None:
    assert book.sheetnames == [
        "List",
        "Matrix",
        "Requirements",
        "Evidence",
        "Activities",
        "Figures",
        "Figures by year",
        "White spots",
        "Sources",
        "About",
    ]


def test_the_list_has_every_market_once_with_the_category_it_is_assigned(
    book: Any, classification: Classification
) -> None:
    rows = table(book["List"])
    assert {row["Code"]: row["Category"] for row in rows} == {
        code: classification[code].category for code in classification.listed()
    }
    assert len(rows) == len(classification.listed())


def test_the_list_runs_from_the_best_category_down_and_by_name_within_one(
    book: Any, classification: Classification
) -> None:
    order = [*classification.criteria.outcomes, "none"]
    rows = [(order.index(row["Category"]), row["Market"]) for row in table(book["List"])]
    assert rows == sorted(rows)


def test_every_sheet_of_rows_can_be_filtered_and_keeps_its_headings_in_sight(book: Any) -> None:
    for sheet in book.worksheets[:-1]:
        assert sheet.auto_filter.ref == sheet.dimensions, sheet.title
        assert sheet.freeze_panes.endswith("2"), sheet.title
        assert sheet.print_title_rows == "$1:$1", sheet.title
        assert sheet.page_setup.orientation == "landscape", sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title


def test_words_have_colours(book: Any) -> None:
    for title in ("List", "Matrix", "Requirements", "Evidence"):
        assert len(book[title].conditional_formatting) > 0


def test_counts_are_formulas_that_give_what_the_rules_count(content: bytes, classification: Classification) -> None:
    shown, formulas = opened(content)["Matrix"], opened(content, values=False)["Matrix"]
    by_name = {row["Market"]: row for row in table(shown)}
    japan = classification["JP"].inputs
    assert by_name["Japan"]["Positive characteristics"] == sum(
        one.value == "positive" for one in japan.health_system.values()
    )
    assert by_name["Japan"]["Themes with interest"] == sum(one.value != "none" for one in japan.themes.values())
    assert formulas["C2"].value.startswith("=COUNTIF(F2:K2,")


def test_figures_are_numbers_with_their_year(book: Any, classification: Classification) -> None:
    figure = classification.gatherer.figures_of(classification["JP"].market).newest("health_expenditure_per_capita_usd")
    assert figure is not None
    header, *rows = book["Figures"].iter_rows(values_only=True)
    japan = next(row for row in rows if row[1] == "JP")
    place = header.index("Health expenditure per head (USD)")
    assert japan[place] == pytest.approx(figure.value)
    assert japan[place + 1] == figure.year


def test_the_kind_of_an_activity_is_a_word_in_the_language_in_use(book: Any, classification: Classification) -> None:
    assert "memorandum of understanding" in {row[3] for row in book["Activities"].values}
    select("nl")
    kinds = {row[3] for row in opened(as_workbook(classification, ("JP", "ASEAN-5")))["Activiteiten"].values}
    assert {"missie", "inkomend bezoek", "memorandum of understanding"} <= kinds
    assert not {"mission", "incoming visit", "mou"} & kinds


def test_figures_stop_at_the_year_asked_for(book: Any) -> None:
    years = [heading for heading in next(book["Figures by year"].values) if str(heading).isdigit()]
    assert years[-1] == str(DAY.year)


def test_dates_are_dates_and_show_no_more_than_is_known(book: Any) -> None:
    by_format = {"d mmm yyyy": "2017-04-21", "mmm yyyy": "2017-04-01", "yyyy": "2017-01-01"}
    cells = [row[2] for row in book["Activities"].iter_rows(min_row=2)]
    dated = [cell for cell in cells if isinstance(cell.value, datetime)]
    assert dated
    assert {cell.value for cell in cells if cell not in dated} <= {"unknown"}
    for cell in dated:
        shown = cell.number_format.rpartition("]")[2]
        assert shown in by_format
        assert "d" in shown or cell.value.day == 1
        assert "m" in shown or cell.value.month == 1


def test_addresses_can_be_followed(book: Any) -> None:
    addresses = [row[6] for row in book["Sources"].iter_rows(min_row=2) if row[6].value]
    assert addresses
    assert all(cell.hyperlink is not None for cell in addresses)


def test_the_totals_count_the_list(book: Any, classification: Classification) -> None:
    lines = [str(row[0]) for row in book["About"].iter_rows(values_only=True)]
    headings = [line for line in lines if re.fullmatch(r"\S+ .*: \d+ markets?", line)]
    counts = {line.partition(" ")[0]: int(line.split()[-2]) for line in headings}
    assert sum(counts.values()) == len(classification.listed())
    assert list(counts) == [one for one in classification.criteria.outcomes if one in counts]


@pytest.mark.slow
def test_the_same_list_gives_the_same_bytes(content: bytes, classification: Classification) -> None:
    assert as_workbook(classification, classification.listed()) == content


def test_the_workbook_speaks_dutch(classification: Classification) -> None:
    select("nl")
    book = opened(as_workbook(classification, ("JP", "ASEAN-5")))
    assert book.sheetnames[0] == "Lijst"
    assert [row["Markt"] for row in table(book["Lijst"])] == ["ASEAN 5", "Japan"]
    values = {row["Omvang van de markt"] for row in table(book["Matrix"])}
    assert values == {"positief"}


def test_members_have_the_category_of_their_region_and_a_profile_of_their_own(classification: Classification) -> None:
    select("en")
    rows = table(opened(as_workbook(classification, classification.with_members(["NORDICS"])))["List"])
    assert {row["Code"]: row["Category"] for row in rows} == dict.fromkeys(["NORDICS", "DK", "NO", "SE"], "II")
    profiles = {row["Code"]: (row["By the rules"], row["Profile by the rules"]) for row in rows}
    assert profiles["NORDICS"] == (classification["NORDICS"].assessment.rule_category, None)
    assert profiles["NO"] == (None, classification["NO"].assessment.rule_category)


def test_members_come_with_their_evidence(book: Any) -> None:
    codes = {row["Code"] for row in table(book["Evidence"])}
    assert {"ASEAN-5", "ID", "SG"} <= codes


def test_a_text_never_becomes_a_formula(tmp_path: Path) -> None:
    for folder in ("countries", "criteria"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder)
    file = tmp_path / "countries" / "CL.yaml"
    text = file.read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.strip().startswith('title: "'))
    file.write_text(text.replace(title, title.partition("title:")[0] + "title: '=1+1'"), encoding="utf-8")
    classification = Classification(load_project(Root(tmp_path, "option"), None, DAY), DAY)
    book = opened(as_workbook(classification, ["CL"]), values=False)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert cells
    assert all(cell.data_type == "s" for cell in cells)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_opens_it_and_reads_the_same(content: bytes, book: Any, tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(content)
    convert = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*convert, "--outdir", "saved", "list.xlsx"], cwd=tmp_path, check=True, capture_output=True)
    saved = opened((tmp_path / "saved" / "list.xlsx").read_bytes())
    assert saved.sheetnames == book.sheetnames
    for title in ("List", "Matrix", "Activities", "About"):
        rows = [tuple(cell or None for cell in row) for row in saved[title].iter_rows(values_only=True)]
        assert rows == [tuple(cell or None for cell in row) for row in book[title].iter_rows(values_only=True)]


def test_what_moved_since_an_earlier_list_stands_on_a_sheet(classification: Classification, tmp_path: Path) -> None:
    for folder in ("countries", "criteria"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder)
    file = tmp_path / "countries" / "regions" / "GULF-6.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("decision:")], encoding="utf-8")
    earlier = Classification(load_project(Root(tmp_path, "option"), None, DAY), DAY)
    since = compare(Between(earlier, classification, "earlier"))
    rows = table(opened(as_workbook(classification, ["GULF-6"], since))["Ledger"])
    assert [(row["Code"], row["From"], row["To"], row["Cause"]) for row in rows] == [("GULF-6", "I", "II", "decision")]
