"""Sets of possible values to a category with its reasons. Knows no files, no texts, no output."""

from hhmonitor.rules.assessment import Assessment, Found, Outcome, RequirementResult, Strength
from hhmonitor.rules.ruleset import NONE, Ruleset

__all__ = ["NONE", "Assessment", "Found", "Outcome", "RequirementResult", "Ruleset", "Strength"]
