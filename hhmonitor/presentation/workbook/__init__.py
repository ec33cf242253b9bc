"""The list as a workbook: what an analyst would have made of it, to filter, count and print."""

from hhmonitor.presentation.workbook.writing import EXTRA, as_workbook

__all__ = ["EXTRA", "as_workbook"]
