"""The fiche of a market for everybody: what kind of market it is, what the Dutch do there, and why this category.

It holds what the fiche for the steering group holds, without what is work in hand: reviews that are due, chances, white
spots, effort of which nothing is on file, and whom to ask.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from hhmonitor.answers.answer import Answer
from hhmonitor.answers.blocks import Block, Heading, Market, Paragraph, Strong, content
from hhmonitor.answers.decisions import reason_given
from hhmonitor.answers.fiche import (
    PAGES,
    Part,
    activities,
    characteristics,
    dimensions,
    effort,
    figures,
    imprint,
    interest_left,
    members,
    movement,
    presence,
    references,
    sections,
    shared_data,
    themes,
    verdict,
)
from hhmonitor.answers.names import market_name
from hhmonitor.answers.reasons import named, two_sentences
from hhmonitor.answers.texts import filled, told
from hhmonitor.answers.words import category_word, input_label
from hhmonitor.inputs import Input
from hhmonitor.language import _, ngettext
from hhmonitor.language.dates import date_text
from hhmonitor.language.numbers import listing
from hhmonitor.model.market import Decision
from hhmonitor.questions.effort import Effort, EffortLine
from hhmonitor.questions.fiche import Fiche

SHOWN_EFFORT = ("in_place", "possible", "planned")
"""How far effort is in place that everybody is told of."""


def shown_effort(effort: Effort) -> tuple[EffortLine, ...]:
    """The effort of which everybody is told."""
    return tuple(line for line in effort.lines if line.status in SHOWN_EFFORT and not line.undated)


def public_fiche(fiche: Fiche) -> Answer:
    """The fiche of one market for everybody."""
    return Answer(
        "public-fiche",
        market_name(fiche.market.market),
        lambda: _blocks(fiche),
        data=lambda: _data(fiche),
        columns=2,
        pages=PAGES,
    )


def _data(fiche: Fiche) -> dict[str, Any]:
    """What everybody is told, as plain data."""
    told_to_all = shared_data(fiche)
    decision = fiche.market.decision
    if decision is not None:
        told_to_all["market"]["decision"] = {"category": decision.decision.category, "in_force": decision.in_force}
    programme = fiche.effort.programme
    return {
        **told_to_all,
        "programme": programme and {"phase": programme.phase, "since": programme.since},
        "effort": [
            {
                "id": line.item.id,
                "label": told(line.item.label).text,
                "strength": line.item.strength,
                "status": line.status,
            }
            for line in shown_effort(fiche.effort)
        ],
    }


def _blocks(fiche: Fiche) -> Iterator[Block]:
    one = fiche.market
    yield Paragraph(_("Health~Holland International Monitor"), "kicker")
    yield Heading(market_name(one.market), 1)
    yield verdict(fiche)
    yield Paragraph(_kind_of_market(fiche), "lead")
    relation = told(one.market.relation, one.market.language)
    yield Paragraph([relation] if relation.text else _what_was_done(fiche))
    yield from _why(fiche)
    yield from sections(_sections(fiche))
    yield from references(fiche)
    yield imprint(fiche)


def _sections(fiche: Fiche) -> Iterator[Part]:
    inputs = fiche.market.inputs
    judged = [one for one in inputs.health_system.values() if one.known]
    interest = [
        one for one in (*inputs.dimensions.values(), inputs.sector_interest, inputs.trend) if one.possible != ("none",)
    ]
    known = [one for one in interest if one.known]
    told_themes = [one for one in inputs.themes.values() if one.known and one.value != "none"]
    yield "members", _("Members side by side"), True, members(fiche)
    yield "characteristics", _("Health system and market"), False, [characteristics(fiche, judged)] if judged else []
    yield "figures", _("Key figures"), False, figures(fiche)
    tables = [*([dimensions(fiche, known)] if known else []), *([themes(fiche, told_themes)] if told_themes else [])]
    yield "interest", _("Interest"), False, [*tables, *interest_left(fiche, ("none",))]
    yield "activities", _("Activities"), False, activities(fiche)
    yield "presence", _("Attachés and relation"), False, presence(fiche, private=False)
    yield "movement", _("What would move the category"), False, movement(fiche)
    yield "effort", _("Effort"), True, effort(fiche, shown_effort(fiche.effort))


def _kind_of_market(fiche: Fiche) -> str:
    """What speaks for the market and what does not, by its characteristics, in plain sentences."""
    entries = fiche.market.inputs.health_system.values()
    templates = {
        "positive": _("In favour of this market: {labels}."),
        "mixed": _("Mixed: {labels}."),
        "negative": _("Less favourable: {labels}."),
    }
    found = {value: _labels(fiche, [one for one in entries if one.value == value]) for value in templates}
    sentences = [template.format(labels=found[value]) for value, template in templates.items() if found[value]]
    return " ".join(sentences) or _("Too little is known of this market.")


def _labels(fiche: Fiche, entries: Sequence[Input]) -> str:
    """What inputs are called, as within a sentence."""
    labels = (input_label(fiche.criteria, one.path) for one in entries)
    return listing([f"{label[:1].lower()}{label[1:]}" for label in labels])


def _what_was_done(fiche: Fiche) -> str:
    """How much the Dutch did there, where the file says nothing of the relation."""
    if not fiche.activities:
        return _("No Dutch activities there are known.")
    count = len(fiche.activities)
    return ngettext(
        "{count} Dutch activity there is known, listed below.",
        "{count} Dutch activities there are known, listed below.",
        count,
    ).format(count=count)


def _why(fiche: Fiche) -> Iterator[Block]:
    """Why the market has this category: the region that it belongs to, a decision and by whom, or the rules."""
    one = fiche.market
    if fiche.region is not None:
        yield from _through_region(fiche)
    elif one.by_decision and one.decision is not None:
        yield from _by_decision(fiche, one.decision.decision)
    else:
        yield Paragraph([Strong(_("Why this category")), " ", two_sentences(one, fiche.criteria)])


def _through_region(fiche: Fiche) -> Iterator[Block]:
    region = fiche.region
    assert region is not None
    template = _(
        "{market} is on the list through {region}, and has its category. By itself the rules would give it {rule}."
    )
    said = filled(
        template,
        market=market_name(fiche.market.market),
        region=Market(market_name(region.market), region.code),
        rule=category_word(fiche.market.assessment.rule_category),
    )
    yield Paragraph([Strong(_("Why this category")), " ", *said])


def _by_decision(fiche: Fiche, decision: Decision) -> Iterator[Block]:
    """Who decided, when and why, what the rules would give, and what a decision is."""
    one = fiche.market
    written_in = one.market.language
    taken = filled(
        _("{who} decided on category {category} ({date})."),
        who=told(decision.decided_by, written_in),
        category=category_word(decision.category),
        date=date_text(decision.date),
    )
    rule = named(fiche.criteria, one.assessment.rule_category)
    beside = (
        _("The rules give the same.")
        if one.assessment.rule_category == decision.category
        else _("By the rules it would be {category}.").format(category=rule)
    )
    what = _("A decision comes before what the rules give; it holds until it is reviewed.")
    yield Paragraph([Strong(_("Why this category")), " ", *taken, f" {beside} {what}"])
    yield Paragraph(content(reason_given(decision, written_in)), "quiet")
