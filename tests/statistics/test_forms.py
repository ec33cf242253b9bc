"""Every form in which publishers issue figures is recognised by its content and gives the same figures."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Collection
from pathlib import Path

import pytest

from hhmonitor.statistics import Collector, Gathering, Unreadable, catalogue, publications
from tests.statistics import forms

INDICATORS = ("health_expenditure_gdp_pct", "health_expenditure_per_capita_usd", "population")


def gather(*paths: Path, markets: Collection[str] = ("JP", "DE"), first_year: int | None = None) -> Gathering:
    gatherer = Collector(catalogue(), markets, INDICATORS, first_year)
    for path in paths:
        for publication in publications(path):
            gatherer.read(publication)
    return gatherer.result()


def written(folder: Path, text: str, name: str = "no-name-that-tells") -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


FORMS = {
    "bulk": forms.bulk_csv(),
    "database": forms.database_csv(
        [({("JPN", 2018): "1", ("JPN", 2019): "2"}, ("NO.SUCH", "Nothing of ours")), (forms.SOME, forms.GDP_SHARE)]
    ),
    "data bank": forms.data_bank_csv(),
    "data bank by series": forms.data_bank_by_series_csv(),
    "World Bank JSON": forms.world_bank_page(),
    "WHO": forms.who_csv(),
    "WHO portal": forms.who_portal_csv(),
    "WHO Athena": forms.who_athena_csv(),
    "WHO JSON": forms.who_answer(),
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS.keys())
def test_every_form_gives_the_figures_of_our_markets(text: str, tmp_path: Path) -> None:
    (harvest,) = gather(written(tmp_path, text)).harvests
    figures = {key: taken.value for key, taken in harvest.figures.items()}
    assert figures == {("JP", 2018): 10.75, ("JP", 2019): 10.74, ("DE", 2018): 11.5}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS.keys())
def test_what_is_left_out_is_told(text: str, tmp_path: Path) -> None:
    left_out = gather(written(tmp_path, text)).left_out
    assert list(left_out.aggregates) in (["Arab World"], ["ARB"])
    assert list(left_out.other_countries) in (["Kosovo"], ["XKX"])
    assert left_out.no_value == 1


def test_a_series_that_is_none_of_ours_is_told(tmp_path: Path) -> None:
    left_out = gather(written(tmp_path, FORMS["database"])).left_out
    assert left_out.other_series == {"NO.SUCH": "Nothing of ours"}


VINTAGES = {
    "bulk": "2024-06-28",
    "database": "",
    "data bank": "2024-06-28",
    "data bank by series": "2024-06-28",
    "World Bank JSON": "2024-06-28",
    "WHO": "2024-12-10",
    "WHO portal": "2024-12-09",
    "WHO Athena": "",
    "WHO JSON": "2024-12-10",
}


@pytest.mark.parametrize(("form", "vintage"), VINTAGES.items())
def test_the_vintage_is_the_day_that_the_publisher_names(form: str, vintage: str, tmp_path: Path) -> None:
    (harvest,) = gather(written(tmp_path, FORMS[form])).harvests
    assert harvest.vintage == vintage


def test_a_zip_is_read_with_the_metadata_inside_it(tmp_path: Path) -> None:
    (harvest,) = gather(forms.bulk_zip(tmp_path / "x.zip")).harvests
    assert harvest.markets == {"JP", "DE"}
    assert harvest.origin == "A database of another organisation"


def test_what_else_lies_in_a_zip_is_passed_over_unless_it_is_all_there_is(tmp_path: Path) -> None:
    path = forms.bulk_zip(tmp_path / "x.zip")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("README.txt", "Dear reader")
    assert len(gather(path).harvests) == 1
    with zipfile.ZipFile(tmp_path / "y.zip", "w") as archive:
        archive.writestr("README.txt", "Dear reader")
    with pytest.raises(Unreadable) as refusal:
        gather(tmp_path / "y.zip")
    assert refusal.value.finding.code == "HH611"


def test_metadata_beside_a_file_is_found_and_is_no_file_of_figures_itself(tmp_path: Path) -> None:
    table = written(tmp_path, forms.bulk_csv(), "API_X.csv")
    country = written(tmp_path, forms.COUNTRY_METADATA, "Metadata_Country_API_X.csv")
    series = written(tmp_path, forms.SERIES_METADATA, "Metadata_Indicator_API_X.csv")
    assert list(publications(country)) == []
    assert list(publications(series)) == []
    (publication,) = publications(table)
    assert publication.metadata.kind("ARB") == "aggregate"
    assert publication.metadata.kind("XKX") == "country"


def test_a_table_of_our_own_form_is_its_own_series(tmp_path: Path) -> None:
    table = "market,indicator,year,value,source\nJP,population,2019,126000000,s\nDEU,population,2019,83000000,s\n"
    (harvest,) = gather(written(tmp_path, table)).harvests
    assert harvest.source == "s"
    assert {key: taken.text for key, taken in harvest.figures.items()} == {
        ("JP", 2019): "126000000",
        ("DE", 2019): "83000000",
    }


def test_a_part_of_the_population_is_not_the_whole(tmp_path: Path) -> None:
    gathering = gather(written(tmp_path, forms.who_csv(parts=("SEX_BTSX", "SEX_FMLE"))))
    (harvest,) = gathering.harvests
    assert len(harvest.figures) == 3
    assert gathering.left_out.parts["SEX_FMLE"] == 4


def test_a_series_in_thousands_is_taken_in_people(tmp_path: Path) -> None:
    (harvest,) = gather(written(tmp_path, forms.who_csv({("JPN", 2018): "126811.5"}, series="WHS9_86"))).harvests
    assert harvest.figures["JP", 2018].text == "126811500"


def test_the_digits_of_the_publisher_are_kept(tmp_path: Path) -> None:
    long = "6.25242806917637"
    (harvest,) = gather(written(tmp_path, forms.bulk_csv({("JPN", 2018): long}))).harvests
    assert harvest.figures["JP", 2018].text == long
    page = forms.world_bank_page({("JPN", 2018): "1"}).replace("1.0", "1.234567890123456789")
    (harvest,) = gather(written(tmp_path, page)).harvests
    assert harvest.figures["JP", 2018].text == "1.234567890123456789"


def test_years_before_the_first_are_left_out_and_counted(tmp_path: Path) -> None:
    gathering = gather(written(tmp_path, forms.bulk_csv()), first_year=2019)
    assert set(gathering.harvests[0].figures) == {("JP", 2019)}
    assert gathering.left_out.too_early == 2


@pytest.mark.parametrize(
    "form",
    ["bulk", "data bank", "data bank by series", "WHO", "WHO portal", "WHO Athena", "World Bank JSON", "WHO JSON"],
)
def test_a_file_that_breaks_off_anywhere_gives_no_wrong_figure(form: str, tmp_path: Path) -> None:
    """Cut at any place a file is refused, or gives figures that the whole has too."""
    text = FORMS[form]
    (whole,) = gather(written(tmp_path, text)).harvests
    refused = 0
    for length in range(len(text) * 2 // 3, len(text) - 2, 7):
        try:
            cut = gather(written(tmp_path, text[:length])).harvests
        except Unreadable:
            refused += 1
            continue
        for harvest in cut:
            for key, taken in harvest.figures.items():
                assert whole.figures[key].value == taken.value
    assert refused


def test_a_zip_that_breaks_off_is_refused(tmp_path: Path) -> None:
    content = forms.bulk_zip(tmp_path / "x.zip").read_bytes()
    path = tmp_path / "cut.zip"
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(Unreadable):
        gather(path)


def test_a_zip_in_which_something_is_damaged_is_refused_or_gives_what_it_gave(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", FORMS["bulk"])
    content = path.read_bytes()
    (whole,) = gather(path).harvests
    refused = 0
    for place in range(0, len(content), 3):
        path.write_bytes(content[:place] + bytes([content[place] ^ 0xA5]) + content[place + 1 :])
        try:
            (harvest,) = gather(path).harvests
        except Unreadable:
            refused += 1
            continue
        assert harvest.figures.keys() == whole.figures.keys()
    assert refused


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_zip_that_is_packed_as_no_publisher_does_is_refused(method: int, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w", method) as archive:
        archive.writestr("a.csv", FORMS["bulk"])
    with pytest.raises(Unreadable) as refusal:
        gather(tmp_path / "x.zip")
    assert refusal.value.finding.code == "HH610"


@pytest.mark.parametrize(
    "text", ["", "a,b,c\n1,2,3\n", "Dear colleague,", "{}", "[]", "%PDF-1.7\x00\x01", '{"value": 3}']
)
def test_what_is_no_file_of_figures_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        gather(written(tmp_path, text))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refusal:
        gather(tmp_path / "nothing")
    assert refusal.value.finding.code == "HH610"


def test_a_refusal_of_the_service_is_told_in_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refusal:
        gather(written(tmp_path, forms.WORLD_BANK_REFUSAL))
    assert refusal.value.finding.details["message"] == "The provided parameter value is not valid"


def test_what_is_no_number_is_a_finding_at_its_row(tmp_path: Path) -> None:
    gathering = gather(written(tmp_path, forms.who_csv({("JPN", 2018): "about 5", ("DEU", 2018): "7"})))
    (finding,) = gathering.findings
    assert finding.code == "HH613"
    assert finding.place.span is not None
    assert finding.place.span.start.line == 2
    assert set(gathering.harvests[0].figures) == {("DE", 2018)}


def test_two_values_for_one_figure_are_a_finding(tmp_path: Path) -> None:
    once, again = (forms.who_csv({("JPN", 2018): value}) for value in ("5", "6"))
    gathering = gather(written(tmp_path, once, "a"), written(tmp_path, again, "b"))
    assert [finding.code for finding in gathering.findings] == ["HH614"]


def test_pages_make_one_series_and_a_missing_page_is_noticed(tmp_path: Path) -> None:
    first = written(tmp_path, forms.world_bank_page({("JPN", 2018): "10"}, page=1, pages=2), "1")
    second = written(tmp_path, forms.world_bank_page({("DEU", 2018): "11"}, page=2, pages=2), "2")
    (harvest,) = gather(first, second).harvests
    assert harvest.markets == {"JP", "DE"}
    assert harvest.whole
    (harvest,) = gather(first).harvests
    assert not harvest.whole


def test_codes_that_publishers_used_before_are_known(tmp_path: Path) -> None:
    text = forms.bulk_csv({("JPN", 2018): "5"}).replace("JPN", "ROM")
    (harvest,) = gather(written(tmp_path, text), markets=("RO",)).harvests
    assert harvest.markets == {"RO"}


def test_a_service_that_names_countries_by_two_letters_alone_is_understood(tmp_path: Path) -> None:
    page = forms.world_bank_page({("JPN", 2018): "5", ("ARB", 2018): "6"}).replace('"countryiso3code": "JPN", ', "")
    gathering = gather(written(tmp_path, page))
    assert gathering.harvests[0].markets == {"JP"}
    assert list(gathering.left_out.aggregates) == ["Arab World"]


def test_metadata_that_cannot_be_read_is_done_without(tmp_path: Path) -> None:
    table = written(tmp_path, forms.bulk_csv(), "API_X.csv")
    written(tmp_path, '"Country Code","Region"\n"JPN","' + "x" * 200_000 + '"\n', "Metadata_Country_API_X.csv")
    assert len(gather(table).harvests) == 1


@pytest.mark.parametrize("missing", ["indicator", "country", "date", "value"])
def test_a_figure_of_an_answer_without_one_of_its_parts_is_damage(tmp_path: Path, missing: str) -> None:
    """After others that have them; where the first one lacks them, the answer is another kind."""
    page, figures = json.loads(forms.world_bank_page({("JPN", 2018): "1", ("JPN", 2019): "1"}))
    for position, code in ((1, "HH612"), (0, "HH637")):
        del figures[position][missing]
        with pytest.raises(Unreadable) as refused:
            gather(written(tmp_path, json.dumps([page, figures])))
        assert refused.value.finding.code == code


PAGE, RECORDS = json.loads(forms.world_bank_page())
OTHER_JSON = {
    "bare records of the World Bank": (RECORDS, "page, pages"),
    "a record alone": (RECORDS[0], "value: ["),
    "JSON-stat": (
        {"version": "2.0", "class": "dataset", "label": "X", "value": {"0": 1.5}, "id": ["geo"], "size": [1]},
        "value: [",
    ),
    "JSON-stat with a list": ({"class": "dataset", "dimension": {}, "value": [1.5, 2]}, "IndicatorCode"),
    "JSON-stat with much before its figures": (
        {"class": "dataset", "dimension": {str(number): "x" * 50 for number in range(3000)}, "value": [1.5, 2]},
        "value: [",
    ),
    "a list of the World Bank's indicators": (
        [PAGE, [{"id": "SP.POP.TOTL", "name": "Population, total", "unit": "", "source": {}, "topics": []}]],
        "indicator, country, date, value",
    ),
    "a list of countries": ([PAGE, [{"id": "JPN", "iso2Code": "JP", "name": "Japan"}]], "country, date"),
    "a list of WHO's indicators": (
        {"value": [{"IndicatorCode": forms.WHO_SERIES, "IndicatorName": "X", "Language": "EN"}]},
        "SpatialDim, TimeDim, NumericValue",
    ),
    "SDMX": ({"meta": {"schema": "x"}, "data": {"dataSets": []}}, "value: ["),
    "a list of numbers": ([1, 2, 3], None),
    "a list of lists": ([["geo", "value"], ["JP", 1]], "page, pages"),
    "a map": ({"type": "FeatureCollection", "features": [{"x": "y" * 50}] * 3000}, "value: ["),
    "nothing in a list": ([], "page, pages"),
    "nothing": ({}, "value: ["),
}


@pytest.mark.parametrize(("content", "lacks"), OTHER_JSON.values(), ids=OTHER_JSON.keys())
@pytest.mark.parametrize("indent", [None, 2])
def test_json_of_another_kind_is_not_called_damaged(
    content: object, lacks: str | None, indent: int | None, tmp_path: Path
) -> None:
    with pytest.raises(Unreadable) as refused:
        gather(written(tmp_path, json.dumps(content, indent=indent)))
    finding = refused.value.finding
    assert finding.code == ("HH611" if lacks is None else "HH637")
    assert lacks is None or lacks in finding.details["lacks"]


def test_json_of_another_kind_beside_a_table_in_a_zip_is_passed_over(tmp_path: Path) -> None:
    path = forms.bulk_zip(tmp_path / "x.zip")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("datapackage.json", json.dumps({"name": "figures", "resources": []}))
    assert len(gather(path).harvests) == 1


NO_FIGURES = [
    "1_27",
    "1_000.5",
    "\u0661\u0662\u0663",
    "\u0967.\u096b",
    "\uff11\uff12",
    "1\u00a0000",
    "1,5",
    "0x10",
    "inf",
]
NO_FIGURES += ["nan", "1e", "--1", "1e400", "1000000000000000000", "9" * 100, "\u00bd", "\u22125"]


@pytest.mark.parametrize("value", NO_FIGURES)
@pytest.mark.parametrize("form", ["bulk", "data bank", "by series", "WHO", "JSON"])
def test_only_numbers_in_our_own_digits_are_figures(form: str, value: str, tmp_path: Path) -> None:
    figures = {("JPN", 2018): "777.5", ("DEU", 2018): "5"}
    text = {
        "bulk": forms.bulk_csv,
        "data bank": forms.data_bank_csv,
        "by series": forms.data_bank_by_series_csv,
        "WHO": forms.who_csv,
        "JSON": forms.world_bank_page,
    }[form](figures)
    if form == "JSON":
        text = text.replace("777.5", json.dumps(value))
    elif form == "bulk":
        text = text.replace("777.5", value)
    else:
        text = text.replace("777.5", f'"{value}"')
    gathering = gather(written(tmp_path, text))
    assert {finding.code for finding in gathering.findings} == {"HH613"}
    assert set(gathering.harvests[0].figures) == {("DE", 2018)}


@pytest.mark.parametrize(
    ("value", "text"), [("1.5e3", "1500"), ("+5", "5"), (".5", "0.5"), ("5.", "5"), ("-2", "-2"), ("1E-3", "0.001")]
)
def test_numbers_are_numbers_however_they_are_written(value: str, text: str, tmp_path: Path) -> None:
    gathering = gather(written(tmp_path, forms.bulk_csv({("JPN", 2018): value})))
    assert gathering.harvests[0].figures["JP", 2018].text == text


@pytest.mark.parametrize("year", ["\u0662\u0660\u0661\u0668", "2_18", "0018", "20180", "2018Q1"])
def test_only_years_in_our_own_digits_are_years(year: str, tmp_path: Path) -> None:
    gathering = gather(written(tmp_path, forms.who_csv({("JPN", 2018): "5"}).replace(",YEAR,2018,", f",YEAR,{year},")))
    assert gathering.harvests[0].figures == {}
    assert list(gathering.left_out.not_a_year) == [year]


@pytest.mark.parametrize(
    "day", ["2024-13-45", "2024-02-30", "28 June 2024", "\u0662\u0660\u0662\u0664-06-28", "unknown"]
)
def test_a_day_of_issue_that_is_none_is_none(day: str, tmp_path: Path) -> None:
    for text in (forms.bulk_csv(updated=day), forms.world_bank_page(updated=day)):
        assert gather(written(tmp_path, text)).harvests[0].vintage == ""


def test_the_day_on_which_a_zip_was_packed_is_no_day_of_issue(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("database.csv", FORMS["database"])
    assert gather(tmp_path / "x.zip").harvests[0].vintage == ""


@pytest.mark.parametrize(("name", "code"), [(".", "HH610"), ("/", "HH610"), ("/dev/zero", "HH108")])
def test_what_is_no_file_of_figures_at_all_is_refused(name: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        gather(Path(name))
    assert refused.value.finding.code == code


def test_only_the_rows_of_wanted_series_are_expanded(tmp_path: Path) -> None:
    (publication,) = publications(written(tmp_path, FORMS["database"]))
    assert {one.series for one in publication.observations({"SH.XPD.CHEX.GD.ZS"})} == {"SH.XPD.CHEX.GD.ZS"}


def test_a_long_answer_is_read_piece_by_piece(tmp_path: Path) -> None:
    """Values that lie across the pieces in which a file is read come out whole."""
    figures = {("JPN", year): f"{year}.{year}" for year in range(1000, 4000)}
    page = written(tmp_path, forms.world_bank_page(figures))
    assert page.stat().st_size > 4 * 65536
    (harvest,) = gather(page).harvests
    assert {year: taken.text for (_market, year), taken in harvest.figures.items()} == {
        year: str(float(value)) for (_place, year), value in figures.items()
    }


# ── Real files, where they are ───────────────────────────────────────────────────────────────────────────────────────

needs_raw = pytest.mark.skipif(not forms.RAW.is_dir(), reason="the publishers' own files are not on this machine")


@needs_raw
def test_the_real_bulk_file() -> None:
    (path,) = forms.RAW.glob("API_SH.XPD.CHEX.GD.ZS*.csv")
    (harvest,) = gather(path, markets=_all_codes()).harvests
    # Counted by what stands between quotation marks, line by line, not by the reader of tables.
    lines = [re.findall(r'"([^"]*)"', line) for line in path.read_text(encoding="utf-8-sig").splitlines()]
    heads, *rows = lines[4:]
    ours = [row for row in rows if row[1] in _three_letters()]
    assert len(harvest.figures) == sum(cell != "" for row in ours for cell in row[4:])
    assert len(harvest.markets) == sum(any(row[4:]) for row in ours)
    assert sorted(harvest.years) == list(range(int(heads[4]), int(heads[-1]) + 1))
    assert harvest.vintage == "2022-09-15"
    assert "World Health Organization" in harvest.origin


@needs_raw
def test_the_real_export_of_who() -> None:
    (path,) = forms.RAW.glob("GHED_CHE_pc_US_SHA2011.csv")
    (harvest,) = gather(path, markets=_all_codes()).harvests
    lines = path.read_text(encoding="utf-8-sig").splitlines()[1:]
    countries = {line.split(",COUNTRY,")[1][:3] for line in lines if ",COUNTRY," in line} & _three_letters()
    years = {int(line.split(",YEAR,")[1][:4]) for line in lines}
    assert len(harvest.markets) == len(countries)
    assert harvest.years == years
    assert harvest.vintage == "2024-12-10"


@needs_raw
def test_the_real_bulk_file_in_a_zip_is_the_same(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "download.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in forms.RAW.glob("*API_SH.XPD.CHEX.GD.ZS*.csv"):
            archive.write(path, path.name)
    (plain,) = gather(*forms.RAW.glob("API_SH.XPD.CHEX.GD.ZS*.csv"), markets=_all_codes()).harvests
    (zipped,) = gather(tmp_path / "download.zip", markets=_all_codes()).harvests
    assert {key: taken.text for key, taken in zipped.figures.items()} == {
        key: taken.text for key, taken in plain.figures.items()
    }
    assert (zipped.vintage, zipped.origin) == (plain.vintage, plain.origin)


@needs_raw
def test_every_real_file_is_recognised() -> None:
    found = [publication for path in sorted(forms.RAW.iterdir()) for publication in publications(path)]
    assert len(found) == 2  # the other two are metadata


def _all_codes() -> frozenset[str]:
    from hhmonitor.language.territories import territory_codes

    return territory_codes()


def _three_letters() -> set[str | None]:
    from hhmonitor.language.territories import alpha_3

    return {alpha_3(code) for code in _all_codes()}
