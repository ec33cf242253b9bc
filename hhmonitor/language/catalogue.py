"""One catalogue (gettext) for every text that people read.

The English text is the key; ``locale/nl/LC_MESSAGES/hhmonitor.po`` holds the Dutch one beside it, and the ``.mo`` is
compiled from it with Babel (see the documentation for developers; a test keeps the two together).
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

LANGUAGES = ("en", "nl")

_LOCALE_FOLDER = Path(__file__).parent / "locale"
_current: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def select(language: str) -> None:
    """Put every text from here on in ``language`` (``nl`` or ``en``)."""
    global _current, _language
    _language = language
    _current = gettext.translation("hhmonitor", _LOCALE_FOLDER, [language], fallback=True)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Every text in ``language`` for as long as this lasts, and then again in the one that was in use."""
    before = _language
    select(language)
    try:
        yield
    finally:
        select(before)


def selected() -> str:
    """The language in use, ``nl`` or ``en``."""
    return _language


def preferred(arguments: Sequence[str]) -> str:
    """The language asked for: ``--lang`` among the arguments, else the locale of the environment, else English."""
    for position, argument in enumerate(arguments):
        asked = None
        if argument == "--lang" and position + 1 < len(arguments):
            asked = arguments[position + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
        if asked in LANGUAGES:
            return asked
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable)
        if value:
            return "nl" if value.lower().startswith("nl") else "en"
    return "en"


def _(text: str) -> str:
    """``text`` in the language in use."""
    return _current.gettext(text)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The singular or plural text, by ``number``, in the language in use."""
    return _current.ngettext(singular, plural, number)


def mark(text: str) -> str:
    """Mark a text for the catalogue where it is written, to be put through :func:`_` where it is shown."""
    return text
