"""What a person can see of a text: nothing that steers a terminal, reorders a line or cannot be written in XML."""

from __future__ import annotations

_JOINERS = "\u200c\u200d"
"""Joiners that some scripts need within words."""


def visible(text: str) -> str:
    """The text with ``U+FFFD`` for every character that is not printable, but for tabs and the joiners of scripts."""
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() or one == "\t" or one in _JOINERS else "\ufffd" for one in text)
