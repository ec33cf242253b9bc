"""Places that were left open in a file: ``...`` where something is to be written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from hhmonitor.findings import MAXIMUM_FINDINGS, DataPath
from hhmonitor.yaml import Document

_MARKS = ("...", "\u2026")
_PLACEHOLDER = re.compile(r"\s{0,9}(?:https?://)?(?:\.{3}|\u2026)\s{0,9}")


def placeholders(document: Document) -> tuple[DataPath, ...]:
    """The paths of the texts that are a placeholder and no more, as many as anybody would read."""
    if not any(mark in document.text for mark in _MARKS):  # as in nearly every file
        return ()
    return tuple(islice(_left_open(document.data, ()), MAXIMUM_FINDINGS))


def _left_open(data: object, path: DataPath) -> Iterator[DataPath]:
    if isinstance(data, str):
        if _PLACEHOLDER.fullmatch(data):
            yield path
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _left_open(value, (*path, key))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from _left_open(value, (*path, place))
