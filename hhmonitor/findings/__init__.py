"""What is wrong in a file, where, and under which stable code."""

from hhmonitor.findings.finding import (
    MAXIMUM_FINDINGS,
    DataPath,
    Finding,
    Place,
    Position,
    Severity,
    Span,
    market_of,
)
from hhmonitor.findings.suggestion import enumerated, nearest, nearest_territory, numeral, suggested

__all__ = [
    "MAXIMUM_FINDINGS",
    "DataPath",
    "Finding",
    "Place",
    "Position",
    "Severity",
    "Span",
    "enumerated",
    "market_of",
    "nearest",
    "nearest_territory",
    "numeral",
    "suggested",
]
