"""Grounds: a judgement says why, and on what it rests."""

from __future__ import annotations

from collections.abc import Iterator

from hhmonitor.checks.declaring import ERROR, Code, Text, check
from hhmonitor.checks.looks import MarketFile
from hhmonitor.findings import Finding
from hhmonitor.language import mark as _m
from hhmonitor.model.market import statements

DECLARED = (
    Code(
        "HH318",
        ERROR,
        _m("{subject} is {value} without a rationale; say in a sentence why"),
        title=Text("Judgement without a rationale", "Oordeel zonder onderbouwing"),
        why=Text(
            (
                "Who reads the list asks why; a judgement without a reason cannot be discussed, and not be "
                "reviewed after two years."
            ),
            (
                "Wie de lijst leest, vraagt waarom; een oordeel zonder reden is niet te bespreken, en na twee jaar "
                "niet te herzien."
            ),
        ),
        mend=Text(
            "Write one sentence under rationale that says what the judgement rests on.",
            "Schrijf onder rationale in één zin waar het oordeel op rust.",
        ),
        wrong="sector_interest: {level: broad, sources: [s1]}",
        right='sector_interest: {level: broad, rationale: "Many companies took part.", sources: [s1]}',
    ),
    Code(
        "HH319",
        ERROR,
        _m("{subject} is {value} without a source; name at least one, or write unknown"),
        title=Text("Judgement without a source", "Oordeel zonder bron"),
        why=Text(
            "Grounds are open: everybody can look them up. Without a source a judgement is an opinion.",
            "De onderbouwing is open: iedereen kan haar nazoeken. Zonder bron is een oordeel een mening.",
        ),
        mend=Text(
            "Name at least one source; where there is none, the value is unknown.",
            "Noem minstens één bron; is er geen, dan is de waarde unknown.",
        ),
        wrong='sector_interest: {level: broad, rationale: "Many companies took part."}',
        right='sector_interest: {level: broad, rationale: "Many companies took part.", sources: [s1]}',
    ),
)


@check(MarketFile)
def given(look: MarketFile) -> Iterator[Finding]:
    """A rationale and a source for every judgement; for the trend the rationale is enough."""
    for path, statement in statements(look.market):
        if statement.stated == "unknown":
            continue
        details = {"subject": str(path[-1]), "value": statement.stated}
        if statement.rationale is None:
            yield Finding("HH318", look.at(path, on_key=True), details)
        if not statement.sources and path != ("trend",):
            yield Finding("HH319", look.at(path, on_key=True), details)
