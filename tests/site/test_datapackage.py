"""The list, the evidence and the figures as a Data Package that others can read and check."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from hhmonitor import open as open_project
from hhmonitor.language import select
from hhmonitor.project import Root, load_project
from hhmonitor.questions.classification import Classification
from hhmonitor.site.datapackage import datapackage
from tests.site.conftest import shipped
from tests.support import AS_OF, country_data, shipped_project, write_project

PARSES = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": lambda text: {"yes": True, "no": False}[text],
}


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    select("en")
    return datapackage(shipped())


def described(files: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files["datapackage.json"])
    return found


def tables(files: dict[str, str]) -> dict[str, list[dict[str, str]]]:
    return {one["name"]: list(csv.DictReader(io.StringIO(files[one["path"]]))) for one in described(files)["resources"]}


def test_it_keeps_to_the_profile_of_the_standard(files: dict[str, str]) -> None:
    package = described(files)
    assert package["profile"] == "tabular-data-package"
    assert package["resources"]
    for one in (package, *package["resources"]):
        assert re.fullmatch(r"[-a-z0-9._/]+", one["name"])
        assert one["title"]
        assert all(licence.get("name") or licence.get("path") for licence in one.get("licenses", ()))
        assert all(source["title"] for source in one.get("sources", ()))
    for one in package["resources"]:
        assert (one["profile"], one["format"], one["encoding"]) == ("tabular-data-resource", "csv", "utf-8")
        written = files[one["path"]].encode()
        assert one["bytes"] == len(written)
        assert one["hash"] == f"sha256:{sha256(written).hexdigest()}"


def test_every_cell_is_what_its_column_is_said_to_hold(files: dict[str, str]) -> None:
    told = tables(files)
    for one in described(files)["resources"]:
        fields = one["schema"]["fields"]
        header = files[one["path"]].partition("\n")[0]
        assert [field["name"] for field in fields] == header.split(",")
        for field in fields:
            assert field.get("description") or field.get("title"), field
            for record in told[one["name"]]:
                text = record[field["name"]]
                assert text or not field.get("constraints", {}).get("required")
                if text:
                    PARSES[field["type"]](text)


def test_keys_are_unique_and_what_refers_to_another_table_finds_it(files: dict[str, str]) -> None:
    told = tables(files)
    for one in described(files)["resources"]:
        schema = one["schema"]
        keys = [tuple(record[name] for name in schema["primaryKey"]) for record in told[one["name"]]]
        assert len(set(keys)) == len(keys)
        for key in schema.get("foreignKeys", ()):
            there = {record[key["reference"]["fields"]] for record in told[key["reference"]["resource"]]}
            assert {record[key["fields"]] for record in told[one["name"]]} <= there
    cited = {source for record in told["evidence"] for source in record["sources"].split()}
    assert cited <= {record["id"] for record in told["sources"]}


def test_the_list_is_the_list_in_both_languages(files: dict[str, str]) -> None:
    records = {record["code"]: record for record in tables(files)["list"]}
    project = open_project(shipped().project.root.path, as_of=AS_OF)
    for row in project.rows(members=True):
        record = records.pop(row["code"])
        assert (record["category"] or None, record["possible"]) == (row["category"], row["possible"])
    assert not records
    assert {"Germany", "Duitsland"} <= {
        record[name] for record in tables(files)["list"] for name in ("name_en", "name_nl")
    }


def test_figures_have_their_sources_and_the_licences_that_these_name(files: dict[str, str]) -> None:
    resource = next(one for one in described(files)["resources"] if one["name"] == "figures")
    licences = {record["licence"] for record in tables(files)["sources"]} - {""}
    assert {one["title"] for one in resource["licenses"]} == licences
    by_name = {one.get("name"): one["path"] for one in resource["licenses"]}
    assert by_name["CC-BY-4.0"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "licenses" not in described(files), "what the terms of the whole are, its publisher says"


def test_that_a_review_is_due_is_for_the_steering_group(files: dict[str, str]) -> None:
    assert "decision_overdue" not in files["data/list.csv"]
    late = Classification(shipped_project(), date(2026, 10, 31))
    working = tables(datapackage(late, working=True))["list"]
    assert {"yes"} <= {record["decision_overdue"] for record in working}


@pytest.fixture
def classification(tmp_path: Path) -> Classification:
    """A market with a figure of its own, beside a table whose source nothing describes, and a private figure."""
    own = {"population": {"source": "s1", "values": {2019: 5}}}
    table = "market,indicator,year,value,source\nPE,gdp_usd,2018,7,nobody\nPE,population,2019,4,nobody\n"
    root = write_project(tmp_path / "project", [country_data("PE", indicators=own)], figures=table)
    private = root / "private/figures"
    private.mkdir(parents=True)
    (private / "indicators.csv").write_text(
        "market,indicator,year,value,source\nPE,gdp_usd,2018,99,bought\n", encoding="utf-8"
    )
    (private / "sources.yaml").write_text('bought: {title: "Bought", licence: "not to be passed on"}\n')
    return Classification(load_project(Root(root, "option"), None, AS_OF), AS_OF)


def test_a_markets_own_figures_win_and_private_ones_stay_private(classification: Classification) -> None:
    files = datapackage(classification)
    figures = {(one["indicator"], one["figure"], one["source"]) for one in tables(files)["figures"]}
    assert figures == {("gdp_usd", "7", "nobody"), ("population", "5", "PE:s1")}
    assert {one["id"] for one in tables(files)["sources"]} == {"nobody", "PE:s1"}
    assert "ought" not in "".join(files.values())


def test_the_frictionless_package_finds_nothing(files: dict[str, str], tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not among the development tools")
    (tmp_path / "data").mkdir()
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert frictionless.Package(str(tmp_path / "datapackage.json")).validate().valid
