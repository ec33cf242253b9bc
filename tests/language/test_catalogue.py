"""Every text that people read is in the catalogue, in Dutch as in English."""

from __future__ import annotations

import ast
import gettext
import io
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import hhmonitor
from hhmonitor.language import LANGUAGES

PACKAGE = Path(hhmonitor.__file__).parent
CATALOGUE = PACKAGE / "language/locale/nl/LC_MESSAGES/hhmonitor.po"
TEXTS_ARE_IN = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "mark": None, "_m": None, "ngettext": (1, 2)}


def identity(message: str | tuple[str, ...] | list[str]) -> str | tuple[str, ...]:
    return message if isinstance(message, str) else tuple(message)


@pytest.fixture(scope="module")
def in_the_code() -> dict[str | tuple[str, ...], str]:
    """Every text of the package, with a place that has it."""
    return {
        identity(message): f"{file}:{line}"
        for folder in (PACKAGE, PACKAGE.parent / "tools")
        for file, line, message, _comments, _context in extract_from_dir(
            folder, method_map=TEXTS_ARE_IN, keywords=KEYWORDS
        )
    }


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="nl", abort_invalid=True)


def messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def translations(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def test_the_package_has_texts(in_the_code: dict[str | tuple[str, ...], str]) -> None:
    assert len(in_the_code) > 100


def test_no_text_is_out_of_the_extractor_s_sight(in_the_code: dict[str | tuple[str, ...], str]) -> None:
    """Such as one inside an f-string, which only the parser of Python finds."""
    called = {
        (argument.value, f"{path.relative_to(PACKAGE)}:{argument.lineno}")
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS
        for argument in node.args[:1]
        if isinstance(argument, ast.Constant)
    }
    seen = {text if isinstance(text, str) else text[0] for text in in_the_code}
    assert sorted(f"{place}: {text}" for text, place in called if text not in seen) == []


def test_every_text_has_its_dutch(in_the_code: dict[str | tuple[str, ...], str], catalogue: Catalog) -> None:
    done = {identity(message.id) for message in messages(catalogue) if all(translations(message))}
    missing = [f"{place}: {text!r}" for text, place in sorted(in_the_code.items(), key=str) if text not in done]
    assert not missing, "\n" + "\n".join(missing)


def test_nothing_is_left_of_texts_that_are_gone(
    in_the_code: dict[str | tuple[str, ...], str], catalogue: Catalog
) -> None:
    left = [str(message.id) for message in messages(catalogue) if identity(message.id) not in in_the_code]
    left += [str(name) for name in catalogue.obsolete]
    assert not left, "\n" + "\n".join(left)


def test_no_translation_is_a_guess(catalogue: Catalog) -> None:
    assert [str(message.id) for message in messages(catalogue) if message.fuzzy] == []


def fields(text: str) -> set[str]:
    return {name for _literal, name, _format, _conversion in string.Formatter().parse(text) if name is not None}


def test_every_translation_fills_the_same_gaps(catalogue: Catalog) -> None:
    differing = []
    for message in messages(catalogue):
        originals = [message.id] if isinstance(message.id, str) else list(message.id)
        for original, translation in zip(originals, translations(message), strict=True):
            try:
                same = fields(original) == fields(translation)
            except ValueError:
                same = original.count("{") == translation.count("{")
            if not same:
                differing.append(f"{original!r}: {translation!r}")
    assert not differing, "\n" + "\n".join(differing)


def test_translations_keep_the_spaces_and_line_ends_around_a_text(catalogue: Catalog) -> None:
    def edges(text: str) -> tuple[str, str]:
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

    differing = [
        original
        for message in messages(catalogue)
        for original in ([message.id] if isinstance(message.id, str) else message.id)
        if any(edges(original) != edges(translation) for translation in translations(message))
    ]
    assert differing == []


def test_the_compiled_catalogue_is_that_of_the_texts(catalogue: Catalog) -> None:
    fresh = io.BytesIO()
    write_mo(fresh, catalogue)
    fresh.seek(0)
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        committed = gettext.GNUTranslations(file)
    expected = gettext.GNUTranslations(fresh)
    hint = "run python -m tools.catalogue"
    assert _texts(committed) == _texts(expected), hint


def _texts(translations: gettext.GNUTranslations) -> dict[object, str]:
    catalogue: dict[object, str] = translations._catalog  # type: ignore[attr-defined]
    return {key: text for key, text in catalogue.items() if key}


def test_there_are_two_languages_and_english_is_the_key() -> None:
    assert LANGUAGES == ("en", "nl")


def test_the_dutch_says_u_throughout(catalogue: Catalog) -> None:
    familiar = re.compile(r"\b(je|jij|jou|jouw)\b", re.IGNORECASE)
    assert [text for message in messages(catalogue) for text in translations(message) if familiar.search(text)] == []
