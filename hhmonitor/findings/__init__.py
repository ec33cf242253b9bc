"""What is wrong in a file, where, and under which stable code."""

from hhmonitor.findings.finding import (
    MAXIMUM_FINDINGS,
    DataPath,
    Finding,
    Place,
    Severity,
    market_of,
)
from hhmonitor.findings.mends import Mend, Move, Put, Retype, SaveAs
from hhmonitor.findings.spans import Position, Span
from hhmonitor.findings.suggestion import bare, certain, enumerated, nearest, nearest_territory, numeral, suggested

__all__ = [
    "MAXIMUM_FINDINGS",
    "DataPath",
    "Finding",
    "Mend",
    "Move",
    "Place",
    "Position",
    "Put",
    "Retype",
    "SaveAs",
    "Severity",
    "Span",
    "bare",
    "certain",
    "enumerated",
    "market_of",
    "nearest",
    "nearest_territory",
    "numeral",
    "suggested",
]
