"""Whether the list says what the criteria say, market by market, and what stands between where it does not.

The meaning of it stands in ``docs/semantics.md``, *Check*.
"""

from __future__ import annotations

from dataclasses import dataclass

from hhmonitor.checks import found
from hhmonitor.checks.looks import Listed, Standing
from hhmonitor.engine import RequirementResult
from hhmonitor.findings import DataPath, Finding, Place
from hhmonitor.model.criteria import Condition
from hhmonitor.model.walk import walk
from hhmonitor.questions.classification import Classification, Classified


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
        return self.difference is None and self.classified.region is None


def check(classification: Classification) -> tuple[Verdict, ...]:
    """Every market that declares a category, checked, in the order of their codes; members of regions must not.

    The findings are those on the category declared, and on how decisions and special targets stand; not yet located.
    """
    standing = Standing(classification)
    apart = list(found(standing))
    return tuple(
        _verdict(classification, classification[code], [one for one in apart if one.place.file == file])
        for code, file in sorted(standing.files.items())
        if classification.project.market(code).category is not None
    )


def _verdict(classification: Classification, one: Classified, others: list[Finding]) -> Verdict:
    # A member of a region has no category of its own: whatever its file declares, nothing is held against it.
    apart = one.region is None and one.declared != one.category
    difference = _difference(classification, one) if apart else None
    between = _place_of(classification, difference) if difference is not None else None
    listed = Listed(one, classification.project.files[one.code], between)
    return Verdict(one, (*found(listed), *others), difference)


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
    asked = (one.declared, one.assessment.rule_category)
    for placed in walk(classification.criteria):
        if placed.variant is not None and placed.variant.id in asked:
            return Variance(placed.variant.id, placed.condition, placed.path)
    return None


def _place_of(classification: Classification, difference: Difference) -> Place | None:
    """Where the criteria state what stands between: the first requirement, or the condition of the variant."""
    criteria = classification.criteria
    file = classification.project.files[criteria.id]
    if difference.variance is not None:
        return Place(file, difference.variance.path)
    for placed in walk(criteria) if difference.results else ():
        if placed.requirement is difference.results[0].requirement:
            return Place(file, (*placed.path, "id"))
    return None
