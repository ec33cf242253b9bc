"""Sets of possible values to a category with its reasons. Knows no files, no texts, no output."""

from hhmonitor.engine.assessment import Assessment, Found, Outcome, RequirementResult, Strength
from hhmonitor.engine.ruleset import NONE, Ruleset

__all__ = ["NONE", "Assessment", "Found", "Outcome", "RequirementResult", "Ruleset", "Strength"]
