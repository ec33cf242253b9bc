"""The white spots: what is not known, whether it can change a category, and what to find out first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from hhmonitor.answers.answer import Answer, Rows
from hhmonitor.answers.blocks import Block, Column, Heading, Market, Paragraph, Row, Table
from hhmonitor.answers.chances import chance_number
from hhmonitor.answers.names import market_name
from hhmonitor.answers.robustness import assumption, hanging_together
from hhmonitor.answers.words import category_word, input_label
from hhmonitor.language import _, ngettext
from hhmonitor.language.numbers import listing
from hhmonitor.language.sorting import sort_key
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.gaps import Gap, Gaps


def white_spots(classification: Classification, found: Sequence[Gaps]) -> Answer:
    """The white spots of these markets."""
    return Answer(
        "gaps",
        _("White spots: what to find out first"),
        lambda: _blocks(classification, found),
        data=lambda: {
            "criteria": classification.criteria.id,
            "as_of": classification.as_of.isoformat(),
            "assumption": assumption(classification.criteria),
            "markets": [_market(classification, one) for one in found],
        },
        rows=lambda: _records(found),
    )


def _market(classification: Classification, one: Gaps) -> dict[str, Any]:
    """Every unknown of a market, the decisive ones first and of those the one most worth knowing."""
    return {
        "code": one.code,
        "name": market_name(classification.project.market(one.code)),
        "possible": list(one.possible),
        "unknowns": [
            {
                "path": gap.path,
                "decisive": gap.decisive,
                "worth": float(gap.worth),
                "between": list(gap.between),
                "members": list(gap.members),
            }
            for gap in one.unknowns
        ],
    }


def _records(found: Sequence[Gaps]) -> Rows:
    """A record for each unknown."""
    return Rows(
        ("market", "path", "decisive", "worth", "between", "members"),
        tuple(
            (
                one.code,
                gap.path,
                gap.decisive,
                float(gap.worth),
                " ".join(gap.between),
                " ".join(gap.members),
            )
            for one in found
            for gap in one.unknowns
        ),
    )


def _blocks(classification: Classification, found: Sequence[Gaps]) -> Iterator[Block]:
    project = classification.project
    names = {one.code: market_name(project.market(one.code)) for one in found}
    title = _("White spots: what to find out first")
    yield Heading(f"{title}: {names[found[0].code]} ({found[0].code})" if len(found) == 1 else title, 1)
    rows = list(_rows(classification, found, names))
    if rows:
        titles = [*([_("market")] if len(found) > 1 else ()), _("unknown"), _("decides between")]
        columns = [*map(Column, titles), Column(_("worth"), numeric=True)]
        yield Table(columns, rows, _("White spots that can change a category"))
    else:
        yield Paragraph(_("Nothing that is unknown can change a category."))
    yield from _harmless(classification, found)
    if rows:
        yield Paragraph(_what_worth_means(found))
        yield Paragraph(assumption(classification.criteria), "quiet")


def _what_worth_means(found: Sequence[Gaps]) -> str:
    """What the worth of an unknown is, and why what decides can be worth nothing."""
    sentences = [
        _(
            "worth: the chance that learning it dethrones a category that is most probable now: one that was among the "
            "most probable no longer is, and a newcomer that only ties changes nothing. An unknown decides "
            "where two ways to fill in everything that is unknown, alike but for it, give different categories."
        )
    ]
    if any(not gap.worth for one in found for gap in one.decisive):
        sentences.append(_("At 0% it does not dethrone one by itself; together with others it decides."))
    return " ".join(sentences)


def _rows(classification: Classification, found: Sequence[Gaps], names: Mapping[str, str]) -> Iterator[Row]:
    """The unknowns that matter, the one most worth knowing first; unknowns of one market that are alike share a row."""
    alike: dict[tuple[Fraction, str, tuple[str, ...]], list[Gap]] = {}
    for one in found:
        for gap in one.decisive:
            alike.setdefault((-gap.worth, one.code, gap.between), []).append(gap)
    in_order = sorted(alike.items(), key=lambda item: (item[0][0], sort_key(names[item[0][1]])))
    for (worth, code, between), gaps in in_order:
        market = [Market(names[code], code)] if len(found) > 1 else []
        decides = listing([category_word(category) for category in between])
        labels = _labels(classification, gaps, shorten=len(found) > 1)
        yield Row([*market, labels, decides, chance_number(-worth)])


def _labels(classification: Classification, gaps: Sequence[Gap], *, shorten: bool) -> str:
    labels = [gap_label(classification, gap) for gap in gaps]
    if shorten and len(labels) > MOST_NAMED:
        others = _("{number} others").format(number=len(labels) - MOST_NAMED + 1)
        labels = [*labels[: MOST_NAMED - 1], others]
    return listing(labels)


MOST_NAMED = 4
"""How many unknowns that are alike are named where many markets are shown."""


def gap_label(classification: Classification, gap: Gap) -> str:
    """An unknown in words; for a region with the members of which it is unknown."""
    label = input_label(classification.criteria, gap.path)
    if not gap.members:
        return label
    names = [market_name(classification.project.market(code)) for code in gap.members]
    return _("{input} (open in {members})").format(input=label, members=listing(names))


def _harmless(classification: Classification, found: Sequence[Gaps]) -> Iterator[Block]:
    """What is unknown and cannot matter: by name for one market, by number for many."""
    number = sum(len(one.harmless) for one in found)
    if not number:
        return
    if len(found) == 1:
        labels = [input_label(classification.criteria, gap.path) for gap in found[0].harmless]
        text = ngettext(
            "This unknown changes nothing, however the others turn out: {inputs}.",
            "These {number} unknowns change nothing, however the others turn out: {inputs}.",
            number,
        )
        told = text.format(number=number, inputs=listing(labels))
        yield Paragraph(told + (" " + hanging_together() if any(map(_in_nested_lists, found[0].harmless)) else ""))
        return
    text = ngettext(
        "{number} other unknown changes nothing, however the others turn out.",
        "{number} other unknowns change nothing, however the others turn out.",
        number,
    )
    markets = sum(bool(one.harmless) for one in found)
    yield Paragraph(
        "\n" + text.format(number=number) + " " + _("They are in {markets} markets.").format(markets=markets)
    )


def _in_nested_lists(gap: Gap) -> bool:
    """Whether a list that decides nothing by itself is worth knowing, because it is nested with others."""
    return bool(gap.worth) and gap.path.startswith("priority_lists.")
