"""How much is read: no file of figures is so large, and what is larger would fill the memory or never end.

The largest real file, the World Bank's whole database, is some 250 MB of text in a zip a fifth of that; its rows have
about a thousand characters.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence

from hhmonitor.findings import Finding, Place
from hhmonitor.statistics.unreadable import Unreadable

LONGEST_ROW = 1 << 20
"""Characters of one row of a table, or of one value of an answer in JSON."""
LARGEST_ENTRY = 1 << 30
"""Bytes of one file in a zip, unpacked."""
LARGEST_TOTAL = 2 << 30
"""Bytes of all files in a zip, unpacked."""
MOST_ENTRIES = 1000
"""Files in a zip."""
LARGEST_RATIO = 250
"""So many times as large as it is packed a file in a zip may be: text shrinks to a fifth, seldom to a hundredth."""
MOST_KEPT = 10_000
"""Names, or complaints, of one kind that are kept of what was read."""

# Others, of which publishers make no use, may ask for any amount of memory by themselves.
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
# What is small may shrink as much as it likes.
_SMALL = 16 << 20
_MEGABYTE = 1 << 20


def check_archive(file: str, entries: Sequence[zipfile.ZipInfo]) -> None:
    """Raise Unreadable where a zip is, by what it says of its contents, beyond the limits or packed in an odd way.

    Nothing is unpacked for it. What an entry says of its size can be relied on: no more than that is ever read of it.
    """
    total = sum(entry.file_size for entry in entries)
    if total > LARGEST_TOTAL or len(entries) > MOST_ENTRIES:
        details = {"size": _megabytes(total), "count": str(len(entries))}
        limits = {"limit": _megabytes(LARGEST_TOTAL), "most": str(MOST_ENTRIES)}
        raise Unreadable(Finding("HH633", Place(file), details | limits))
    for entry in entries:
        if entry.compress_type not in _METHODS:
            details = {"reason": f"zip, {entry.filename}: compression {entry.compress_type}"}
            raise Unreadable(Finding("HH610", Place(file), details))
        check_entry(file, entry, LARGEST_ENTRY)
        if entry.file_size > max(_SMALL, LARGEST_RATIO * entry.compress_size):
            details = {"size": _megabytes(entry.file_size), "limit": str(LARGEST_RATIO)}
            raise Unreadable(Finding("HH634", Place(f"{file}/{entry.filename}"), details))


def check_entry(file: str, entry: zipfile.ZipInfo, limit: int) -> None:
    """Raise Unreadable where a file in a zip has more bytes than the limit."""
    if entry.file_size > limit:
        details = {"size": _megabytes(entry.file_size), "limit": _megabytes(limit)}
        raise Unreadable(Finding("HH632", Place(f"{file}/{entry.filename}"), details))


def _megabytes(size: int) -> str:
    return str(-(-size // _MEGABYTE))
