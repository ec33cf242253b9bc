"""Why not another category, what would cost a market its own, and what suffices for it: in words."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from hhmonitor.answers.why_not import losing_text, sufficient_reason_text, why_not
from hhmonitor.forms import Page
from hhmonitor.forms.terminal import render
from hhmonitor.language import select
from hhmonitor.project import find_root, load_project
from hhmonitor.questions.classification import Classification
from tests.support import AS_OF, country_data, write_project

GOOD: dict[str, Any] = {
    "characteristics": ["positive", "positive", "positive", "positive", "mixed", "unknown"],
    "dimensions": ["broad", "specific", "none"],
    "themes": ["broad", "specific", "specific"],
    "trend": "stable",
}


def opened(folder: Path, *markets: dict[str, Any]) -> Classification:
    root = write_project(folder / "project", markets)
    return Classification(load_project(find_root(root, os.environ, root), None, AS_OF), AS_OF)


def why_not_as_text(classification: Classification, code: str, category: str) -> str:
    return render(why_not(classification, code, category), Page())


def flat(text: str) -> str:
    return " ".join(text.split())


def test_why_not_names_what_blocks_and_the_smallest_changes(tmp_path: Path) -> None:
    data = GOOD | {"characteristics": ["positive"] * 2 + ["mixed", "negative", "unknown", "negative"]}
    text = flat(why_not_as_text(opened(tmp_path, country_data("JP", sector_interest="specific", **data)), "JP", "I"))
    assert "2–3 of 6 characteristics positive, 4 needed" in text
    assert "2 short" in text
    assert "The list cannot be changed by an analyst" in text
    assert "The smallest changes that lead there are of 3 inputs" in text
    assert "any 2 of these 4 (Reform plans (mixed), Access to reimbursement (negative)," in text
    assert "interest from the sector from specific to broad" in text
    # The top 9 would do as well as the interest of the sector, were it for an analyst to say.
    assert "Beyond what an analyst can change" not in text, (
        "on the top 9 means on the two other lists too: five changes"
    )


def test_a_list_that_would_do_is_named_apart(tmp_path: Path) -> None:
    data = GOOD | {"dimensions": ["specific", "none", "none"], "themes": ["specific"]}
    text = flat(
        why_not_as_text(opened(tmp_path, country_data("JP", sector_interest="incidental", **data)), "JP", "III")
    )
    assert "interest from the sector from incidental to specific" in text
    assert "Beyond what an analyst can change, this would do it too: - being on the list “Top 50" in text


def test_why_not_what_it_is(tmp_path: Path) -> None:
    classification = opened(tmp_path, country_data("JP", sector_interest="broad", **GOOD))
    assert "The rules give I already" in why_not_as_text(classification, "JP", "II")
    assert "The rules give I already" in why_not_as_text(classification, "JP", "III")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            [
                "The rules give I already, which is as good or better. But a decision puts the market in II.",
                "LSH decided on category II (June 2019). To be reviewed by June 2020. That review is overdue.",
                "The effort is at this level.",
            ],
        ),
        (
            "nl",
            [
                "De regels geven al I; dat is even goed of beter. Maar een besluit plaatst de doelmarkt in II.",
                "Te herzien uiterlijk juni 2020. Die herziening is achterstallig.",
                "De inzet is op dit niveau.",
            ],
        ),
    ],
)
def test_why_not_names_the_decision_that_departs_from_the_rules(tmp_path: Path, language: str, told: list[str]) -> None:
    decision = {
        "category": "II",
        "reason": {"en": "The effort is at this level.", "nl": "De inzet is op dit niveau."},
        "decided_by": "LSH",
        "date": "2019-06",
        "review_by": "2020-06",
    }
    classification = opened(tmp_path, country_data("JP", sector_interest="broad", decision=decision, **GOOD))
    select(language)
    text = flat(why_not_as_text(classification, "JP", "I"))
    for one in told:
        assert one in text


def test_what_no_judgement_can_change(tmp_path: Path) -> None:
    root = write_project(tmp_path / "project", [country_data("JP", sector_interest="broad", **GOOD)])
    path = root / "criteria" / "2020-2023.yaml"
    text = path.read_text(encoding="utf-8")
    # Only the top 9 leads to I.
    path.write_text(text.replace("          - {sector_interest: broad}\n", "", 1), encoding="utf-8")
    classification = Classification(load_project(find_root(root, os.environ, root), None, AS_OF), AS_OF)
    told = flat(why_not_as_text(classification, "JP", "I"))
    assert "No change of what an analyst judges leads there." in told
    assert "being on the list “Top 9 priority markets”" in told


def test_what_would_cost_it_its_category(tmp_path: Path) -> None:
    classification = opened(tmp_path, country_data("JP", sector_interest="broad", **GOOD), country_data("PE"))
    text = losing_text(classification, "JP")
    assert text.startswith("One change would cost it category I: ")
    assert "any 1 of these 4 (" in text
    assert "interest from the sector from broad to specific" in text
    assert "any 1 of these 2 (Innovation (broad), Investment (specific)) become none" in text
    assert losing_text(classification, "PE") == "", "no category, none to lose"


def test_what_suffices(tmp_path: Path) -> None:
    classification = opened(tmp_path, country_data("JP", sector_interest="broad", **GOOD), country_data("PE"))
    text = sufficient_reason_text(classification, "JP")
    assert text.startswith("This alone is enough for I, whatever all else were: ")
    assert "any 2 of these 3 (" in text
    assert "interest from the sector: broad" in text
    # Of Peru all is unknown but that it is not on the top 9, and every category is possible: nothing needs keeping.
    assert sufficient_reason_text(classification, "PE").startswith("Nothing that is known of it rules a category out")


@pytest.mark.parametrize("code", ["JP", "PE"])
def test_in_dutch(tmp_path: Path, code: str) -> None:
    classification = opened(tmp_path, country_data("JP", sector_interest="broad", **GOOD), country_data("PE"))
    select("nl")
    texts = (why_not_as_text(classification, code, "I"), losing_text(classification, code))
    told = " ".join((*texts, sufficient_reason_text(classification, code)))
    for english in ("Why", "input", "change", "market", "positive", "whatever"):
        assert english not in told
