"""A person who only has the form fills in Spain with eight mistakes, in Dutch, mends them, and has it classified."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.example_project import Outcome, build, hhmonitor
from tests.workbook.forms import OnTheTable

IN_DUTCH = ("--as-of", "2026-10-31", "--lang", "nl")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.delenv("HHMONITOR_ROOT", raising=False)
    return build(tmp_path / "project")


def take(table: OnTheTable, project: Path) -> Outcome:
    return hhmonitor("form", "take", table.save(), "--root", project, *IN_DUTCH)


def fill_in_spain(table: OnTheTable) -> None:
    """What is known of Spain, as an analyst types it, with eight mistakes in it."""
    say = "Zo staat het in de bron."
    table.fill("ES", "sources.s1", title="Zorgplan", publisher="Ministerie", date="1 maart 2024")
    table.fill("ES", "sources.s2", title="Jaarverslag", url="https://example.org/jaar", date="31-2-2025")  # 1: no day
    table.fill("ES", "health_system.proposition_fit", value="positief", confidence="laag", nl=say, sources="s1")
    table.fill("ES", "health_system.reform_plans", value="positeif", nl=say, sources="s1 – Zorgplan")  # 2: misspelt
    table.fill("ES", "health_system.reimbursement_access", value="gemengd", nl=say, sources="s1, s21")  # 3: no source
    table.fill("ES", "health_system.technology_match", value="breed", nl=say, sources="s2")  # 4: of another scale
    table.fill("ES", "dimensions.innovation", value="Specifiek", nl=say, sources="s2;s1")
    table.fill("ES", "dimensions.investment", value="geen", nl=say, sources="s2")
    table.fill("ES", "dimensions.trade", value="specifiek", sources="s2")  # 5: no explanation
    table.fill("ES", "themes.ageing_society", value="breed", nl=say)  # 6: no source
    table.fill("ES", "themes.biopharma", value="specifiek", nl=say, sources="S1")
    table.fill("ES", "sector_interest", value="specifiek", nl=say, sources="s1 s2")
    table.fill("ES", "trend", value="stabiel", nl=say, en="The source says so.")
    table.fill("ES", "attaches.economic", value="ja")
    table.fill("ES", "contact", nl="LSH-aanspreekpunt bij de ambassade in Madrid")
    table.fill(
        "ES", "activities.+1", date="okt 2034", kind="missie", nl="Missie naar Madrid", source="s2"
    )  # 7: to come
    table.fill("ES", "activities.+1", **{"themes.ageing_society": "x", "dimensions.trade": "x"})
    per_head = "Zorguitgaven per hoofd (USD)"
    table.fill("ES", "indicators.+1", indicator=per_head, year=2018, value="2.400", source="s2")  # 8: two readings
    table.fill("ES", "indicators.+2", indicator=per_head, year=2019, value="2450,5", source="s2")


def test_spain(project: Path) -> None:
    path = project.parent / "spanje.xlsx"
    assert hhmonitor("form", "make", "--new", "Spanje", "--output", path, "--root", project, *IN_DUTCH).status == 0
    table = OnTheTable(path)
    fill_in_spain(table)

    told = take(table, project)
    assert (told.status, told.out) == (2, "")
    for key, column, what in (
        ("sources.s2", "date", "fout HH205: “31-2-2025” is geen datum"),
        ("health_system.reform_plans", "value", "bedoelt u “positief”?"),
        ("health_system.reimbursement_access", "sources", "fout HH316"),
        ("health_system.technology_match", "value", "positief, gemengd, negatief, onbekend"),
        ("indicators.+1", "value", "fout HH903: “2.400” kan 2400 zijn en 2,400"),
    ):
        (line,) = [one for one in told.err.splitlines() if one.startswith(f"{table.at('ES', key, column)}: ")]
        assert what in line
    assert "verbeter deze 5 cellen" in told.err
    assert not (project / "countries/ES.yaml").exists()

    table.fill("ES", "sources.s2", date="28-2-2025")
    table.fill("ES", "health_system.reform_plans", value="positief")
    table.fill("ES", "health_system.reimbursement_access", sources="s1, s2")
    table.fill("ES", "health_system.technology_match", value="positief")
    table.fill("ES", "indicators.+1", value=2400)
    told = take(table, project)
    assert told.status == 2
    for key, column, what in (
        ("dimensions.trade", "nl", "fout HH318: Handel is specifiek zonder toelichting"),
        ("themes.ageing_society", "sources", "fout HH319: V. Vergrijzende samenleving is breed zonder bron"),
        ("activities.+1", "date", "fout HH321"),
    ):
        (line,) = [one for one in told.err.splitlines() if one.startswith(f"{table.at('ES', key, column)}: ")]
        assert what in line
    assert not (project / "countries/ES.yaml").exists()

    table.fill("ES", "dimensions.trade", nl="Een paar bedrijven verkopen er.")
    table.fill("ES", "themes.ageing_society", sources="s2")
    table.fill("ES", "activities.+1", date="okt 2024")
    told = take(table, project)
    assert told.status == 0, told.err
    assert "Spanje komt in het project: volgens de regels IIIa, mogelijk II IIIa" in told.out
    assert "Geschreven: countries/ES.yaml." in told.out

    assert hhmonitor("validate", "--root", project, *IN_DUTCH).status == 0
    answer = hhmonitor("classify", "Spanje", "--root", project, *IN_DUTCH, "--format", "json")
    market = json.loads(answer.out)["markets"][0]
    # Four positive characteristics, two themes, two dimensions: I but for its preference, which asks for the top 9 or
    # broad interest; II if it is on the top 25, which is not known; III by the specific interest of the sector.
    assert (market["name"], market["rule_category"], market["possible"]) == ("Spanje", "IIIa", ["II", "IIIa"])
    assert market["inputs"]["health_system"]["market_size"] == {
        "value": "positive",  # by its own figure of 2019, above the bound of 1000
        "basis": "indicators",
        "possible": ["positive"],
    }
    assert market["inputs"]["attaches"]["economic"]["value"] == "yes"
    text = (project / "countries/ES.yaml").read_text(encoding="utf-8")
    assert "language: nl" in text
    assert "2019: 2450.5" in text
