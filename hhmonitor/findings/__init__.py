"""What is wrong in a file, where, and under which stable code."""

from hhmonitor.findings.codes import CODES, Code, is_error
from hhmonitor.findings.finding import MAXIMUM_FINDINGS, DataPath, Finding, Place, Position, Severity, Span
from hhmonitor.findings.suggestion import enumerated, nearest, numeral

__all__ = [
    "CODES",
    "MAXIMUM_FINDINGS",
    "Code",
    "DataPath",
    "Finding",
    "Place",
    "Position",
    "Severity",
    "Span",
    "enumerated",
    "is_error",
    "nearest",
    "numeral",
]
