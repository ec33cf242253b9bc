"""Bytes to text: UTF-8 only, and none of the characters that YAML forbids."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping

from hhmonitor.findings import Finding, Place, Position, Retype, SaveAs, Span
from hhmonitor.language import mark as _m
from hhmonitor.yaml.places import position_after

REPLACEMENT = "\ufffd"
"""Stands in for a forbidden character, so that the rest can be read and every position stays as it was."""

_BYTE_ORDER_MARK = "\ufeff"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")

# Every byte that begins no forbidden character: taking these out is the quickest way to see that there is none.
_HARMLESS = bytes(
    byte for byte in range(256) if (byte >= 0x20 or byte in b"\t\n\r") and byte not in (0x7F, 0xC2, 0xE2, 0xEF)
)

_DOCUMENTS: Mapping[bytes, str] = {
    b"PK\x03\x04": _m("a document of Word or Excel, or a zip"),
    b"\xd0\xcf\x11\xe0": _m("a document of an old Word or Excel"),
    b"%PDF": _m("a PDF"),
    b"{\\rtf": _m("a document in RTF"),
}
"""How documents begin that are no text, whatever their name says."""

# Bytes above ASCII that Windows-1252 gives no character.
_UNDEFINED_IN_WINDOWS = b"\x81\x8d\x8f\x90\x9d"


def decode(content: bytes, file: str) -> tuple[str | None, list[Finding]]:
    """The text of ``content``, or None where it is no UTF-8, with what is wrong.

    A byte order mark at the start is left out. Forbidden characters are replaced by U+FFFD.
    """
    for beginning, sort in _DOCUMENTS.items():
        if content.startswith(beginning):
            return None, [Finding("HH141", Place(file), {"sort": sort})]
    if _looks_like_utf_16(content):
        return None, [Finding("HH102", _place_at(file, "", 0), mend=_from_utf_16(content))]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [_undecodable(content, error.start, file)]
    if not content.translate(None, _HARMLESS) or not _FORBIDDEN.search(text):
        return text, []
    return _FORBIDDEN.sub(REPLACEMENT, text), _forbidden_characters(text, file)


def _looks_like_utf_16(content: bytes) -> bool:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    # Without a mark: western text has a zero in every second byte.
    half = len(content) // 2
    return half > 1 and max(content[0::2].count(0), content[1::2].count(0)) > 0.7 * half


def _from_utf_16(content: bytes) -> SaveAs | None:
    """The encoding of what begins with a mark that says so."""
    return SaveAs("utf-16") if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else None


def _undecodable(content: bytes, index: int, file: str) -> Finding:
    byte = content[index]
    place = _place_at(file, content[:index].decode("utf-8-sig", "replace"), 1)
    if _looks_like_windows(content):
        character = bytes([byte]).decode("cp1252")
        return Finding("HH103", place, {"byte": f"0x{byte:02X}", "character": character}, mend=SaveAs("cp1252"))
    return Finding("HH101", place, {"byte": f"0x{byte:02X}"})


def _looks_like_windows(content: bytes) -> bool:
    """Whether the text is in Windows-1252, of which Latin-1 text is a part: single bytes above ASCII, none of UTF-8."""
    return (
        content.decode("utf-8", "ignore").isascii()
        and 0 not in content
        and not any(byte in content for byte in _UNDEFINED_IN_WINDOWS)
    )


def _forbidden_characters(text: str, file: str) -> list[Finding]:
    """One finding for each forbidden character, at its first place."""
    first: dict[str, int] = {}
    for match in _FORBIDDEN.finditer(text):
        first.setdefault(match.group(), match.start())
    return [
        Finding(
            "HH110" if character == _BYTE_ORDER_MARK else "HH111",
            _place_at(file, text[:index], 1),
            {"character": f"U+{ord(character):04X}", "count": str(text.count(character))},
            mend=Retype("") if character == _BYTE_ORDER_MARK else None,
        )
        for character, index in first.items()
    ]


def _place_at(file: str, before: str, width: int) -> Place:
    start = position_after(before)
    return Place(file, span=Span(start, Position(start.line, start.column + width)))
