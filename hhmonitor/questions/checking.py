"""Whether the list says what the criteria say, and whether decisions and special targets hold.

The meaning of it stands in ``docs/semantics.md``, *Check*.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hhmonitor.engine import NONE, RequirementResult
from hhmonitor.findings import DataPath, Finding, Place
from hhmonitor.language import mark
from hhmonitor.model import first_day, last_day
from hhmonitor.model.criteria import Condition, SpecialTargets
from hhmonitor.questions.classification import Classification, Classified

THE_REQUIREMENT = mark("the requirement between them")
THE_DECISION = mark("the decision")


@dataclass(frozen=True, slots=True)
class Variance:
    """What tells the variants of one category apart for a market: the variant and the condition on it."""

    variant: str
    when: Condition
    path: DataPath


@dataclass(frozen=True, slots=True)
class Difference:
    """What stands between the category declared and the one that the rules give.

    ``better`` says whether the declared one is the better of the two: then ``results`` are the requirements of it that
    the market does not surely meet; else they are those of the category that the rules give, all met. Within one
    category it is a ``variance``. Nothing stands between where the two are the same.
    """

    better: bool = False
    results: tuple[RequirementResult, ...] = ()
    variance: Variance | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """One market of the list, checked: what was found on it, and for a mismatch what stands between."""

    classified: Classified
    findings: tuple[Finding, ...]
    difference: Difference | None = None

    @property
    def agrees(self) -> bool:
        """Whether the category declared is the one assigned."""
        return self.difference is None


def check(classification: Classification) -> tuple[Verdict, ...]:
    """Every market that declares a category, checked, in the order of their codes.

    The findings are HH401 or HH402 for another category than the one assigned, HH403 for an undetermined one, and those
    of :func:`standing`; they are not yet located.
    """
    apart = standing(classification)
    return tuple(
        _verdict(classification, classification[code], [one for one in apart if one.place.file == file])
        for code, file in sorted(_files(classification).items())
        if classification.project.market(code).category is not None
    )


def _files(classification: Classification) -> dict[str, str]:
    project = classification.project
    return {code: project.files[code] for code in (*project.countries, *project.regions)}


def _verdict(classification: Classification, one: Classified, others: list[Finding]) -> Verdict:
    file = classification.project.files[one.code]
    place = Place(file, ("category",))
    findings: list[Finding] = []
    difference = None
    words = {"code": one.code, "declared": str(one.declared), "assigned": one.category}
    if one.declared != one.category:
        difference = _difference(classification, one)
        if one.by_decision:
            related = Place(file, ("decision", "category"))
            findings.append(Finding("HH402", place, words, related, THE_DECISION))
        else:
            requirement = _place_of(classification, difference)
            label = THE_REQUIREMENT if requirement else ""
            findings.append(Finding("HH401", place, words, requirement, label))
    if not one.assessment.determined:
        findings.append(Finding("HH403", place, words | {"possible": " ".join(one.assessment.possible)}))
    return Verdict(one, (*findings, *others), difference)


def _difference(classification: Classification, one: Classified) -> Difference:
    """What stands between the category declared and that of the rules."""
    ruleset, given = classification.ruleset, one.assessment.rule_category
    declared = str(one.declared)
    if declared == given:
        return Difference()
    rank, given_rank = ruleset.rank(declared), ruleset.rank(given)
    if rank == given_rank:
        return Difference(ruleset.order[declared] < ruleset.order[given], variance=_variance(classification, one))
    results = one.assessment.requirements
    if rank > given_rank:
        asked = classification.criteria.categories[given_rank].id
        return Difference(False, tuple(result for result in results if result.category == asked))
    asked = classification.criteria.categories[rank].id
    failing = [result for result in results if result.category == asked and result.outcome != "met"]
    required = [result for result in failing if result.strength == "required"]
    return Difference(True, tuple(required or failing))


def _variance(classification: Classification, one: Classified) -> Variance | None:
    """The condition of the first variant, of the one declared and the one given, that has one."""
    for number, category in enumerate(classification.criteria.categories):
        for place, variant in enumerate(category.variants):
            if variant.id in (one.declared, one.assessment.rule_category) and variant.when is not None:
                return Variance(variant.id, variant.when, ("categories", number, "variants", place, "when"))
    return None


def _place_of(classification: Classification, difference: Difference) -> Place | None:
    """Where the criteria state what stands between: the first requirement, or the condition of the variant."""
    criteria = classification.criteria
    file = classification.project.files[criteria.id]
    if difference.variance is not None:
        return Place(file, difference.variance.path)
    for number, category in enumerate(criteria.categories):
        for key, requirements in (("requires", category.requires), ("prefers", category.prefers)):
            for place, requirement in enumerate(requirements):
                if difference.results and requirement is difference.results[0].requirement:
                    return Place(file, ("categories", number, key, place, "id"))
    return None


def standing(classification: Classification) -> list[Finding]:
    """Decisions that are superfluous, overdue or still to come, and special target markets against the rules for them.

    Not yet located. Only markets that have a decision or are a special target are classified for it.
    """
    findings: list[Finding] = []
    files = _files(classification)
    for code, file in files.items():
        market = classification.project.market(code)
        if market.decision is not None:
            findings += _decision(classification[code], file, classification.as_of)
        if market.special_target is not None:
            findings += _special_target(classification, code, file)
    findings += _crowding(classification, files)
    return findings


def _decision(one: Classified, file: str, as_of: date) -> Iterator[Finding]:
    assert one.decision is not None
    decision = one.decision.decision
    if decision.category == one.assessment.rule_category:
        yield Finding("HH404", Place(file, ("decision", "category")), {"category": decision.category})
    if one.decision.overdue:
        yield Finding("HH405", Place(file, ("decision", "review_by")), {"review_by": str(decision.review_by)})
    if not one.decision.in_force:
        yield Finding("HH409", Place(file, ("decision", "date")), {"day": decision.date})


def _special_target(classification: Classification, code: str, file: str) -> Iterator[Finding]:
    """A special target market that has not ended is in one of the categories that they are chosen from."""
    market, ruleset = classification.project.market(code), classification.ruleset
    rules = classification.criteria.special_targets or SpecialTargets(at_most=3)
    assert market.special_target is not None
    until = last_day(market.special_target.until)
    if not rules.from_categories or (until is not None and until < classification.as_of):
        return
    category = classification[code].category
    if category == NONE or ruleset.rank(category) not in map(ruleset.rank, rules.from_categories):
        details = {"known": ", ".join(rules.from_categories), "category": category}
        yield Finding("HH406", Place(file, ("special_target",), on_key=True), details)


def _crowding(classification: Classification, files: dict[str, str]) -> Iterator[Finding]:
    """At no time are there more special target markets than may be: the ones that came last are one too many."""
    maximum = (classification.criteria.special_targets or SpecialTargets(at_most=3)).at_most
    periods = []
    for code in files:
        special = classification.project.market(code).special_target
        if special is not None:
            periods.append((first_day(special.since) or date.min, code, last_day(special.until) or date.max))
    running: list[date] = []
    for begins, code, ends in sorted(periods):
        running = [one for one in running if one >= begins]
        running.append(ends)
        if len(running) > maximum:
            details = {"number": str(len(running)), "maximum": str(maximum), "day": begins.isoformat()}
            yield Finding("HH407", Place(files[code], ("special_target",), on_key=True), details)
