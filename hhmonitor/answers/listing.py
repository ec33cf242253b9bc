"""The list of markets in every form."""

from __future__ import annotations

from collections.abc import Sequence

from hhmonitor.questions.classification import Classification

FORMATS = ("table", "json", "csv", "markdown")


def rendered(classification: Classification, codes: Sequence[str], form: str) -> str:
    """The markets with these codes in one of ``FORMATS``."""
    match form:
        case "json":
            from hhmonitor.answers.listing_json import as_json

            return as_json(classification, codes)
        case "csv":
            from hhmonitor.answers.listing_plain import as_csv

            return as_csv(classification, codes)
        case "markdown":
            from hhmonitor.answers.listing_plain import as_markdown

            return as_markdown(classification, codes)
        case _:
            from hhmonitor.answers.listing_table import as_table

            return as_table(classification, codes)
