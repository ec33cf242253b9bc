"""Markets as plain data for programs (``docs/format.md``, *The list as JSON*)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import Any

from hhmonitor.answers.answer import Each
from hhmonitor.answers.names import market_name
from hhmonitor.answers.reasons import justification
from hhmonitor.answers.requirements import requirement_text
from hhmonitor.inputs import Input
from hhmonitor.language import selected
from hhmonitor.model import Criteria, in_language
from hhmonitor.questions.classification import Classification, Classified
from hhmonitor.questions.snapshot import evidence_as_data, rules_as_data


def list_as_data(classification: Classification, codes: Sequence[str], *, grounds: bool = False) -> dict[str, Any]:
    """The markets with these codes; with ``grounds``, what each input rests on is told too."""

    criteria = classification.criteria
    return {
        "criteria": criteria.id,
        "as_of": classification.as_of.isoformat(),
        "rules": rules_as_data(criteria),
        "markets": Each(lambda code: market_as_data(classification[code], criteria, grounds=grounds), codes),
        "evidence": evidence_as_data(classification, codes),
    }


def market_as_data(
    one: Classified, criteria: Criteria, *, grounds: bool = False, withheld: Set[str] = frozenset()
) -> dict[str, Any]:
    """One market as plain data; with ``grounds``, without figures from sources that are ``withheld``."""
    assessment, inputs = one.assessment, one.inputs

    def told(entry: Input) -> dict[str, Any]:
        return _with_grounds(entry, withheld) if grounds else _input(entry)

    def group(entries: Mapping[str, Input]) -> dict[str, Any]:
        return {name: told(entry) for name, entry in entries.items()}

    return {
        "code": one.code,
        "kind": one.kind,
        "name": market_name(one.market),
        "region": one.region,
        "members": list(one.members),
        "category": one.own_category,
        "region_category": one.region_category,
        "rule_category": assessment.rule_category,
        "possible": list(assessment.possible),
        "determined": assessment.determined,
        "candidate": assessment.candidate,
        "declared": one.declared,
        "kept": one.kept,
        "special_target": one.special_target,
        "decision": one.decision
        and {
            "category": one.decision.decision.category,
            "in_force": one.decision.in_force,
            "overdue": one.decision.overdue,
        },
        "inputs": {
            "health_system": group(inputs.health_system),
            "dimensions": group(inputs.dimensions),
            "themes": group(inputs.themes),
            "sector_interest": told(inputs.sector_interest),
            "trend": told(inputs.trend),
            "attaches": group(inputs.attaches),
            "priority_lists": group(inputs.priority_lists),
        },
        "requirements": [
            {
                "category": result.category,
                "id": result.requirement.id,
                "strength": result.strength,
                "outcome": result.outcome,
                "text": requirement_text(result, inputs, criteria),
                "reference": result.requirement.reference,
            }
            for result in assessment.requirements
        ],
        "justification": justification(one, criteria),
    }


def _input(one: Input) -> dict[str, Any]:
    return {"value": one.value, "basis": one.basis, "possible": list(one.possible)}


def _with_grounds(one: Input, withheld: Set[str]) -> dict[str, Any]:
    statement = one.statement
    return {
        **_input(one),
        "confidence": statement and statement.confidence,
        "rationale": in_language(statement.rationale, selected()) if statement else "",
        "sources": list(statement.sources) if statement else [],
        "figures": [
            {"indicator": figure.indicator, "year": figure.year, "value": figure.value, "source": figure.source}
            for figure in one.figures
            if withheld.isdisjoint(factor.source for factor in (figure.factors or (figure,)))
        ],
    }
