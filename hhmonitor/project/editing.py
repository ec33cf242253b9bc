"""Setting top-level keys of a YAML file, everything else kept to the byte: comments, layout, line ends.

A round trip through a library would lay the file out anew here and there; whole lines are replaced instead, and what
comes out is read again to make sure that the keys asked for changed and nothing else.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Mapping, Sequence

from hhmonitor.language import _
from hhmonitor.language.characters import visible
from hhmonitor.project.failure import NotWritten
from hhmonitor.yaml import Document, read_text
from hhmonitor.yaml.scalars import harmful

Value = str | Mapping[str, "Value"] | Sequence[str]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*|\d{4}(-\d{2}){1,2}")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off"})


class CannotEdit(Exception):
    """The file is laid out in a way that its keys cannot be set line by line."""


def with_keys(content: bytes, file: str, keys: Mapping[str, Value | None], *, after: Sequence[str]) -> bytes:
    """The file with these top-level keys set, or taken out where their value is none.

    A key that is not there yet comes after the last of ``after`` that is. Raises CannotEdit,
    and NotWritten where a text holds what no file may hold.
    """
    bom = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    try:
        text = content.removeprefix(bom).decode("utf-8")
    except UnicodeDecodeError:
        raise CannotEdit(file) from None
    before = _document(content, file)
    for key, value in keys.items():
        text = _with_key(text, file, key, value, after)
    changed = bom + text.encode("utf-8")
    expected = {**before.data, **keys}
    if _document(changed, file).data != _plain({key: one for key, one in expected.items() if one is not None}):
        raise CannotEdit(file)
    return changed


def _with_key(text: str, file: str, key: str, value: Value | None, after: Sequence[str]) -> str:
    document = _document(text.encode("utf-8"), file)
    lines = _LINE.findall(text)
    end = "\r\n" if "\r\n" in text else "\n"
    block = [] if value is None else [f"{line}{end}" for line in _block(key, value)]
    span = document.key_span((key,))
    if span is None:
        place = max((_last_line(document, one) for one in after if one in document.data), default=0)
        if place and not lines[place - 1].endswith(("\r", "\n")):
            lines[place - 1] += end
        return "".join((*lines[:place], *block, *lines[place:]))
    if span.start.column != 1:
        raise CannotEdit(file)
    first, last = span.start.line, _last_line(document, key)
    stays = document.value_span((key,))
    if isinstance(value, str) and stays is not None and stays.start.line == stays.end.line == first:
        # What stands behind a value on its line, such as a comment, stays.
        line = lines[first - 1]
        block = [f"{line[: stays.start.column - 1]}{_scalar(value)}{line[stays.end.column - 1 :]}"]
    return "".join((*lines[: first - 1], *block, *lines[last:]))


def _last_line(document: Document, key: str) -> int:
    span = document.value_span((key,)) or document.key_span((key,))
    assert span is not None
    return span.end.line


def _block(key: str, value: Value, indent: str = "") -> list[str]:
    """A key and its value in block style."""
    if isinstance(value, str):
        return [f"{indent}{key}: {_scalar(value)}"]
    if isinstance(value, Mapping):
        inside = (line for name, one in value.items() for line in _block(name, one, f"{indent}  "))
        return [f"{indent}{key}:", *inside]
    return [f"{indent}{key}: [{', '.join(map(_scalar, value))}]"]


def _scalar(text: str) -> str:
    """A text as YAML: as it is where nothing can be read into it, else between double quotes. Raises NotWritten."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return json.dumps(_fit_to_be_read(text), ensure_ascii=False)


def _fit_to_be_read(text: str) -> str:
    """The text, where a file may hold it. Raises NotWritten with the first character that no file of ours may hold."""
    for place, character in enumerate(text, 1):
        if "\ud800" <= character <= "\udfff":
            # Python's sign for a byte of an argument that is no text.
            message = _("nothing was written: character {place} of “{text}” is no text in UTF-8; write it anew")
        elif harmful(character):
            message = _(
                "nothing was written: character {place} of “{text}” is {character}, which cannot be seen and acts on "
                "the text or the screen; leave it out"
            )
        else:
            continue
        raise NotWritten(message.format(place=place, text=visible(text), character=f"U+{ord(character):04X}"))
    return text


def _document(content: bytes, file: str) -> Document:
    document = read_text(content, file).document
    if document is None:
        raise CannotEdit(file)
    return document


def _plain(data: object) -> object:
    """Data as reading gives it: mappings as dictionaries, sequences as lists."""
    if isinstance(data, Mapping):
        return {key: _plain(value) for key, value in data.items()}
    if isinstance(data, Sequence) and not isinstance(data, str):
        return [_plain(value) for value in data]
    return data
