"""One catalogue (gettext) for every text that people read.

The English text is the key; ``locale/nl/LC_MESSAGES/hhmonitor.po`` holds the Dutch one beside it, and the ``.mo`` is
compiled from it with Babel (see the documentation for developers; a test keeps the two together).
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import NamedTuple

LANGUAGES = ("en", "nl")

_LOCALE_FOLDER = Path(__file__).parent / "locale"


class _Spoken(NamedTuple):
    language: str
    texts: gettext.NullTranslations


# Of each thread, and each task of asyncio, by itself: one that asks in Dutch does not change what another is told.
_spoken: ContextVar[_Spoken] = ContextVar("spoken", default=_Spoken("en", gettext.NullTranslations()))  # noqa: B039


def _texts_in(language: str) -> _Spoken:
    return _Spoken(language, gettext.translation("hhmonitor", _LOCALE_FOLDER, [language], fallback=True))


def select(language: str) -> None:
    """Put every text from here on in ``language`` (``nl`` or ``en``), in this thread."""
    _spoken.set(_texts_in(language))


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Put every text in ``language`` for as long as this lasts, and then in the one that was in use before."""
    if language == selected():
        yield
        return
    token = _spoken.set(_texts_in(language))
    try:
        yield
    finally:
        _spoken.reset(token)


def selected() -> str:
    """The language in use, ``nl`` or ``en``."""
    return _spoken.get().language


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
    return _spoken.get().texts.gettext(text)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The singular or plural text, by ``number``, in the language in use."""
    return _spoken.get().texts.ngettext(singular, plural, number)


def mark(text: str) -> str:
    """Mark a text for the catalogue where it is written, to be put through :func:`_` where it is shown."""
    return text
