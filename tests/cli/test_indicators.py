"""Taking figures in, and looking at what there is, as their users do it."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hhmonitor.cli.app import run
from hhmonitor.project.figures import COMMON, PRIVATE, SOURCES, TABLE, read_rows
from tests.statistics import forms
from tests.statistics.service import Answer, Request, serving
from tests.support import REPOSITORY, country_data, write_project, write_yaml

HEAD = "market,indicator,year,value,source\n"
PER_HEAD = ("SH.XPD.CHEX.PC.CD", "Current health expenditure per capita (current US$)")

GOOD = {
    "characteristics": ["indicators", "positive", "positive", "positive", "unknown", "unknown"],
    "dimensions": ["broad", "specific", "none"],
    "themes": ["broad", "specific"],
    "sector_interest": "broad",
    "trend": "stable",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Japan, which the figures decide on, Germany and Taiwan."""
    table = (
        HEAD
        + "DE,health_expenditure_gdp_pct,2018,11.4,old\n"
        + "JP,health_expenditure_per_capita_usd,2018,900,old\n"
        + "JP,population,2018,1000000,old\n"
        + "TW,population,2018,23000000,elsewhere\n"
    )
    markets = [country_data("JP", **GOOD), country_data("DE"), country_data("TW")]
    root = write_project(tmp_path / "project", markets, figures=table)
    (root / COMMON / SOURCES).write_text(
        "# kept\nold: {title: Old, publisher: World Bank, date: 2020}\n", encoding="utf-8"
    )
    return root


@pytest.fixture
def bulk(tmp_path: Path) -> Path:
    path = tmp_path / "file"
    path.write_bytes(forms.bulk_csv().encode())
    return path


def indicators(*arguments: str | Path) -> int:
    return run(["indicators", *map(str, arguments)])


