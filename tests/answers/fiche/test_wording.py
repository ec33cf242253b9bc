"""A fiche in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hhmonitor.answers.fiche.blocks import Items, Note, Prose, Section, Table, Timeline
from hhmonitor.answers.fiche.wording import figure_text, in_words

from hhmonitor.language import select
from hhmonitor.project import load_project
from hhmonitor.project.root import Root
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.fiche import Fiche, FicheMaker
from tests.support import AS_OF, country_data, write_project


def section(note: Note, name: str) -> Section:
    return next(one for one in note.sections if one.name == name)


def texts(one: Section) -> list[str]:
    """Everything that a section says, block by block."""
    found = []
    for block in one.blocks:
        match block:
            case Table(rows=rows):
                found += [" · ".join(" ".join((cell.text, cell.note)).strip() for cell in row) for row in rows]
            case Prose(text, label, _):
                found.append(f"{label}: {text}" if label else text)
            case Items(items):
                found += [item.text for item in items]
            case Timeline(events, _):
                found += [f"{event.date}: {event.kind}: {event.title}" for event in events]
    return found


def test_how_strongly_an_effort_is_asked_is_said_as_effort_says_it(japan: Fiche) -> None:
    for language, word in (("en", "required"), ("nl", "vereist")):
        select(language)
        lines = texts(section(in_words(japan), "effort"))
        assert any(line.split(" · ")[1].partition(";")[0] == word for line in lines if " · " in line)


def test_everything_that_a_fiche_should_tell_is_there(japan: Fiche) -> None:
    assert [one.name for one in in_words(japan).sections] == [
        "decision",
        "characteristics",
        "figures",
        "interest",
        "activities",
        "presence",
        "gaps",
        "movement",
        "effort",
    ]


def test_the_status_tells_a_decision_that_is_overdue_and_a_special_target(japan: Fiche) -> None:
    tones = {cell.tone: cell.text for cell in in_words(japan).status}
    assert tones["decision"] == "by decision, review overdue"
    assert "special" in tones
    assert tones["open"].startswith("possible by the rules: ")


def test_a_characteristic_rests_on_figures_on_a_rationale_or_on_nothing(japan: Fiche) -> None:
    said = texts(section(in_words(japan), "characteristics"))
    assert said[0] == "Market size · positive · Health expenditure per head: US$ 4,360 (2019)"
    assert said[1] == "Fit with the Dutch proposition · positive · seen"
    assert said[4] == "Match with Dutch technology · unknown · nobody has looked into it"


def test_themes_without_interest_are_told_in_one_line(japan: Fiche) -> None:
    said = texts(section(in_words(japan), "interest"))
    assert any(text.startswith("No interest from: Biopharma") for text in said)
    assert sum("seen" in text for text in said) == 6


def test_activities_have_their_dates_in_words(japan: Fiche) -> None:
    said = texts(section(in_words(japan), "activities"))
    assert said[0].startswith("October 2019: mission: A mission")
    assert said[1] == "2015: memorandum of understanding: A memorandum"
    assert said[2] == "date unknown: other: Some day"
    assert said[3] == "1 activity lies after 31 December 2020 and is left out."


def test_a_region_says_which_member_has_what(east: Fiche) -> None:
    note = in_words(east)
    members = section(note, "members").blocks[0]
    assert isinstance(members, Table)
    assert members.header == ("", "Kenya", "Ethiopia")
    assert [cell.market for cell in members.rows[0]] == [None, "KE", "ET"]
    said = texts(section(note, "interest"))
    assert "trend · stable · emerging: Kenya; stable: Ethiopia" in said


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            [
                "By the rules the market is now in no category, while II is in force; this is seen from there.",
                "For the rules to give II: ",
                "Certainty: by the rules the market is in no category; given the confidence of the judgements, the "
                "chance that this is right is ",
            ],
        ),
        (
            "nl",
            [
                "Volgens de regels valt de doelmarkt nu in geen enkele categorie, terwijl II geldt; dit is vanuit die "
                "uitkomst bekeken.",
                "Nodig om volgens de regels in II te komen: ",
                "Zekerheid: volgens de regels valt de doelmarkt in geen enkele categorie; gegeven de zekerheid van de "
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
    movement = texts(section(in_words(fiche), "movement"))
    for one in told:
        assert any(text.startswith(one) for text in movement), one


def test_the_note_is_in_the_language_in_use(japan: Fiche) -> None:
    select("nl")
    note = in_words(japan)
    assert note.category_label == "Interesse vanuit specifieke perspectieven"
    assert section(note, "presence").title == "Attachés en relatie"
    assert "Relatie: Zij handelen." in texts(section(note, "presence"))
    assert texts(section(note, "characteristics"))[0].endswith("Zorguitgaven per hoofd: US$ 4.360 (2019)")


def test_an_address_that_is_no_web_page_is_not_followed(japan: Fiche) -> None:
    assert [source.url for source in in_words(japan).sources] == ["https://example.org/?a=1&b=2", None]


def test_figures_have_their_units() -> None:
    assert figure_text(4360.4, "USD") == "US$ 4,360"
    assert figure_text(12.34, "% of GDP") == "12.3%"
    assert figure_text(17_000_000, "people") == "17,000,000"
