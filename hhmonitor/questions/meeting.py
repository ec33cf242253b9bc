"""What a meeting decides, as it goes into its minutes; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hhmonitor.engine import NONE
from hhmonitor.model import first_day, last_day, named_language
from hhmonitor.model.market import Decision
from hhmonitor.model.review import Adopted, AdoptedCriteria, AdoptedList, MarketOutcome, Minutes, OutcomeKind, Review
from hhmonitor.questions.between import under_codes
from hhmonitor.questions.classification import Classification, Classified
from hhmonitor.questions.hysteresis import failures_left
from hhmonitor.questions.snapshot import rules_fingerprint


def decided(one: Classified, decision: Decision, kind: OutcomeKind = "decided") -> MarketOutcome:
    """A decision on a market, new or renewed."""
    return _outcome(one, kind, _in_force(decision.category), decision)


def by_the_rules(one: Classified) -> MarketOutcome:
    """The category of the rules: a decision is withdrawn, or what the rules give is adopted."""
    rule = _in_force(one.assessment.rule_category)
    withdrawn = one.market.decision is not None
    return _outcome(one, "withdrawn" if withdrawn else "adopted" if rule is not None else "left", rule, None)


def kept_by_criteria(one: Classified) -> MarketOutcome:
    """A market that the rules find below its category and that the criteria keep in it."""
    return _outcome(one, "kept", one.kept, None)


def _outcome(one: Classified, kind: OutcomeKind, to: str | None, decision: Decision | None) -> MarketOutcome:
    rule, language = one.assessment.rule_category, one.market.language
    return market_outcome(
        kind,
        one.declared,
        to,
        rule,
        in_its_language(decision, language),
        in_its_language(one.market.decision, language),
    )


def in_its_language(decision: Decision | None, language: str) -> Decision | None:
    """A decision of a market's file with plain texts marked as of the file's language, where that is not English.

    The file of a review holds what comes of many files.
    """
    if decision is None or language == "en":
        return decision
    texts = {name: getattr(decision, name) for name in ("reason", "decided_by", "reason_by")}
    return decision.model_copy(update={name: named_language(text, language) for name, text in texts.items()})


def market_outcome(
    kind: OutcomeKind,
    before: str | None,
    to: str | None = None,
    rules: str | None = None,
    decision: Decision | None = None,
    replaced: Decision | None = None,
) -> MarketOutcome:
    """An outcome of these parts."""
    data = {"outcome": kind, "from": before, "to": to, "rules": rules, "decision": decision, "replaced": replaced}
    return MarketOutcome.model_validate(data)


def _in_force(category: str) -> str | None:
    return None if category == NONE else category


def with_outcomes(minutes: Minutes, outcomes: Mapping[str, MarketOutcome]) -> Minutes:
    """The minutes with what was decided on these markets; what stood before the meeting stays what was replaced."""
    markets = dict(minutes.markets)
    for code, outcome in outcomes.items():
        earlier = markets.get(code)
        if earlier is not None:
            outcome = outcome.model_copy(update={"before": earlier.before, "replaced": earlier.replaced})
        markets[code] = outcome
    return minutes.model_copy(update={"markets": markets})


def falls(classification: Classification, one: Classified) -> bool:
    """Whether a market that hysteresis keeps falls by the review of the day: with it, there is one failure too many."""
    return one.by_hysteresis and failures_left(classification.ruleset, len(classification.failures(one.code))) == 1


def open_minutes(classification: Classification) -> Minutes:
    """What was recorded of the meeting under way, empty where nothing was."""
    return classification.project.reviews.minutes or Minutes()


def last_adopted(classification: Classification) -> Adopted:
    """The criteria and the lists that were adopted last, in the meeting under way or at a review on record.

    Markets that were recoded since are in them under their codes of today.
    """
    found = Adopted()
    reviews = classification.project.reviews.on_record(classification.as_of)
    for minutes in (*reviews, open_minutes(classification)):
        criteria, lists = minutes.adopted.criteria or found.criteria, minutes.adopted.lists or found.lists
        found = Adopted(criteria=criteria, lists=lists)
    return _of_today(found, classification)


def _of_today(adopted: Adopted, classification: Classification) -> Adopted:
    """What was adopted, with the codes that markets have today."""
    recoded, criteria = classification.project.recoded, classification.criteria
    if not recoded:
        return adopted
    then = under_codes(criteria, {new: old for old, new in recoded.items()})
    alike = adopted.criteria == AdoptedCriteria(id=criteria.id, rules_sha256=rules_fingerprint(then))
    lists = {
        name: one.model_copy(update={"members": tuple(recoded.get(code, code) for code in one.members)})
        for name, one in adopted.lists.items()
    }
    return Adopted(criteria=adopted_criteria(classification) if alike else adopted.criteria, lists=lists)


def adopted_criteria(classification: Classification) -> AdoptedCriteria:
    """The criteria in use, as they are adopted."""
    criteria = classification.criteria
    return AdoptedCriteria(id=criteria.id, rules_sha256=rules_fingerprint(criteria))


def adopted_lists(classification: Classification) -> dict[str, AdoptedList]:
    """The lists of priority markets as the criteria have them."""
    lists = classification.criteria.priority_lists
    return {name: AdoptedList(complete=one.complete, members=one.members) for name, one in lists.items()}


def older(day: str, replaced: Decision) -> bool:
    """Whether a decision of a day is surely older than the one that it is to replace."""
    taken, before = last_day(day), first_day(replaced.date)
    return taken is not None and before is not None and taken < before


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A market whose category in force is not the one assigned, so that the review cannot be closed."""

    one: Classified
    assigned: str


