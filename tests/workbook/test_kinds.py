"""What is understood of a cell: what can mean one thing alone, in either language, and nothing else."""

from __future__ import annotations

from datetime import datetime

import pytest

from hhmonitor.answers.words import value_word
from hhmonitor.language import speaking
from hhmonitor.workbook.kinds import Amount, Content, Datum, Day, Kind, Misread, References, Tick, Words, Year, choice


def read(kind: Kind, value: object, language: str = "nl", *, percent: bool = False) -> Datum:
    with speaking(language):
        return kind.read(Content(value, percent))  # type: ignore[arg-type]


def refused(kind: Kind, value: object, language: str = "nl") -> Misread:
    with pytest.raises(Misread) as caught:
        read(kind, value, language)
    return caught.value


@pytest.fixture
def levels() -> Kind:
    with speaking("nl"):
        return choice(("broad", "specific", "none", "unknown"), value_word)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("breed", "broad"), ("Breed ", "broad"), ("brede", "broad"), ("broad", "broad"), ("geen", "none")],
)
def test_words_are_understood_in_both_languages(levels: Kind, typed: str, meant: str) -> None:
    assert read(levels, typed) == meant
    assert read(levels, typed, "en") == meant


def test_of_another_word_the_nearest_valid_one_is_told_as_the_form_shows_it(levels: Kind) -> None:
    misread = refused(levels, "specifik")
    assert (misread.code, misread.details["suggestion"]) == ("HH203", "specifiek")
    assert misread.details["expected"] == "breed, specifiek, geen, onbekend"
    assert "suggestion" not in refused(levels, "veel").details


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1 maart 2024", "2024-03-01"),
        ("1 mrt. 2024", "2024-03-01"),
        ("1-3-2024", "2024-03-01"),
        ("01/03/2024", "2024-03-01"),
        ("1.3.2024", "2024-03-01"),
        ("March 1, 2024", "2024-03-01"),
        ("2024-03-01", "2024-03-01"),
        (datetime(2024, 3, 1), "2024-03-01"),
        ("maart 2024", "2024-03"),
        ("3-2024", "2024-03"),
        ("2024-3", "2024-03"),
        ("2024", 2024),
        (2024, 2024),
        (2024.0, 2024),
        ("onbekend", "unknown"),
        ("Unknown", "unknown"),
    ],
)
def test_dates_as_people_write_them(typed: object, meant: Datum) -> None:
    assert read(Day(), typed) == meant


@pytest.mark.parametrize(
    "typed", ["30 februari 2024", "1-3-24", "31-2-2024", "begin 2024", "45352", "2024-13", "0-0-2024"]
)
def test_no_date_is_made_of_what_is_none(typed: str) -> None:
    assert refused(Day(), typed).code == "HH205"


def test_in_english_a_day_and_a_month_that_can_be_exchanged_are_asked_for() -> None:
    assert refused(Day(), "1/3/2024", "en").details == {
        "value": "1/3/2024",
        "first": "1 March 2024",
        "second": "3 January 2024",
    }
    assert read(Day(), "3/3/2024", "en") == "2024-03-03"
    assert read(Day(), "14/3/2024", "en") == read(Day(), "3/14/2024", "en") == "2024-03-14"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (9.5, 9.5),
        (2220.0, 2220),
        ("9,5", 9.5),
        ("9.5", 9.5),
        ("2220,25", 2220.25),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567", 1234567),
        ("126 264 931", 126264931),
        ("1\u00a0234,5", 1234.5),
        ("0.125", 0.125),
        ("-3", -3),
        ("9,5%", 9.5),
    ],
)
def test_numbers_with_a_comma_or_a_point(typed: object, meant: float) -> None:
    assert read(Amount(), typed) == meant


def test_a_percentage_is_the_number_before_its_sign() -> None:
    assert read(Amount(), 0.095, percent=True) == 9.5


@pytest.mark.parametrize("typed", ["9.725", "9,725", "126.264"])
def test_of_one_mark_with_three_digits_after_it_both_readings_are_told(typed: str) -> None:
    misread = refused(Amount(), typed)
    assert misread.code == "HH903"
    assert misread.details["first"] == typed.replace(".", "").replace(",", "")
    assert misread.details["second"] == typed.replace(".", ",")


@pytest.mark.parametrize("typed", ["veel", "US$ 5", "1,2,3", "1.23.456"])
def test_no_number_is_made_of_what_is_none(typed: str) -> None:
    assert refused(Amount(), typed).code == "HH204"


def test_sources_by_id_or_as_the_list_has_them() -> None:
    known = References({"s1": "Plan, a national one", "s2": "Yearbook", "s3": ""})
    assert read(known, "s1, s2") == read(known, "S2;s1 s2")[::-1] == ("s1", "s2")  # type: ignore[index]
    assert read(known, "s1 – Plan, a national one") == ("s1",)
    assert read(known, "s1 – Plan, a national one, s3") == ("s1", "s3")
    misread = refused(known, "s1, s22")
    assert (misread.code, misread.details["source"], misread.details["suggestion"]) == ("HH316", "s22", "s2")
    assert refused(References({"s1": "", "s2": ""}, several=False), "s1, s2").code == "HH204"


def test_other_kinds() -> None:
    assert read(Tick("biopharma"), "X") == "biopharma"
    assert refused(Tick("biopharma"), "misschien").code == "HH203"
    assert read(Year(), 2018.0) == read(Year(), "2018") == 2018
    assert refused(Year(), "'18").code == "HH204"
    assert read(Words(), "  Two lines \r\nand a hard\u00a0blank ") == "Two lines\nand a hard blank"
