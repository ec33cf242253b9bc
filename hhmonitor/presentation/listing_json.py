"""The list as JSON (FORMAT, section 5)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from hhmonitor.analysis.classification import Classification, Classified
from hhmonitor.inputs import Input
from hhmonitor.model import Criteria
from hhmonitor.presentation.names import market_name
from hhmonitor.presentation.reasons import justification
from hhmonitor.presentation.requirements import requirement_text


def as_json(classification: Classification, codes: Sequence[str]) -> str:
    """The markets with these codes, as one document."""
    root = classification.project.root
    document = {
        "criteria": classification.criteria.id,
        "as_of": classification.as_of.isoformat(),
        "root": {"path": str(root.path), "found_by": root.how},
        "markets": [market_as_data(classification[code], classification.criteria) for code in codes],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def market_as_data(one: Classified, criteria: Criteria) -> dict[str, Any]:
    """One market as plain data."""
    assessment, inputs = one.assessment, one.inputs
    return {
        "code": one.code,
        "kind": one.kind,
        "name": market_name(one.market),
        "region": one.region,
        "members": list(one.members),
        "category": one.category,
        "rule_category": assessment.rule_category,
        "possible": list(assessment.possible),
        "determined": assessment.determined,
        "candidate": assessment.candidate,
        "declared": one.declared,
        "decision": one.decision
        and {
            "category": one.decision.decision.category,
            "in_force": one.decision.in_force,
            "overdue": one.decision.overdue,
        },
        "inputs": {
            "health_system": _inputs(inputs.health_system),
            "dimensions": _inputs(inputs.dimensions),
            "themes": _inputs(inputs.themes),
            "sector_interest": _input(inputs.sector_interest),
            "trend": _input(inputs.trend),
            "attaches": _inputs(inputs.attaches),
            "priority_lists": _inputs(inputs.priority_lists),
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


def _inputs(inputs: Mapping[str, Input]) -> dict[str, Any]:
    return {name: _input(one) for name, one in inputs.items()}


def _input(one: Input) -> dict[str, Any]:
    return {"value": one.value, "basis": one.basis, "possible": list(one.possible)}
