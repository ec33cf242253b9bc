"""From Python the same is asked as by a command, and the same is answered."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import hhmonitor
from hhmonitor.language import select, selected
from tests.cli.conftest import Command
from tests.support import AS_OF, REPOSITORY, country_data, write_project


@pytest.fixture
def project(small: Path) -> hhmonitor.Project:
    return hhmonitor.open(small, as_of=AS_OF)


def as_json(command: Command, *arguments: str | Path) -> Any:
    """What a command answers as JSON, as of the day of the tests."""
    return json.loads(command(*arguments, "--as-of", "2020-12-31", "--format", "json").out)


def test_to_import_it_loads_nothing_else() -> None:
    script = "import sys; before = set(sys.modules); import hhmonitor; print(*set(sys.modules) - before)"
    done = subprocess.run([sys.executable, "-c", script], cwd=REPOSITORY, check=True, capture_output=True, text=True)
    assert set(done.stdout.split()) <= {"hhmonitor", "__future__"}


def test_everything_that_it_offers_is_there() -> None:
    assert set(hhmonitor.__all__) <= set(dir(hhmonitor))
    assert all(getattr(hhmonitor, name).__doc__ for name in hhmonitor.__all__)
    with pytest.raises(AttributeError):
        hhmonitor.nothing  # noqa: B018


def test_a_market_by_code_or_by_name_in_either_language(project: hhmonitor.Project) -> None:
    assert {project[name].code for name in ("DE", "Germany", "duitsland")} == {"DE"}
    assert "Oost-Afrika" in project
    assert "Atlantis" not in project
    with pytest.raises(KeyError, match="did you mean Germany"):
        project["Germny"]


def test_the_markets_are_those_of_the_list_in_its_order(
    project: hhmonitor.Project, small: Path, hhmonitor: Command
) -> None:
    listed = [one["code"] for one in as_json(hhmonitor, "classify", "--root", small)["markets"]]
    assert sorted(one.code for one in project) == sorted(listed)
    assert len(project) == len(listed)
    csv = hhmonitor("classify", "--root", small, "--as-of", "2020-12-31", "--format", "csv").out.splitlines()
    assert [one.code for one in project] == [line.partition(",")[0] for line in csv[1:]]


def test_a_market_says_what_the_list_says(project: hhmonitor.Project, small: Path, hhmonitor: Command) -> None:
    for told in as_json(hhmonitor, "classify", "--members", "--root", small)["markets"]:
        market = project[told["code"]]
        assert market.data() == told
        for key in ("name", "kind", "region", "category", "region_category", "rule_category", "determined", "declared"):
            assert getattr(market, key) == told[key], key
        assert list(market.possible) == told["possible"]
        assert market.candidate == told["candidate"]
        assert [one.outcome for one in market.requirements] == [one["outcome"] for one in told["requirements"]]


def test_every_question_is_answered_as_its_command_answers_it(
    project: hhmonitor.Project, small: Path, hhmonitor: Command
) -> None:
    questions = {
        ("classify",): project.classify(),
        ("classify", "Japan", "EAST-AFRICA", "--members"): project.classify("Japan", "EAST-AFRICA", members=True),
        ("explain", "JP"): project["JP"].explain(),
        ("explain", "JP", "--why-not", "I"): project["JP"].why_not("I"),
        ("gaps",): project.gaps(),
        ("gaps", "DE"): project.gaps("DE"),
        ("robustness", "--members"): project.robustness(members=True),
        ("robustness", "JP", "--if-source-wrong", "s1"): project.robustness("JP", if_source_wrong="s1"),
        ("compare", "--base", str(small), "--base-as-of", "2019-01-01"): project.compare(
            small, base_as_of="2019-01-01"
        ),
        ("what-if", "JP", "--set", "sector_interest=broad"): project.what_if({"Japan": {"sector_interest": "broad"}}),
        ("what-if", "--set-criteria", "I.most_characteristics.at_least=5"): project.what_if(
            criteria={"I.most_characteristics.at_least": 5}
        ),
        ("what-if", "JP", "--set", "attaches.innovation=yes"): project.what_if({"JP": {"attaches.innovation": True}}),
    }
    for arguments, reply in questions.items():
        assert reply.data == as_json(hhmonitor, *arguments, "--root", small), arguments


def test_what_if_of_several_markets_is_all_of_them_at_once(project: hhmonitor.Project) -> None:
    lists = {"priority_lists.top_25": "in"}
    alone = {code: project.what_if({code: lists}).data["markets"] for code in ("JP", "PE")}
    together = project.what_if(dict.fromkeys(("JP", "PE"), lists))
    assert together.data["markets"] == [*alone["JP"], *alone["PE"]]
    assert [one["market"] for one in together.data["settings"]] == ["JP", "PE"]
    assert "Peru: " in str(together)


def test_rows_are_plain_records_with_truths_and_nothing_where_there_is_nothing(project: hhmonitor.Project) -> None:
    by_code = {row["code"]: row for row in project.rows(members=True)}
    assert by_code["JP"]["decision"] == "II"
    assert by_code["JP"]["decision_in_force"] is True
    assert by_code["DE"]["decision"] is None
    assert by_code["KE"]["region"] == "EAST-AFRICA"
    assert by_code["KE"]["category"] is None
    assert {row["decisive"] for row in project.gaps().rows()} <= {True, False}


def test_the_language_is_that_of_the_question_and_of_no_other(project: hhmonitor.Project, small: Path) -> None:
    dutch = project["JP"].explain("nl")
    assert selected() == "en"
    assert dutch.title == "Japan"
    assert "Wat van de markt bekend is" in str(dutch)
    assert "What is known of the market" in str(project["JP"].explain())
    in_dutch = hhmonitor.open(small, as_of=AS_OF, lang="nl")
    assert in_dutch["DE"].name == "Duitsland"
    assert project["DE"].name == "Germany"
    assert in_dutch.classify(lang="en").lang == "en"
    select("nl")
    assert project["DE"].name == "Germany"


def test_threads_may_ask_one_project_at_once(project: hhmonitor.Project) -> None:
    def ask(number: int) -> tuple[str, str]:
        language = ("en", "nl")[number % 2]
        return language, str(project[("DE", "JP", "PE")[number % 3]].explain(language))

    with ThreadPoolExecutor(4) as threads:
        told = list(threads.map(ask, range(24)))
    for language, text in told:
        assert ("Wat van de markt bekend is" in text) == (language == "nl")
    assert len(set(told)) == 6


def test_a_reply_shows_itself_as_a_part_of_a_page_that_leaves_the_rest_alone(project: hhmonitor.Project) -> None:
    shown = project.robustness("JP", lang="nl")._repr_html_()
    assert shown is not None
    assert '<div class="hhmonitor" lang="nl">' in shown
    assert "<body" not in shown
    style = shown.partition("<style>")[2].partition("</style>")[0].strip()
    assert style.startswith(".hhmonitor {")
    assert style.endswith("}")
    assert ":root" not in style
    assert all(one._repr_html_() for one in (project, project["JP"]))


def test_a_reply_can_be_had_in_a_form_and_written_to_a_file(project: hhmonitor.Project, tmp_path: Path) -> None:
    reply = project.classify()
    assert str(reply.form("markdown")).startswith("# Markets by category")
    reply.save(tmp_path / "list.csv")
    assert (tmp_path / "list.csv").read_text(encoding="utf-8") == reply.form("csv")
    with pytest.raises(hhmonitor.Refused, match="ends as no form does"):
        reply.save(tmp_path / "list.sarif")
    with pytest.raises(hhmonitor.Refused, match="is not written to"):
        reply.save(project.path / "countries" / "JP.csv")
    with pytest.raises(hhmonitor.Refused, match="did you mean markdown"):
        reply.form("markdwon")


def test_what_is_refused_is_told_in_words_with_the_findings(tmp_path: Path) -> None:
    root = write_project(tmp_path / "project", [country_data("JP", sector_interest="brod")])
    with pytest.raises(hhmonitor.Refused) as refused:
        hhmonitor.open(root, lang="nl")
    (finding,) = refused.value.findings
    assert finding.place.file == "countries/JP.yaml"
    assert str(refused.value).startswith(f"countries/JP.yaml:{finding.place.span.start.line}:")
    assert "bedoelt u “broad”?" in str(refused.value)
    for wrong in ({"path": tmp_path}, {"as_of": "yesterday"}, {"criteria": "1999"}, {"lang": "fr"}):
        with pytest.raises(hhmonitor.Refused, match=r"\w+ \w+"):
            hhmonitor.open(**{"path": root, "as_of": AS_OF} | wrong)


@pytest.mark.parametrize(
    "ask",
    [
        lambda project: project.what_if(),
        lambda project: project.what_if({"JP": {"sector_intrest": "broad"}}),
        lambda project: project.what_if({"JP": {"sector_interest": "huge"}}),
        lambda project: project.what_if({"Atlantis": {"sector_interest": "broad"}}),
        lambda project: project.gaps("Atlantis"),
        lambda project: project.robustness(if_source_wrong="s1"),
        lambda project: project.robustness("JP", if_source_wrong="s9"),
        lambda project: project.compare("no-such-revision"),
        lambda project: project["JP"].why_not("V"),
        lambda project: project["JP"].explain("de"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(project: hhmonitor.Project, ask: Any) -> None:
    with pytest.raises(hhmonitor.Refused, match=r"\w+ \w+"):
        ask(project)


def test_what_is_to_be_said_beside_the_answers(project: hhmonitor.Project, small: Path) -> None:
    assert project.remarks() == []
    later = hhmonitor.open(small, as_of="2030")
    assert later.as_of == date(2030, 12, 31)
    assert "ended on 31 December 2023" in later.remarks()[0]
    assert "31 december 2023" in later.remarks("nl")[0]
