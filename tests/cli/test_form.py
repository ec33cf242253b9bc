"""``form make`` and ``form take`` as their users run them: what goes to Excel, and what comes back of it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from hhmonitor.answers.shapes import FormTaken
from hhmonitor.project import load_project
from hhmonitor.project.root import Root
from tests.example_project import build, hhmonitor
from tests.support import REPOSITORY
from tests.workbook.forms import OnTheTable

ON = ("--as-of", "2020-12-31")


@pytest.fixture(autouse=True)
def _outside_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.delenv("HHMONITOR_ROOT", raising=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return build(tmp_path / "project")


def form(project: Path, *arguments: str) -> OnTheTable:
    path = project.parent / "form.xlsx"
    answer = hhmonitor("form", "make", *arguments, "--output", path, "--root", project, *ON)
    assert answer.status == 0, answer.err
    return OnTheTable(path)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# Making


def test_a_form_shows_what_is_on_file_in_the_language_asked_for(project: Path) -> None:
    for language, value, rationale in (("en", "positive", "confidence"), ("nl", "positief", "zekerheid")):
        table = form(project, "JP", "--lang", language)
        assert table.cell("JP", "health_system.reform_plans").value == value
        assert table.cell("JP", "health_system.reform_plans", "en").value == "Reforms are funded."
        assert table.cell("JP", "health_system.reform_plans", "sources").value == "s1, s2"
        assert table.cell("JP", "sources.s2", "title").value == "Market study"
        assert table.cell("JP", "activities.0", "dimensions.trade").value == "x"
        titles = [cell.value for cell in table.book["JP"][4]]
        assert rationale in [str(title).lower() for title in titles]


def test_cells_to_fill_in_are_free_and_everything_else_is_locked(project: Path) -> None:
    table = form(project, "JP")
    for sheet in table.book.worksheets:
        assert sheet.protection.sheet
    assert not table.cell("JP", "trend").protection.locked
    assert not table.cell("JP", "activities.+1", "kind").protection.locked
    assert table.cell("JP", "sources.s1", "id").protection.locked
    sheet, cell = table.address("JP", "trend", "value")
    assert table.book[sheet][f"B{cell[1:]}"].protection.locked
    assert table.book["hhmonitor"].sheet_state == "veryHidden"


def test_a_word_that_is_not_on_its_list_cannot_be_entered(project: Path) -> None:
    table = form(project, "JP", "--lang", "nl")
    sheet, cell = table.address("JP", "dimensions.trade", "value")
    (rule,) = [one for one in table.book[sheet].data_validations.dataValidation if cell in one.sqref]
    assert (rule.type, rule.errorStyle, rule.showErrorMessage) == ("list", None, True)  # none is "stop"
    first, last = rule.formula1.replace("$", "").rpartition("!")[2].split(":")
    words = [row[0].value for row in table.book["hhmonitor"][f"{first}:{last}"]]
    assert words == ["breed", "specifiek", "geen", "onbekend"]
    assert rule.prompt
    assert len(rule.prompt) <= 255
    assert len(rule.promptTitle) <= 32


def test_sources_are_chosen_from_those_of_the_market(project: Path) -> None:
    table = form(project, "JP")
    sheet, cell = table.address("JP", "trend", "sources")
    (rule,) = [one for one in table.book[sheet].data_validations.dataValidation if cell in one.sqref]
    title, _sign, place = rule.formula1.replace("$", "").rpartition("!")
    first, last = place.split(":")
    shown = load_workbook(table.path, data_only=True)[title.strip("='")][f"{first}:{last}"]
    assert [row[0].value for row in shown if row[0].value] == ["s1 – Country page", "s2 – Market study"]


def test_the_judgements_of_many_markets_stand_on_one_sheet(project: Path) -> None:
    table = form(project, "--table")
    assert [sheet.title for sheet in table.book.worksheets] == ["Start", "Judgements", "Sources", "hhmonitor"]
    assert table.at("JP", "trend").startswith("Judgements!")
    assert table.at("NORDICS", "trend").startswith("Judgements!")


def test_the_same_form_is_the_same_file(project: Path) -> None:
    assert form(project, "JP").path.read_bytes() == form(project, "JP").path.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("JP",), "give --output"),
        (("JP", "--output", "form.csv"), "give --output"),
        (("Atlantis", "--output", "form.xlsx"), "Atlantis"),
        (("--new", "JP", "--output", "form.xlsx"), "is there already"),
        (("--new", "Engeland", "--output", "form.xlsx"), "did you mean"),
        (("--new", "--output", "form.xlsx"), "name the countries"),
    ],
)
def test_a_form_that_cannot_be_made(
    project: Path, arguments: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.parent)
    answer = hhmonitor("form", "make", *arguments, "--root", project)
    assert (answer.status, said in answer.err) == (2, True), answer.err
    assert not (project.parent / "form.xlsx").exists()


# Taking


def test_an_untouched_form_changes_not_one_byte(project: Path) -> None:
    before = files(project)
    table = form(project, "JP", "DK", "NORDICS")
    for path in (table.path, table.save()):  # as it was written, and as another program saved it
        answer = hhmonitor("form", "take", path, "--root", project, *ON)
        assert (answer.status, "nothing changes" in answer.out) == (0, True), answer.err
        assert files(project) == before


@pytest.mark.slow
@pytest.mark.parametrize(("language", "more"), [("en", ()), ("nl", ("--table",))])
def test_an_untouched_form_of_the_whole_list_changes_not_one_byte(
    tmp_path: Path, language: str, more: tuple[str, ...]
) -> None:
    project = tmp_path / "project"
    for folder in ("countries", "criteria"):
        shutil.copytree(REPOSITORY / folder, project / folder)
    before = files(project)
    every = [*load_project(Root(project, "option")).files]
    markets = [one for one in every if one != "2020-2023"]
    table = form(project, *markets, "--lang", language, *more)
    answer = hhmonitor("form", "take", table.save(), "--root", project, "--format", "json", *ON)
    assert (answer.status, json.loads(answer.out)["changes"]) == (0, [])
    assert files(project) == before


def test_one_value_changes_its_line_alone(project: Path) -> None:
    before = files(project)
    table = form(project, "JP")
    table.fill("JP", "trend", value="emerging")
    answer = hhmonitor("form", "take", table.save(), "--root", project, *ON)
    assert answer.status == 0, answer.err
    after = files(project)
    assert {name for name in after if after[name] != before[name]} == {"countries/JP.yaml"}
    old, new = (one["countries/JP.yaml"].decode().splitlines() for one in (before, after))
    assert [(one, other) for one, other in zip(old, new, strict=True) if one != other] == [
        (
            'trend: {value: stable, rationale: "A mission a year.", sources: []}',
            'trend: {value: emerging, rationale: "A mission a year.", sources: []}',
        )
    ]


TREND = 'trend: {value: stable, rationale: "A mission a year.", sources: []}'
LAYOUTS = {
    "ends of lines of Windows": lambda text: text.replace("\n", "\r\n"),
    "a mark of Windows in front": lambda text: f"\ufeff{text}",
    "comments": lambda text: text.replace("sources: []}\n", "sources: []}   # yearly\n# below\n\n"),
    "a folded text": lambda text: text.replace(
        TREND,
        "trend:\n    value:   'stable'  # old\n    rationale: >-\n      A mission\n      a year.\n    sources: [ ]",
    ),
    "a literal text": lambda text: text.replace(
        TREND, "trend:\n  value: stable\n  rationale: |\n    A mission\n    a year.\n"
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_file_of_any_layout_keeps_it(project: Path, layout: str) -> None:
    path = project / "countries/JP.yaml"
    path.write_bytes(LAYOUTS[layout](path.read_text(encoding="utf-8")).encode())
    before = path.read_bytes()
    table = form(project, "JP")
    assert hhmonitor("form", "take", table.save(), "--root", project, *ON).status == 0
    assert path.read_bytes() == before
    table.fill("JP", "trend", value="emerging")
    answer = hhmonitor("form", "take", table.save(), "--root", project, *ON)
    assert answer.status == 0, answer.err
    assert path.read_bytes() == before.replace(b"stable", b"emerging")


def test_a_region_says_something_itself(project: Path) -> None:
    table = form(project, "NORDICS")
    assert table.cell("NORDICS", "dimensions.trade").value is None
    table.fill("NORDICS", "sources.s1", title="A study")
    table.fill("NORDICS", "dimensions.trade", value="broad", en="Many companies.", sources="s1")
    answer = hhmonitor("form", "take", table.save(), "--root", project, *ON)
    assert answer.status == 0, answer.err
    market = json.loads(hhmonitor("classify", "NORDICS", "--root", project, *ON, "--format", "json").out)["markets"][0]
    assert market["inputs"]["dimensions"]["trade"]["value"] == "broad"
    assert market["inputs"]["dimensions"]["innovation"]["basis"] == "members"


def test_the_table_is_taken_as_the_sheets_are(project: Path) -> None:
    before = files(project)
    table = form(project, "JP", "NORDICS", "--table", "--lang", "nl")
    table.fill("JP", "trend", value="opkomend")
    answer = hhmonitor("form", "take", table.save(), "--root", project, *ON)
    assert answer.status == 0, answer.err
    after = files(project)
    assert {name for name in after if after[name] != before[name]} == {"countries/JP.yaml"}


def test_it_is_told_in_words_with_what_it_does_to_the_category(project: Path) -> None:
    table = form(project, "JP")
    table.fill("JP", "sector_interest", value="specific")
    answer = hhmonitor("form", "take", table.save(), "--root", project, *ON, "--dry-run")
    assert (answer.status, "Nothing was written." in answer.out) == (0, True)
    assert " ".join(answer.out.split()).count("Interest from the sector Judgement broad specific") == 1
    assert "Japan" in answer.out.partition("What it does to the list")[2]
    data = json.loads(
        hhmonitor("form", "take", table.path, "--root", project, *ON, "--dry-run", "--format", "json").out
    )
    assert set(data) == {"schema", *FormTaken.model_fields}
    assert FormTaken.model_validate(data).written is False
    (change,) = data["changes"]
    assert (change["path"], change["before"], change["after"]) == (["sector_interest", "level"], "broad", "specific")
    assert change["cell"] == table.at("JP", "sector_interest")
    (moved,) = data["categories"]
    assert (moved["code"], moved["rule_category_before"], moved["rule_category_after"]) == ("JP", "II", "IIIa")


def test_whoever_sits_at_a_terminal_is_asked(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal:
        answer = "n\n"

        def isatty(self) -> bool:
            return True

        def readline(self) -> str:
            return self.answer

    table = form(project, "JP")
    table.fill("JP", "trend", value="emerging")
    table.save()
    before = files(project)
    monkeypatch.setattr("sys.stdin", Terminal())
    refused = hhmonitor("form", "take", table.path, "--root", project, *ON)
    assert ("Becomes" in refused.err, files(project) == before) == (True, True)
    Terminal.answer = "y\n"
    hhmonitor("form", "take", table.path, "--root", project, *ON)
    assert files(project) != before


def test_findings_name_the_cell_and_the_word_that_is_meant_and_nothing_is_written(project: Path) -> None:
    before = files(project)
    table = form(project, "JP", "--lang", "nl")
    table.fill("JP", "dimensions.trade", value="specifik")
    table.fill("JP", "trend", value="opkomend")
    answer = hhmonitor("form", "take", table.save(), "--root", project, "--lang", "nl", *ON)
    assert (answer.status, answer.out) == (2, "")
    assert f"{table.at('JP', 'dimensions.trade')}: fout HH203" in answer.err
    assert "bedoelt u “specifiek”?" in answer.err
    assert files(project) == before


def test_what_the_files_may_not_say_is_told_of_the_cell_too(project: Path) -> None:
    before = files(project)
    table = form(project, "JP")
    table.fill("JP", "dimensions.trade", value="broad", en=None, sources=None)
    answer = hhmonitor("form", "take", table.save(), "--root", project, *ON)
    assert answer.status == 2
    assert f"{table.at('JP', 'dimensions.trade', 'en')}: error HH318: Trade is broad without a rationale" in answer.err
    assert f"{table.at('JP', 'dimensions.trade', 'sources')}: error HH319" in answer.err
    table = form(project, "JP")
    table.fill("JP", "activities.+1", kind="mission", en="A visit", source="s1")
    answer = hhmonitor("form", "take", table.save(), "--root", project, *ON)
    assert f"{table.at('JP', 'activities.+1', 'date')}: error HH202: “Date” is missing here" in answer.err
    assert files(project) == before


def test_a_category_that_moves_is_told_and_not_refused(project: Path) -> None:
    table = form(project, "JP")
    table.fill("JP", "sector_interest", value="specific")
    assert hhmonitor("form", "take", table.save(), "--root", project, *ON).status == 0
    assert hhmonitor("check", "--root", project, *ON).status == 1


def test_a_conflict_is_told_with_both_values_and_nothing_is_written_over(project: Path) -> None:
    table = form(project, "JP")
    table.fill("JP", "trend", value="emerging")
    table.save()
    path = project / "countries/JP.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("value: stable", "value: declining"), encoding="utf-8")
    before = files(project)
    answer = hhmonitor("form", "take", table.path, "--root", project, *ON)
    assert answer.status == 2
    assert (
        f"{table.at('JP', 'trend')}: error HH907: Trend is “emerging” here and “declining” in the project" in answer.err
    )
    assert files(project) == before


def test_all_of_several_markets_or_none(project: Path) -> None:
    before = files(project)
    table = form(project, "JP", "DK")
    table.fill("JP", "trend", value="emerging")
    table.fill("DK", "trend", value="stable")  # without a rationale
    assert hhmonitor("form", "take", table.save(), "--root", project, *ON).status == 2
    assert files(project) == before
    table.fill("DK", "trend", en="A mission a year.")
    assert hhmonitor("form", "take", table.save(), "--root", project, *ON).status == 0
    after = files(project)
    assert {name for name in after if after[name] != before[name]} == {"countries/JP.yaml", "countries/DK.yaml"}


def test_a_new_market_gets_a_file_that_is_in_order(project: Path) -> None:
    table = form(project, "--new", "PT", "Spanje", "--lang", "nl")
    table.fill("PT", "sources.s1", title="Nationaal zorgplan", date="oktober 2020")
    table.fill("PT", "health_system.reform_plans", value="positief", nl="Er is een plan.", sources="s1")
    answer = hhmonitor("form", "take", table.save(), "--root", project, *ON)
    assert answer.status == 0, answer.err
    assert (project / "countries/PT.yaml").is_file()
    assert not (project / "countries/ES.yaml").exists()
    assert "Nothing was filled in of Spain (ES)" in answer.err
    assert hhmonitor("validate", "--root", project, "--strict", *ON).status == 0
    market = json.loads(hhmonitor("classify", "PT", "--root", project, *ON, "--format", "json").out)["markets"][0]
    assert market["inputs"]["health_system"]["reform_plans"]["value"] == "positive"
    again = hhmonitor("form", "take", table.path, "--root", project, *ON)
    assert (again.status, "nothing changes" in again.out) == (0, True), again.err


def test_lines_may_be_sorted_and_sheets_renamed(project: Path) -> None:
    table = form(project, "JP")
    table.fill("JP", "trend", value="emerging")
    sheet = table.book["JP"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    for row, values in zip(range(5, sheet.max_row + 1), sorted(rows, key=lambda row: str(row[0])), strict=True):
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column).value = value
    sheet.title = "Nippon"
    data = json.loads(hhmonitor("form", "take", table.save(), "--root", project, *ON, "--format", "json").out)
    assert [change["path"] for change in data["changes"]] == [["trend", "value"]]
    assert data["changes"][0]["cell"].startswith("Nippon!")


@pytest.mark.slow
def test_a_form_that_libreoffice_saved_is_read(project: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is missing")
    table = form(project, "JP", "NORDICS", "--lang", "nl")
    table.fill("JP", "trend", value="opkomend")
    folder = project.parent / "saved"
    command = [office, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder, table.save()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    answer = hhmonitor("form", "take", folder / "form.xlsx", "--root", project, *ON, "--format", "json")
    assert [change["path"] for change in json.loads(answer.out)["changes"]] == [["trend", "value"]]


def test_what_is_no_line_of_the_form_is_told(project: Path) -> None:
    table = form(project, "JP")
    table.book["JP"]["C200"] = "positive"
    assert "JP!C200: error HH904" in hhmonitor("form", "take", table.save(), "--root", project, *ON).err
    table = form(project, "JP")
    table.book["JP"].delete_rows(int(table.address("JP", "trend", "value")[1][1:]))
    assert "HH906: the form has no place any more for Trend of JP" in (
        hhmonitor("form", "take", table.save(), "--root", project, *ON).err
    )
    table = form(project, "JP")
    table.book.create_sheet("Notes")["A1"] = "To do"
    answer = hhmonitor("form", "take", table.save(), "--root", project, *ON)
    assert (answer.status, "“Notes” is no part of the form" in answer.err) == (0, True)


def test_a_formula_is_no_value(project: Path) -> None:
    table = form(project, "JP")
    table.fill("JP", "contact", en='="A"&"B"')
    assert "HH204" in hhmonitor("form", "take", table.save(), "--root", project, *ON).err


def test_what_is_no_form(project: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.xlsx"
    book = Workbook()
    book.save(other)
    text = tmp_path / "text.xlsx"
    text.write_text("market,value", encoding="utf-8")
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(form(project, "JP").path.read_bytes()[:5000])
    for path in (other, text, broken):
        answer = hhmonitor("form", "take", path, "--root", project)
        assert (answer.status, "HH901" in answer.err) == (2, True), answer.err
    assert hhmonitor("form", "take", tmp_path / "nothing.xlsx", "--root", project).status == 2


def test_the_list_that_comes_with_the_program_is_not_written_to(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = form(project, "JP")
    monkeypatch.chdir(tmp_path)
    assert "is not written to" in hhmonitor("form", "take", table.path).err
