"""The valid word that is meant by one that is not known: near, in Dutch, or as a digit; no nonsense."""

from __future__ import annotations

import pytest

from hhmonitor.checks import CODES
from hhmonitor.findings import certain, nearest
from hhmonitor.language import _, select
from hhmonitor.language.territories import territory_codes, territory_name
from hhmonitor.model.market import Activity, Country, Interest, Judgement
from hhmonitor.model.scales import SCALES

CATEGORIES = ("I", "II", "IIIa", "IIIb", "IV")


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("mixt", ("positive", "mixed", "negative"), "mixed"),
        ("STABEL", ("stable", "emerging", "declining"), "stable"),
        ("venture_capitol", ("venture_capital", "proposition_fit"), "venture_capital"),
        ("top_8", ("top_9", "top_20"), "top_9"),
        ("3a", CATEGORIES, "IIIa"),
        ("3B", CATEGORIES, "IIIb"),
        ("2", CATEGORIES, "II"),
        ("iiib", CATEGORIES, "IIIb"),
    ],
)
def test_what_was_meant(word: str, known: tuple[str, ...], meant: str) -> None:
    assert nearest(word, known) == meant


@pytest.mark.parametrize("word", ["", "xyz", "7", "Q999Z", "goed"])
def test_nothing_is_suggested_where_nothing_is_near(word: str) -> None:
    assert nearest(word, (*CATEGORIES, *CODES, *Country.model_fields)) is None


def test_one_country_is_not_suggested_for_another() -> None:
    others = [territory_name(code, "nl") or "" for code in territory_codes() if code != "NL"]
    assert nearest("Nederland", others) is None


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("thema's", Country.model_fields, "themes"),
        ("Thema’s", Country.model_fields, "themes"),
        ("bronnen", Judgement.model_fields, "sources"),
        ("waarde", Judgement.model_fields, "value"),
        ("niveau", Interest.model_fields, "level"),
        ("toelichting", Judgement.model_fields, "rationale"),
        ("toelichting", Activity.model_fields, "note"),
    ],
)
def test_a_dutch_key_means_the_english_one_of_its_place(word: str, known: dict[str, object], meant: str) -> None:
    assert nearest(word, known) == meant


@pytest.mark.parametrize("group", ["health_system", "themes", "sector_interest", "trend", "attaches"])
def test_every_value_that_the_program_prints_in_dutch_leads_back_to_its_english_word(group: str) -> None:
    values = (*SCALES[group].values, "unknown")
    select("nl")
    try:
        printed = {value: _(value) for value in values}
    finally:
        select("en")
    assert {value: nearest(word, values) for value, word in printed.items()} == {value: value for value in values}


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("Positive ", ("positive", "mixed", "negative"), "positive"),
        ("“postive”", ("positive", "mixed", "negative"), "positive"),
        ("gemengd", ("positive", "mixed", "negative"), "mixed"),
        ("geen", ("broad", "none"), "none"),
        ("geen", ("none", "no"), None),  # either of the two
        ("good", ("positive", "mixed", "negative"), None),
        ("med", ("medium", "mixed"), None),  # too short to be told apart
        ("3a", ("II", "IIIa"), "IIIa"),
        ("top_8", ("top_9", "top_25"), None),  # another number is another thing
        ("emergin", ("emerging", "emergine"), None),  # as near to the one as to the other
    ],
)
def test_a_word_that_is_meant_without_a_doubt(word: str, known: tuple[str, ...], meant: str | None) -> None:
    assert certain(word, known) == meant
