"""The list of markets in every form."""

from __future__ import annotations

from collections.abc import Sequence

from hhmonitor.analysis.classification import Classification

FORMATS = ("table", "json", "csv", "markdown")


def rendered(classification: Classification, codes: Sequence[str], form: str, *, to_file: bool = False) -> str:
    """The markets with these codes in one of ``FORMATS``."""
    from hhmonitor.presentation import listing_json

    return listing_json.as_json(classification, codes)
