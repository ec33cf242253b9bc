"""The list as a workbook: what an analyst would have made of it, to filter, count and print."""

from hhmonitor.answers.workbook.writing import as_workbook

__all__ = ["as_workbook"]
