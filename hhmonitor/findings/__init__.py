"""What is wrong in a file, where, and under which stable code."""

from hhmonitor.findings.codes import CODES, Code, is_error
from hhmonitor.findings.finding import DataPath, Finding, Place, Position, Severity, Span
from hhmonitor.findings.suggestion import nearest

__all__ = [
    "CODES",
    "Code",
    "DataPath",
    "Finding",
    "Place",
    "Position",
    "Severity",
    "Span",
    "is_error",
    "nearest",
]