def as_json(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    return json.loads(capsys.readouterr().out)


def content(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_a_file_is_taken_in_and_told(project: Path, bulk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert indicators("import", bulk, "--root", project, "--format", "json") == 0
    told = as_json(capsys)
    assert told["outcome"] == "written"
    assert told["files"] == [{"file": str(bulk), "form": "World Bank, bulk CSV"}]
    assert {(one["kind"], one["market"], one["year"]) for one in told["changes"]} == {
        ("revised", "DE", 2018),
        ("new_year", "JP", 2018),
        ("new_year", "JP", 2019),
    }
    assert told["left_out"]["aggregates"] == ["Arab World"]
    table = {row[:3]: row for row in read_rows(project / COMMON / TABLE)}
    source = "world_bank_sh_xpd_chex_gd_zs_2024_06_28"
    assert table["DE", "health_expenditure_gdp_pct", 2018][3:] == ("11.5", source)
    assert table["TW", "population", 2018][3:] == ("23000000", "elsewhere")
    assert (project / COMMON / SOURCES).read_text(encoding="utf-8").startswith("# kept\nold: {title: Old")


def test_a_second_time_nothing_is_written(project: Path, bulk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert indicators("import", bulk, "--root", project) == 0
    before = content(project)
    capsys.readouterr()
    assert indicators("import", bulk, "--root", project, "--format", "json") == 0
    assert as_json(capsys)["outcome"] == "nothing"
    assert content(project) == before


def test_a_dry_run_writes_nothing_and_tells_the_same(
    project: Path, bulk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = content(project)
    assert indicators("import", bulk, "--root", project, "--dry-run", "--format", "json") == 0
    dry = as_json(capsys)
    assert content(project) == before
    assert indicators("import", bulk, "--root", project, "--format", "json") == 0
    assert dry["outcome"] == "dry_run"
    assert {**dry, "outcome": "written"} == as_json(capsys)


@pytest.mark.parametrize(
    ("japan", "heading"),
    [
        (
            {"decision": {"category": "II", "reason": "So.", "decided_by": "The group", "date": "2019"}},
            "Moves by the rules alone",
        ),
        # Without the market's size it is in category I already.
        ({"characteristics": ["indicators", *["positive"] * 5]}, "Markets that stay in their category"),
    ],
)
def test_a_market_that_stays_where_it_is_is_not_told_as_one_that_moves(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], japan: dict[str, Any], heading: str
) -> None:
    write_yaml(project / "countries" / "JP.yaml", country_data("JP", **GOOD | japan))
    file = tmp_path / "new"
    file.write_bytes(forms.bulk_csv({("JPN", 2018): "1000"}, PER_HEAD).encode())
    options = ("--root", project, "--dry-run", "--as-of", "2020", "--lang", "en", "--format", "markdown")
    assert indicators("import", file, *options) == 0
    moving, _, rest = capsys.readouterr().out.partition("## Categories that move")[2].partition(f"## {heading}")
    assert moving.split() == ["None."]
    assert "Market size: negative → positive" in rest


def test_the_lines_that_do_not_change_stay_where_they_are(project: Path, bulk: Path) -> None:
    before = (project / COMMON / TABLE).read_text(encoding="utf-8").splitlines()
    assert indicators("import", bulk, "--root", project) == 0
    after = (project / COMMON / TABLE).read_text(encoding="utf-8").splitlines()
    kept = [line for line in after if line in before]
    assert kept == [line for line in before if "11.4" not in line]


def test_which_categories_would_move_is_told(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """At 900 dollars per head and a million people the market is no large one; at 1,000 dollars it is."""
    file = tmp_path / "new"
    file.write_bytes(forms.bulk_csv({("JPN", 2018): "1000"}, PER_HEAD).encode())
    assert indicators("import", file, "--root", project, "--dry-run", "--as-of", "2020", "--format", "json") == 0
    (moved,) = as_json(capsys)["movements"]
    assert moved["code"] == "JP"
    assert moved["characteristics"] == {"market_size": {"before": "negative", "after": "positive"}}
    assert moved["category_before"] != moved["category_after"]
    assert indicators("import", file, "--root", project, "--dry-run", "--as-of", "2020") == 0
    assert "Market size: negative → positive" in " ".join(capsys.readouterr().out.split())


def test_what_cannot_be_is_not_written(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "wrong"
    file.write_bytes(forms.bulk_csv({("JPN", 2018): "107.5"}).encode())
    before = content(project)
    assert indicators("import", file, "--root", project) == 1
    captured = capsys.readouterr()
    assert f"{file}:6:1: error HH622" in captured.err
    assert "--accept" in captured.out
    assert content(project) == before
    assert indicators("import", file, "--root", project, "--accept", "HH622") == 0
    assert content(project) != before


def test_only_codes_of_findings_can_be_accepted(project: Path, bulk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert indicators("import", bulk, "--root", project, "--accept", "everything") == 2
    assert "EVERYTHING" in capsys.readouterr().err


def test_a_page_of_several_is_taken_and_told(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "page"
    file.write_text(forms.world_bank_page(page=1, pages=3), encoding="utf-8")
    assert indicators("import", file, "--root", project) == 0
    assert "1 of its 3 pages" in capsys.readouterr().err


def test_a_leap_is_told_and_written(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "leap"
    file.write_bytes(forms.bulk_csv({("JPN", 2018): "2", ("JPN", 2019): "7"}).encode())
    assert indicators("import", file, "--root", project) == 0
    assert "warning HH621" in capsys.readouterr().err


def test_what_cannot_be_read_stops_everything(
    project: Path, bulk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken"
    broken.write_bytes(bulk.read_bytes()[:-60])
    before = content(project)
    assert indicators("import", bulk, broken, "--root", project) == 2
    assert "HH612" in capsys.readouterr().err
    assert content(project) == before


def test_a_source_that_is_used_no_more_is_left_out(project: Path, tmp_path: Path) -> None:
    file = tmp_path / "new"
    file.write_bytes(forms.bulk_csv({("DEU", 2018): "11"}).encode())
    table = project / COMMON / TABLE
    table.write_text(HEAD + "DE,health_expenditure_gdp_pct,2018,11.4,old\n", encoding="utf-8")
    assert indicators("import", file, "--root", project) == 0
    text = (project / COMMON / SOURCES).read_text(encoding="utf-8")
    assert text.startswith("# kept\nworld_bank_sh_xpd_chex_gd_zs_2024_06_28:\n")


def test_sources_that_are_not_sound_are_not_added_to(
    project: Path, bulk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / COMMON / SOURCES).write_text("old: {titel: Old}\n", encoding="utf-8")
    before = content(project)
    assert indicators("import", bulk, "--root", project) == 2
    assert "did you mean “title”" in capsys.readouterr().err
    assert content(project) == before


def test_figures_without_their_source_are_told(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "table.csv").write_text(HEAD + "DE,population,2018,83000000,office\n", encoding="utf-8")
    assert indicators("import", tmp_path / "table.csv", "--root", project) == 1
    assert "error HH323" in capsys.readouterr().err


def test_private_figures_stay_apart_and_count(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bought"
    file.write_bytes(forms.bulk_csv({("JPN", 2019): "1500"}, PER_HEAD).encode())
    common = (project / COMMON / TABLE).read_bytes()
    assert indicators("import", file, "--root", project, "--private", "--as-of", "2020", "--format", "json") == 0
    assert [one["code"] for one in as_json(capsys)["movements"]] == ["JP"]
    assert (project / COMMON / TABLE).read_bytes() == common
    assert [row.value for row in read_rows(project / PRIVATE / TABLE)] == ["1500"]
    assert indicators("list", PER_CAPITA, "--root", project, "--as-of", "2020", "--format", "json") == 0
    (one,) = as_json(capsys)["indicators"]
    assert {cell["code"]: cell["value"] for cell in one["markets"]} == {"DE": None, "JP": 1500, "TW": None}
    assert [source["private"] for cell in one["markets"] for source in cell["sources"]] == [True]


PER_CAPITA = "health_expenditure_per_capita_usd"


def test_a_day_of_issue_can_be_given_for_files_that_have_none(project: Path, tmp_path: Path) -> None:
    file = tmp_path / "database"
    file.write_bytes(forms.database_csv([(forms.SOME, forms.GDP_SHARE)]).encode())
    assert indicators("import", file, "--root", project, "--date", "2024-07") == 0
    assert {row.source for row in read_rows(project / COMMON / TABLE) if row.market == "DE"} == {
        "world_bank_sh_xpd_chex_gd_zs_2024_07"
    }


NEWER = "DE,health_expenditure_gdp_pct,2018,11.4,new\nDE,health_expenditure_gdp_pct,2019,11.6,new\n"
UNDATED = {
    "bulk, without its head": forms.database_csv([(forms.SOME, forms.GDP_SHARE)]),
    "DataBank, without its foot": forms.data_bank_csv().partition("Data from")[0],
    "DataBank, with a foot that is no day": forms.data_bank_csv().replace("06/28/2024", "28/06/2024"),
    "DataBank by series, without its foot": forms.data_bank_by_series_csv().partition("Data from")[0],
    "Athena": forms.who_athena_csv(series="GHED_CHEGDP_SHA2011"),
    "an answer of the World Bank without its day": forms.world_bank_page(updated=""),
    "an answer of WHO without its days": forms.who_answer(series="GHED_CHEGDP_SHA2011").replace(
        '"Date": "2024-12-10T14:55:59+01:00"', '"Date": null'
    ),
    "health expenditure in CSV": "location,code,region,income,year,che_gdp\nGermany,DEU,EUR,High,2018,11.5\n",
}


@pytest.mark.parametrize("text", UNDATED.values(), ids=UNDATED.keys())
@pytest.mark.parametrize("packed", [False, True])
def test_figures_without_a_day_of_issue_change_nothing(
    text: str, packed: bool, project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They may be older than those of the table: neither do they take their place, nor is what they lack gone."""
    (project / COMMON / TABLE).write_text(HEAD + NEWER, encoding="utf-8")
    (project / COMMON / SOURCES).write_text(
        "new: {title: Health (SH.XPD.CHEX.GD.ZS), publisher: World Bank, date: 2026-06}\n", encoding="utf-8"
    )
    file = tmp_path / "undated"
    if packed:
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("undated.csv", text)
    else:
        file.write_bytes(text.encode())
    before = content(project)
    for more in ((), ("--dry-run",), ("--accept", "HH636"), ("--private",)):
        assert indicators("import", file, "--root", project, *more) == 2
        captured = capsys.readouterr()
        assert "HH636" in captured.err
        assert "--date" in captured.err
        assert captured.out == ""
    assert content(project) == before
    assert indicators("import", file, "--root", project, "--date", "2025-01-31") == 0
    assert {row.source for row in read_rows(project / COMMON / TABLE) if row.market == "DE"} == {"new"}
    assert indicators("import", file, "--root", project, "--date", "2026-07-01") == 0
    assert ("DE", 2018, "11.5") in {(row.market, row.year, row.value) for row in read_rows(project / COMMON / TABLE)}


def test_the_day_that_a_file_tells_itself_goes_before_the_one_that_is_given(project: Path, bulk: Path) -> None:
    assert indicators("import", bulk, "--root", project, "--date", "2026-01-01") == 0
    assert "world_bank_sh_xpd_chex_gd_zs_2024_06_28" in (project / COMMON / SOURCES).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "date", ["2999", "2999-01", "2999-12-31", "yesterday", "31-12-2020", "unknown", "", "\u0662\u0660\u0662\u0660"]
)
def test_a_day_of_issue_is_a_day_that_has_come(date: str, project: Path, bulk: Path) -> None:
    before = content(project)
    assert indicators("import", bulk, "--root", project, "--date", date) == 2
    assert content(project) == before


def test_a_table_of_our_own_without_a_date_takes_the_place_of_nothing_dated(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "own").mkdir()
    table = tmp_path / "own" / "table.csv"
    (tmp_path / "own" / SOURCES).write_text("office: {title: Figures of an office}\n", encoding="utf-8")
    table.write_text(HEAD + "DE,health_expenditure_gdp_pct,2018,5,office\n", encoding="utf-8")
    before = content(project)
    assert indicators("import", table, "--root", project) == 2
    assert "HH636" in capsys.readouterr().err
    assert content(project) == before
    table.write_text(HEAD + "DE,health_expenditure_gdp_pct,2017,5,office\n", encoding="utf-8")
    assert indicators("import", table, "--root", project) == 0


def test_a_market_without_any_figures_is_one_whose_figures_are_taken(project: Path, tmp_path: Path) -> None:
    (project / "countries" / "KE.yaml").write_text(
        (project / "countries" / "DE.yaml").read_text(encoding="utf-8").replace("DE", "KE"), encoding="utf-8"
    )
    file = tmp_path / "new"
    file.write_bytes(forms.bulk_csv({("KEN", 2018): "4.4"}).encode())
    assert indicators("import", file, "--root", project) == 0
    assert ("KE", "health_expenditure_gdp_pct", 2018) in {row[:3] for row in read_rows(project / COMMON / TABLE)}


@pytest.mark.parametrize("value", ["1_27", "\u0661\u0662", "1,5", "nan", "1e18"])
def test_what_is_no_figure_is_none_in_the_table_either(
    value: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / COMMON / TABLE).write_text(HEAD + f'JP,population,2018,"{value}",old\n', encoding="utf-8")
    assert run(["validate", "--root", str(project)]) == 1
    assert "HH603" in capsys.readouterr().out


def test_a_negative_figure_is_not_written(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "wrong"
    for name, figures in (PER_HEAD, {("JPN", 2019): "-5"}), (forms.POPULATION, {("DEU", 2019): "-0.5"}):
        file.write_bytes(forms.bulk_csv(figures, name).encode())
        assert indicators("import", file, "--root", project) == 1
        assert "HH623" in capsys.readouterr().err


def test_without_the_library_for_workbooks_one_line_says_what_to_install(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "book.xlsx"
    book = openpyxl.Workbook()
    book.save(file)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert indicators("import", file, "--root", project) == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert "openpyxl" in last
    assert "-m pip install" in last


def test_the_source_of_a_workbook_of_health_expenditure_is_its_own_database(project: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["location", "code", "region", "income", "year", "che_gdp"], ["Japan", "JPN", "WPR", "High", 2019, 11]):
        book.active.append(row)
    book.save(tmp_path / "GHED_data.xlsx")
    assert indicators("import", tmp_path / "GHED_data.xlsx", "--root", project, "--date", "2025-12") == 0
    sources = (project / COMMON / SOURCES).read_text(encoding="utf-8")
    assert "World Health Organization, Global Health Expenditure Database" in sources
    assert "https://apps.who.int/nha/database" in sources


def test_a_table_of_our_own_brings_its_sources_along(project: Path, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "table.csv").write_text(HEAD + "DE,population,2018,83000000,office\n", encoding="utf-8")
    (tmp_path / "own" / SOURCES).write_text("office: {title: Figures of an office, date: 2021}\n", encoding="utf-8")
    assert indicators("import", tmp_path / "own" / "table.csv", "--root", project) == 0
    assert ("DE", "population", 2018, "83000000", "office") in read_rows(project / COMMON / TABLE)
    assert "Figures of an office" in (project / COMMON / SOURCES).read_text(encoding="utf-8")


def test_a_series_that_the_project_adds_is_known(project: Path, tmp_path: Path) -> None:
    series = "indicators:\n  population:\n    unit: people\n    series: [{publisher: world_bank, code: OUR.OWN}]\n"
    (project / COMMON / "series.yaml").write_text(series, encoding="utf-8")
    file = tmp_path / "own"
    file.write_bytes(forms.bulk_csv({("DEU", 2018): "83000000"}, ("OUR.OWN", "People")).encode())
    assert indicators("import", file, "--root", project) == 0
    assert ("DE", "population", 2018) in {row[:3] for row in read_rows(project / COMMON / TABLE)}


def test_the_list_that_comes_along_is_not_written_in(
    bulk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HHMONITOR_ROOT", raising=False)
    assert indicators("import", bulk) == 2
    assert indicators("import", bulk, "--dry-run") == 0


@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize("width", ["80", "160"])
def test_the_report_fits_the_screen(
    lang: str,
    width: str,
    project: Path,
    bulk: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    assert indicators("import", bulk, "--root", project, "--dry-run", "--lang", lang) == 0
    assert indicators("list", "--markets", "--root", project, "--lang", lang) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= int(width)


def test_the_coverage_as_csv_has_every_market_of_every_indicator(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert indicators("list", "--root", project, "--as-of", "2020", "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == 11 * 3
    (japan,) = (row for row in rows if row["market"] == "JP" and row["indicator"] == "population")
    assert (japan["newest_year"], japan["age"], japan["source"], japan["vintage"]) == ("2018", "2", "old", "2020")
    (germany,) = (row for row in rows if row["market"] == "DE" and row["indicator"] == "population")
    assert germany["newest_year"] == ""


def test_an_indicator_that_is_not_there_is_not_guessed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert indicators("list", "popluation", "--root", project) == 2
    assert "did you mean population" in capsys.readouterr().err


@pytest.mark.skipif(not forms.RAW.is_dir(), reason="the publishers' own files are not on this machine")
def test_the_publishers_own_files_into_the_shipped_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the table has of the same issue stays as it is to the letter, and so does what it has of a newer one."""
    root = tmp_path / "project"
    for part in ("criteria", "countries"):
        shutil.copytree(REPOSITORY / part, root / part)
    before = read_rows(root / COMMON / TABLE)
    assert indicators("import", *forms.RAW.iterdir(), "--root", root, "--format", "json") == 0
    told = as_json(capsys)
    # The 53 countries and the Netherlands, without Taiwan.
    assert [len(one["countries"]) for one in told["taken"]] == [53, 53]
    assert {one["kind"] for one in told["changes"]} == {"filled"}
    assert all(one["year"] < 2010 for one in told["changes"])
    after = read_rows(root / COMMON / TABLE)
    assert [row for row in after if row.year >= 2010] == before
    assert [row for row in after if row.market == "TW"] == [row for row in before if row.market == "TW"]


# ── fetch ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def both_services(request: Request) -> Answer:
    """Both publishers at one address: what is asked for tells them apart."""
    if "/country/all/indicator/" in request.path:
        code = request.path.rpartition("/")[2]
        unit = {"SP.POP.TOTL": "Population, total", "NY.GDP.MKTP.CD": "GDP (current US$)"}.get(code, "index (% of GDP)")
        unit = "% of current health expenditure, % of total" if ".CH.ZS" in code or "65UP" in code else unit
        return Answer(forms.world_bank_page({("DEU", 2019): "12", ("ARB", 2019): "5"}, (code, unit)))
    return Answer(forms.who_answer({("DEU", 2019): "5000"}, request.path.rpartition("/")[2]))


def fetch(service: str, project: Path, tmp_path: Path, *more: str) -> int:
    options = ("--world-bank", service, "--who", service, "--cache", str(tmp_path / "kept"), "--attempts", "1")
    return indicators("fetch", *more, "--root", project, *options)


def test_figures_are_fetched_from_both_publishers(no_proxy: None, project: Path, tmp_path: Path) -> None:
    with serving(both_services) as service:
        assert fetch(service.address, project, tmp_path) == 0
    fetched = {row.indicator for row in read_rows(project / COMMON / TABLE) if row.year == 2019}
    # All of the criteria's but the one that is derived and the one that is discontinued.
    assert len(fetched) == 9
    assert list((tmp_path / "kept").iterdir()) == []


def test_one_indicator_is_fetched_from_the_publisher_that_is_named(
    no_proxy: None, project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(both_services) as service:
        more = (PER_CAPITA, "--publisher", "who", "--dry-run", "--format", "json")
        assert fetch(service.address, project, tmp_path, *more) == 0
    assert [request.path for request in service.asked] == ["/v2/GHED_CHE_pc_US_SHA2011"]
    captured = capsys.readouterr()
    assert json.loads(captured.out)["outcome"] == "dry_run"
    assert "page 1 of 1" in captured.err


def test_what_a_dry_run_fetched_is_not_fetched_again(no_proxy: None, project: Path, tmp_path: Path) -> None:
    with serving(both_services) as service:
        assert fetch(service.address, project, tmp_path, "population", "--dry-run") == 0
        assert fetch(service.address, project, tmp_path, "population") == 0
    assert len(service.asked) == 1


def test_a_service_that_fails_leaves_the_table_alone(
    no_proxy: None, project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = content(project)
    with serving(lambda request: Answer("no", status=500)) as service:
        assert fetch(service.address, project, tmp_path, "population") == 2
    assert "500" in capsys.readouterr().err
    assert content(project) == before


def test_a_folder_that_cannot_be_written_is_told(
    no_proxy: None, project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "kept").write_text("a file, and no folder", encoding="utf-8")
    with serving(both_services) as service:
        assert fetch(service.address, project, tmp_path, "population") == 2
    assert "cannot be kept" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--world-bank", "--who"])
def test_an_address_that_is_none_is_a_finding(
    option: str, project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for address in ("http://[", "http://gr\udcf6n/"):
        assert indicators("fetch", "population", option, address, "--root", project, "--cache", tmp_path / "kept") == 2
        assert "HH641" in capsys.readouterr().err


def test_a_service_that_never_ends_is_left_when_the_time_is_over(
    no_proxy: None, project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = content(project)
    with serving(lambda _request: Answer(drip=0.02)) as service:
        assert fetch(service.address, project, tmp_path, "population", "--deadline", "0.3") == 2
    assert "in all" in capsys.readouterr().err
    assert content(project) == before


def test_an_indicator_that_no_publisher_has_is_told(project: Path, tmp_path: Path) -> None:
    assert fetch("http://127.0.0.1:1", project, tmp_path, "health_expenditure_total_usd") == 2
