"""What is wrong in a file, where, and under which stable code."""

from hhmonitor.findings.finding import DataPath, Finding, Place, Position, Severity, Span
from hhmonitor.findings.suggestion import nearest

__all__ = ["DataPath", "Finding", "Place", "Position", "Severity", "Span", "nearest"]
