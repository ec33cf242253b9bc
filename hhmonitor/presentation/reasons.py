"""Why a market has its category, in a few words and in a paragraph."""

from __future__ import annotations

from hhmonitor.analysis.classification import Classified
from hhmonitor.model import Criteria


def justification(one: Classified, criteria: Criteria) -> str:
    """One paragraph in the language in use."""
    return ""
