"""Setting top-level keys of a YAML file, everything else kept to the byte: comments, layout, line ends.

A round trip through a library would lay the file out anew here and there; whole lines are replaced instead, and what
comes out is read again to make sure that the keys asked for changed and nothing else.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Mapping, Sequence

from hhmonitor.language import _
from hhmonitor.language.characters import visible
from hhmonitor.project.failure import NotWritten
from hhmonitor.yaml import Document, read_text
from hhmonitor.yaml.scalars import harmful

Value = str | int | float | bool | None | Mapping[str, "Value"] | Sequence["Value"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*|\d{4}(-\d{2}){1,2}")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off"})


class CannotEdit(Exception):
    """The file is laid out in a way that its keys cannot be set line by line."""


def with_keys(content: bytes, file: str, keys: Mapping[str, Value], *, after: Sequence[str]) -> bytes:
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


def as_yaml(data: Mapping[str, Value]) -> str:
    """Plain data as a whole file, in block style; what has no value is left out."""
    return "".join(f"{line}\n" for key, value in data.items() if value is not None for line in _block(key, value))


def _with_key(text: str, file: str, key: str, value: Value, after: Sequence[str]) -> str:
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


def _block(key: str, value: Value) -> list[str]:
    """A key and its value in block style; a list of single words stays on one line."""
    name = _scalar(key)
    if isinstance(value, Mapping) and value:
        inside = (line for inner, one in value.items() if one is not None for line in _block(inner, one))
        return [f"{name}:", *(f"  {line}" for line in inside)]
    if isinstance(value, Sequence) and not isinstance(value, str):
        if all(isinstance(one, str) for one in value):
            return [f"{name}: [{', '.join(map(_scalar, value))}]"]
        return [f"{name}:", *(f"  {line}" for one in value for line in _listed(one))]
    return [f"{name}: {_scalar(value)}"]


def _listed(value: Value) -> Iterator[str]:
    """One of a list of several keys each."""
    if not isinstance(value, Mapping):
        yield f"- {_scalar(value)}"
        return
    lines = [line for key, one in value.items() if one is not None for line in _block(key, one)]
    yield from (f"{'  ' if number else '- '}{line}" for number, line in enumerate(lines))


def _scalar(value: object) -> str:
    """A value as YAML: a text as it is where nothing can be read into it, else between double quotes.

    Raises NotWritten.
    """
    if not isinstance(value, str):
        return json.dumps(value)
    if _PLAIN.fullmatch(value) and value.lower() not in _WORDS:
        return value
    return json.dumps(_fit_to_be_read(value), ensure_ascii=False)


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
