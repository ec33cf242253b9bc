"""What a change of the files of markets does to the list, in words."""

from __future__ import annotations

from collections.abc import Iterator

from hhmonitor.answers.blocks import Market, Said
from hhmonitor.answers.marks import badge, badges
from hhmonitor.answers.names import market_name
from hhmonitor.answers.texts import filled
from hhmonitor.language import _, ngettext
from hhmonitor.model import Criteria
from hhmonitor.questions.classification import Classified
from hhmonitor.questions.evidence import Effect


def effects(criteria: Criteria, effect: Effect, changed: int) -> Iterator[Said]:
    """Which markets move or come in, a line each; that none does, where the files of so many were ``changed``."""
    for one in effect.movements:
        yield _moved(criteria, one.before, one.after)
    for entered in effect.entered:
        yield filled(
            _("{market} comes into the project: by the rules {category}, possible {possible}"),
            market=Market(market_name(entered.market), entered.code),
            category=badge(criteria, entered.assessment.rule_category),
            possible=badges(criteria, entered.assessment.possible),
        )
    if not effect.movements and not effect.entered:
        yield ngettext(
            "The category of the market stays as it is.",
            "The categories of the markets stay as they are.",
            changed,
        )


def _moved(criteria: Criteria, before: Classified, after: Classified) -> Said:
    """What becomes of the category of a market, in force and by the rules."""
    rules = before.assessment.rule_category != after.assessment.rule_category
    if before.category != after.category:
        text = _("{market}: {before} → {after}")
    elif rules:
        text = _("{market} stays in {after}; by the rules {old} → {new}")
    else:
        text = _("{market} stays in {after}; possible by the rules: {could} → {can}")
    return filled(
        text,
        market=Market(market_name(after.market), after.code),
        before=badge(criteria, before.category),
        after=badge(criteria, after.category),
        old=badge(criteria, before.assessment.rule_category),
        new=badge(criteria, after.assessment.rule_category),
        could=badges(criteria, before.assessment.possible),
        can=badges(criteria, after.assessment.possible),
    )