def unsettled(classification: Classification) -> tuple[Unsettled, ...]:
    """The markets whose category in force is not the one that they have once the review of the day is on record."""
    found = []
    for code in classification.listed():
        one = classification[code]
        assigned = one.assessment.rule_category if falls(classification, one) else one.category
        if (one.declared or NONE) != assigned:
            found.append(Unsettled(one, assigned))
    return tuple(found)


def review_of(classification: Classification, name: str, base: Classification | None, digest: str) -> Review:
    """The review of the day, closed: what was recorded, what the files say beside it, and who is kept.

    ``base`` is the list of the review before it; ``digest`` the fingerprint of the list that is kept.
    """
    minutes = open_minutes(classification)
    before = classification.project.reviews.before(classification.as_of)
    markets = dict(minutes.markets)
    for code, outcome in _not_recorded(classification, base):
        markets.setdefault(code, outcome)
    return Review.model_validate(
        {
            **{field: getattr(minutes, field) for field in Minutes.model_fields},
            "markets": dict(sorted(markets.items())),
            "name": name,
            "date": classification.as_of.isoformat(),
            "criteria": classification.criteria.id,
            "base": before.name if before is not None else None,
            "list_sha256": digest,
        }
    )


def _not_recorded(classification: Classification, base: Classification | None) -> Iterator[tuple[str, MarketOutcome]]:
    """What became of markets since the review before, as the files say; some of it no command recorded."""
    then = {} if base is None else {code: base[code] for code in base.listed()}
    for code in classification.listed():
        one = classification[code]
        before = then.pop(code, None) or then.pop(one.market.formerly or "", None)
        found = kept_by_criteria(one) if one.by_hysteresis else _became(before, one)
        if found is not None:
            yield code, found
    # What is left has no file any more, or became a member of a region.
    for code, before in then.items():
        replaced = in_its_language(before.market.decision, before.market.language)
        yield code, market_outcome("left", before.declared, replaced=replaced)


def _became(then: Classified | None, now: Classified) -> MarketOutcome | None:
    """What became of a market, of which nothing is known before its first review; none where nothing did."""
    declared, earlier = (then.declared, then.market.decision) if then is not None else (None, None)
    decision = now.market.decision
    if (declared, earlier) == (now.declared, decision):
        return None
    taken = decision != earlier
    return market_outcome(
        _kind(earlier, decision, now.declared),
        declared,
        now.declared,
        now.assessment.rule_category,
        in_its_language(decision, now.market.language) if taken else None,
        in_its_language(earlier, now.market.language) if taken else None,
    )


def _kind(earlier: Decision | None, decision: Decision | None, declared: str | None) -> OutcomeKind:
    if decision is not None and decision != earlier:
        repeated = earlier is not None and (earlier.category, earlier.reason) == (decision.category, decision.reason)
        return "renewed" if repeated else "decided"
    if decision is None and earlier is not None:
        return "withdrawn"
    return "left" if declared is None else "adopted"


def with_adopted(minutes: Minutes, adopted: Adopted) -> Minutes:
    """The minutes with criteria or lists that were adopted, beside what was before."""
    earlier = minutes.adopted
    both = Adopted(criteria=adopted.criteria or earlier.criteria, lists=adopted.lists or earlier.lists)
    return minutes.model_copy(update={"adopted": both})
