"""A fiche in words."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from hhmonitor.answers.answer import Answer
from hhmonitor.answers.blocks import (
    Block,
    Cell,
    Cited,
    Count,
    Heading,
    Mark,
    Market,
    Paragraph,
    Sources,
    Table,
    Text,
    Timeline,
    plain,
)
from hhmonitor.answers.fiche import fiche_answer, figure_text
from hhmonitor.language import select
from hhmonitor.project import load_project
from hhmonitor.project.root import Root
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.fiche import Fiche, FicheMaker
from tests.support import AS_OF, country_data, write_project


def section(answer: Answer, name: str) -> list[Block]:
    """What stands under the heading of this name."""
    found: list[Block] = []
    inside = False
    for one in answer.blocks:
        if isinstance(one, Heading) and one.level <= 2:
            inside = one.name == name
        elif inside:
            found.append(one)
    return found


def title(answer: Answer, name: str) -> str:
    """The heading of this name."""
    return next(plain(one.content) for one in answer.blocks if isinstance(one, Heading) and one.name == name)


def paragraph(answer: Answer, kind: str) -> str:
    """The paragraph of this kind."""
    return next(plain(one.content) for one in answer.blocks if isinstance(one, Paragraph) and one.kind == kind)


def words(cell: Cell | Count) -> str:
    """What a cell says, without its sign."""
    assert isinstance(cell, Cell)
    said = plain(tuple(part for part in cell.content if not isinstance(part, Mark | Cited)))
    return f"{said} {plain(cell.note)}".strip()


def texts(blocks: Iterable[Block]) -> list[str]:
    """Everything that blocks say."""
    found = []
    for block in blocks:
        match block:
            case Table(rows=rows):
                found += [" · ".join(map(words, row.cells)) for row in rows]
            case Paragraph(said):
                found.append(plain(said))
            case Timeline(events):
                found += [f"{event.date}: {event.kind}: {plain(event.content)}" for event in events]
    return found


def test_how_strongly_an_effort_is_asked_is_said_as_effort_says_it(japan: Fiche) -> None:
    for language, word in (("en", "required"), ("nl", "vereist")):
        select(language)
        lines = texts(section(fiche_answer(japan), "effort"))
        assert any(line.split(" · ")[1].partition(";")[0] == word for line in lines if " · " in line)


def test_everything_that_a_fiche_should_tell_is_there(japan: Fiche) -> None:
    assert [one.name for one in fiche_answer(japan).blocks if isinstance(one, Heading) and one.level == 2] == [
        "decision",
        "characteristics",
        "figures",
        "interest",
        "activities",
        "presence",
        "gaps",
        "movement",
        "effort",
        "sources",
    ]


def test_the_status_tells_a_decision_that_is_overdue_and_a_special_target(japan: Fiche) -> None:
    said = paragraph(fiche_answer(japan), "status").split(" · ")
    assert said[0] == "by decision, review overdue"
    assert said[1].startswith("possible by the rules: ")
    assert "special target market" in said


def test_a_characteristic_rests_on_figures_on_a_rationale_or_on_nothing(japan: Fiche) -> None:
    said = texts(section(fiche_answer(japan), "characteristics"))
    assert said[0] == "Market size · positive · Health expenditure per head: US$ 4,360 (2019)"
    assert said[1] == "Fit with the Dutch proposition · positive · seen"
    assert said[4] == "Match with Dutch technology · unknown · nobody has looked into it"


def test_themes_without_interest_are_told_in_one_line(japan: Fiche) -> None:
    said = texts(section(fiche_answer(japan), "interest"))
    assert any(text.startswith("No interest from Biopharma") for text in said)
    assert sum("seen" in text for text in said) == 6


def test_activities_have_their_dates_fiche_answer(japan: Fiche) -> None:
    said = texts(section(fiche_answer(japan), "activities"))
    assert said[0].startswith("October 2019: mission: A mission")
    assert said[1] == "2015: memorandum of understanding: A memorandum"
    assert said[2] == "date unknown: other: Some day"
    assert said[3] == "1 activity lies after 31 December 2020 and is left out."


def test_a_region_says_which_member_has_what(east: Fiche) -> None:
    answer = fiche_answer(east)
    members = section(answer, "members")[0]
    assert isinstance(members, Table)
    assert [column.title for column in members.columns] == ["", "Kenya", "Ethiopia"]
    assert words(members.rows[0].cells[0]) == "Profile by the rules"
    said = texts(section(answer, "interest"))
    assert "Trend · stable · emerging: Kenya; stable: Ethiopia" in said


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            [
                "By the rules the market is now in no category, while II is in force; this is seen from there.",
                "For the rules to give II ",
                "Certainty by the rules the market is in no category; given the confidence of the judgements, the "
                "chance that this is right is ",
            ],
        ),
        (
            "nl",
            [
                "Volgens de regels valt de doelmarkt nu in geen enkele categorie, terwijl II geldt; wat volgt, gaat "
                "uit van de regels.",
                "Nodig om volgens de regels in II te komen ",
                "Zekerheid volgens de regels valt de doelmarkt in geen enkele categorie; gegeven de zekerheid van de "
                "oordelen is de kans dat dit klopt ",
            ],
        ),
    ],
)
def test_where_a_decision_is_in_force_what_would_move_the_market_is_seen_from_the_rules(
    tmp_path: Path, language: str, told: list[str]
) -> None:
    decision = {"category": "II", "reason": "because", "decided_by": "LSH", "date": "2020"}
    root = write_project(tmp_path / "project", [country_data("PE", decision=decision)])
    fiche = FicheMaker(Classification(load_project(Root(root, "option"), as_of=AS_OF), AS_OF)).fiche("PE")
    select(language)
    movement = texts(section(fiche_answer(fiche), "movement"))
    for one in told:
        assert any(text.startswith(one) for text in movement), one


def test_the_note_is_in_the_language_in_use(japan: Fiche) -> None:
    select("nl")
    answer = fiche_answer(japan)
    assert paragraph(answer, "verdict") == "II  Interesse vanuit specifieke perspectieven"
    assert title(answer, "presence") == "Attachés en relatie"
    assert "Relatie Zij handelen." in texts(section(answer, "presence"))
    assert texts(section(answer, "characteristics"))[0].endswith("Zorguitgaven per hoofd: US$ 4.360 (2019)")


def test_an_address_that_is_no_web_page_is_not_followed(japan: Fiche) -> None:
    (sources,) = (one for one in fiche_answer(japan).blocks if isinstance(one, Sources))
    assert [source.url for source in sources.references] == ["https://example.org/?a=1&b=2", None]


def test_a_text_in_another_language_than_the_answer_says_so(japan: Fiche) -> None:
    select("nl")
    activities = section(fiche_answer(japan), "activities")[0]
    assert isinstance(activities, Timeline)
    assert {part.language for event in activities.events for part in event.content if isinstance(part, Text)} == {"en"}
    reason = section(fiche_answer(japan), "decision")[0]
    assert isinstance(reason, Paragraph)
    assert [part.language for part in reason.content if isinstance(part, Text)] == [None]


def test_a_member_is_in_the_category_of_its_region_and_shows_its_profile(fiches: FicheMaker, east: Fiche) -> None:
    answer = fiche_answer(fiches.fiche("ET"))
    assert paragraph(answer, "verdict").split("  ")[0] == east.market.category
    status = next(one for one in answer.blocks if isinstance(one, Paragraph) and one.kind == "status")
    assert [(part.text, part.code) for part in status.content if isinstance(part, Market)] == [("through East", "EAST")]
    assert "profile by the rules: none" in plain(status.content)
    assert texts(section(answer, "movement"))[0].startswith("A member moves on the list with its region")


def test_figures_have_their_units() -> None:
    assert figure_text(4360.4, "USD") == "US$ 4,360"
    assert figure_text(12.34, "% of GDP") == "12.3%"
    assert figure_text(17_000_000, "people") == "17,000,000"
