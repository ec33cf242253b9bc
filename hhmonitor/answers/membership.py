"""A region and its members in words: what a majority comes to, and how the region follows from its members."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from hhmonitor.answers.blocks import Block, Paragraph
from hhmonitor.answers.names import market_name
from hhmonitor.answers.words import category_word, value_word
from hhmonitor.inputs import Input
from hhmonitor.language import _
from hhmonitor.language.numbers import listing
from hhmonitor.model import Criteria
from hhmonitor.questions.classification import Classification, Classified


def minority_text(criteria: Criteria, entry: Input, members: Sequence[Input]) -> str:
    """What a characteristic is that most members do not have, such as “not positive in most members (mixed in 5 of 6)”.

    ``members`` is the same input of each member. Empty where the region's value is anything else: its own judgement,
    not by majority, positive, or open.
    """
    by_majority = entry.basis == "members" and criteria.regions.health_system == "majority"
    if not (by_majority and entry.path.startswith("health_system.") and entry.value == "negative"):
        return ""
    found = Counter(member.value for member in members)
    others = [
        _("{value} in {number} of {total}").format(value=value_word(value), number=found[value], total=len(members))
        for value in ("mixed", "negative", "unknown")
        if found[value]
    ]
    return _("not positive in most members ({others})").format(others=", ".join(others))


def profiles_told(classification: Classification, markets: Iterable[Classified]) -> Iterator[Block]:
    """Of the members of regions among these markets: that what is told of them is a profile, and no category."""
    members = [
        _("{market} ({category} through {region})").format(
            market=market_name(one.market),
            category=category_word(one.category),
            region=market_name(classification.project.market(one.region)),
        )
        for one in markets
        if one.region is not None
    ]
    if members:
        text = _(
            "{markets}: a member of a region has the category of that region; what is told of it here is its profile, "
            "the category that the rules would give it alone."
        )
        yield Paragraph(text.format(markets=listing(members)))


def region_rules(criteria: Criteria) -> str:
    """How a region's inputs follow from its members', in a sentence."""
    rules = criteria.regions
    level = _("the highest level that at least half of the members reach")
    groups = {
        "health_system": (
            _("characteristics"),
            _("positive where at least half of the members are, otherwise negative"),
        ),
        "dimensions": (_("dimensions"), level),
        "themes": (_("themes"), level),
        "sector_interest": (_("interest from the sector"), level),
        "trend": (_("trend"), _("what most members have (a tie is stable)")),
        "attaches": (_("attachés"), _("there where at least half of the members have one")),
    }
    by_rule: dict[str, list[str]] = {}
    for group, (name, majority) in groups.items():
        rule = majority if getattr(rules, group) == "majority" else _("the best that any member has")
        by_rule.setdefault(rule, []).append(name)
    told = [_("{inputs}: {rule}").format(inputs=listing(names), rule=rule) for rule, names in by_rule.items()]
    return _("What the region's own file says wins; otherwise {rules}.").format(rules="; ".join(told))
