"""Setting, adding and taking out single data of a YAML file, everything else kept to the byte.

Comments, order, layout, quotation marks and ends of lines stay: a round trip through a library would lay the file out
anew here and there. Each datum is cut out or put in where it stands, in the manner of the file, and what comes out is
read again to make sure that what was asked for changed and nothing else.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from hhmonitor.findings import DataPath, Place
from hhmonitor.language import _
from hhmonitor.language.characters import visible
from hhmonitor.project.failure import NotWritten
from hhmonitor.project.key_order import key_before
from hhmonitor.yaml import Document, read_text
from hhmonitor.yaml.places import Entry
from hhmonitor.yaml.rendering import (
    SWITCHES,
    Manner,
    Value,
    Written,
    as_block,
    as_flow,
    as_item,
    block_lines,
    headed,
    manner_of,
    scalar,
    style_of,
    text_as,
)
from hhmonitor.yaml.scalars import harmful


@dataclass(frozen=True, slots=True)
class Edit:
    """A datum to set, or to take out where its value is none.

    In a list the next position after the last adds an item. What is missing on the way to the datum is made: a list
    for the position 0, a mapping for any other key.
    """

    path: DataPath
    value: Value


class CannotEdit(Exception):
    """A file is laid out so that the datum at ``place`` cannot be set without touching anything else."""

    def __init__(self, place: Place) -> None:
        super().__init__(place.file, place.path)
        self.place = place


def edited(content: bytes, file: str, edits: Sequence[Edit]) -> bytes:
    """The file with these data set, one after another.

    Raises CannotEdit, and NotWritten where a text holds what no file may hold.

    Of a mapping or a list that is set, only what differs is touched. Where the last key of a mapping or the last item
    of a list is taken out, an empty one stays.
    """
    bom = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    document, manner = None, Manner()
    changed = content
    for edit in edits:
        check_texts(edit.value)
        if document is None:
            document = _document(changed, file, edit.path)
            manner = manner if changed is not content else manner_of(document)
        for step in _steps(document.data, edit):
            assert document is not None
            present = document
            expected = _expected(present.data, step, file)
            if _same(expected, present.data):
                continue
            text = _Editor(present, manner).edited(step)
            changed = bom + text.encode("utf-8")
            document = _document(changed, file, step.path)
            if not _same(document.data, expected):
                raise CannotEdit(present.locate(Place(file, step.path)))
    if changed is not content and _new_findings(content, changed, file):
        raise CannotEdit(Place(file, edits[0].path))
    return changed


def check_texts(value: Value) -> None:
    """Make sure that a file may hold every text in a value. Raises NotWritten."""
    if isinstance(value, Mapping):
        for one in value.values():
            check_texts(one)
    elif isinstance(value, str):
        _check_text(value)
    elif isinstance(value, Sequence):
        for one in value:
            check_texts(one)


def _check_text(text: str) -> None:
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


def _document(content: bytes, file: str, path: DataPath) -> Document:
    document = read_text(content, file).document
    if document is None:
        raise CannotEdit(Place(file, path))
    return document


def _new_findings(before: bytes, after: bytes, file: str) -> bool:
    """Whether reading finds something wrong in what was written that was not wrong before."""
    one, other = (Counter(finding.code for finding in read_text(text, file).findings) for text in (before, after))
    return bool(other - one)


# What is to be done, as the data say it.


def _steps(data: object, edit: Edit) -> list[Edit]:
    """An edit as steps of which each sets, adds or takes out one thing; what stays the same is in none."""
    present: Any = data
    for part in edit.path:
        present = _child(present, part)
        if present is None:
            return [edit]
    value = edit.value
    if isinstance(value, Mapping) and isinstance(present, dict) and _shares(value, present):
        kept = {str(key): one for key, one in value.items() if one is not None}
        gone = [Edit((*edit.path, key), None) for key in present if str(key) not in kept]
        return [*gone, *(step for key, one in value.items() for step in _steps(data, Edit((*edit.path, key), one)))]
    if isinstance(value, Sequence) and not isinstance(value, str) and isinstance(present, list) and value and present:
        return _steps_in_list(data, edit.path, present, _plain(value))
    return [edit]


def _shares(value: Mapping[Any, Value], present: Mapping[Any, object]) -> bool:
    """Whether a mapping keeps any key that it has; else it is another one."""
    return bool({str(key) for key, one in value.items() if one is not None} & set(map(str, present)))


def _steps_in_list(data: object, path: DataPath, present: list[Any], value: Any) -> list[Edit]:
    """What makes one list of another, from its end to its beginning, so that positions hold."""
    steps: list[Edit] = []
    matcher = SequenceMatcher(None, [repr(one) for one in present], [repr(one) for one in value], autojunk=False)
    for _what, start, end, first, last in reversed(matcher.get_opcodes()):
        common = min(end - start, last - first)
        steps += (Edit((*path, number), None) for number in reversed(range(start + common, end)))
        steps += (_Insert((*path, start + common), value[number]) for number in reversed(range(first + common, last)))
        for number in reversed(range(common)):
            steps += _steps(data, Edit((*path, start + number), value[first + number]))
    return steps


@dataclass(frozen=True, slots=True)
class _Insert(Edit):
    """An item that comes before the one that is at its position now."""


def _expected(data: object, step: Edit, file: str) -> Any:
    """The data once a step is done. Raises CannotEdit where its path leads through what holds nothing."""
    if not step.path:
        return _plain(step.value)
    part, inside = step.path[0], type(step)(step.path[1:], step.value)
    if data is None:
        data = [] if part == 0 else {}
    if isinstance(data, list) and isinstance(part, int) and 0 <= part <= len(data):
        before, after = data[:part], data[part + 1 :]
        if inside.path or part < len(data):
            if isinstance(step, _Insert) and not inside.path:
                return [*before, _plain(step.value), *data[part:]]
            if step.value is None and not inside.path:
                return [*before, *after]
            return [*before, _expected(data[part] if part < len(data) else None, inside, file), *after]
        return data if step.value is None else [*before, _plain(step.value)]
    if isinstance(data, dict):
        key = next((one for one in data if str(one) == str(part)), part)
        if step.value is None and (key not in data or not inside.path):
            return {one: value for one, value in data.items() if one != key}
        return {**data, key: _expected(data.get(key), inside, file)}
    if step.value is None:
        return data
    raise CannotEdit(Place(file, step.path))


def _child(data: Any, part: str | int) -> Any:
    if isinstance(data, dict):
        return next((value for key, value in data.items() if str(key) == str(part)), None)
    return data[part] if isinstance(data, list) and isinstance(part, int) and 0 <= part < len(data) else None


def _plain(value: Value) -> Any:
    """Data as reading gives it: mappings as dictionaries, sequences as lists, and no key without a value."""
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items() if one is not None}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(one) for one in value]
    return value


def _same(one: object, other: object) -> bool:
    """Whether data are the same, kinds of numbers included; the order of keys means nothing."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and one == other


# How it is done in the text.


class _Editor:
    """Does one step on the text of a document."""

    def __init__(self, document: Document, manner: Manner) -> None:
        self._document = document
        self._text = document.text
        self._manner = manner

    def edited(self, step: Edit) -> str:
        """The text with the step done."""
        found = self._document.along(step.path)
        depth = len(found) - 1
        if depth == len(step.path) and not isinstance(step, _Insert):
            return self._without(found, step.path) if step.value is None else self._with(found, step.path, step.value)
        parent, path = found[: len(step.path)], step.path[: len(found)]
        value = step.value
        if not isinstance(step, _Insert):
            for part in reversed(step.path[len(found) :]):
                value = [value] if part == 0 else {part: value}
        else:
            path = step.path
        return self._added(parent, path, value)

    # Taking out

    def _without(self, found: list[Entry], path: DataPath) -> str:
        """The text without the datum at the end of a path, whose entries are given."""
        *_above, parent, entry = found
        if len(parent.inside or ()) == 1:
            return self._with(found[:-1], path[:-1], {} if isinstance(parent.inside, dict) else [])
        start, end = self._head(parent, entry), self._document.extent(entry)[1]
        flow = self._is_flow(parent)
        comma = re.compile(r"[ \t]*,").match(self._text, end) if flow else None
        behind = comma.end() if comma else end
        if self._is_first_on_line(start) and self._ends_line(behind):
            return self._without_lines(start, behind, flow)
        following = self._next(parent, entry)
        if following is not None:
            head = self._head(parent, following)
            cut = head if "#" not in self._text[behind:head] else self._line_end(behind)
            return self._text[:start] + self._text[cut:]
        if not flow:
            raise CannotEdit(self._document.locate(Place(self._document.file, path)))
        # The last of those on one line: the comma before it goes too.
        before = re.compile(r",[ \t]*\Z").search(self._text[:start])
        return self._text[: before.start() if before else start] + self._text[behind:]

    def _without_lines(self, start: int, end: int, flow: bool) -> str:
        first, last = self._line_start(start), self._line_end(end)
        after = self._after_break(last)
        if after == last and first:  # the last line, which nothing ends: the one before it takes its place
            return self._text[: len(self._text[:first].rstrip("\r\n"))]
        # Between two blank lines, one stays.
        blank = re.compile(r"[ \t]*(?:\r\n|\r|\n)")
        following = blank.match(self._text, after)
        if following and not flow and re.search(r"(?:\A|\n|\r)[ \t]*(?:\r\n|\r|\n)\Z", self._text[:first]):
            after = following.end()
        return self._text[:first] + self._text[after:]

    # Setting

    def _with(self, found: list[Entry], path: DataPath, value: Value) -> str:
        """The text with another value for the datum at the end of a path, whose entries are given."""
        entry = found[-1]
        if len(found) == 1:
            raise CannotEdit(Place(self._document.file))
        parent, name = found[-2], path[-1]
        if self._is_flow(parent):
            text = self._within_line(parent, entry, value, str(name))
            return self._unless_too_long(found[:-1], path, value, text)
        head = self._head(parent, entry)
        column = head - self._line_start(head)
        if isinstance(value, str):
            return self._put(head, entry, self._restyled(parent, entry, value, str(name), column))
        if isinstance(name, int) and isinstance(parent.inside, list):
            return self._put(head, entry, as_item(value, self._manner, column))
        return self._put(head, entry, as_block(value, self._manner, column, str(name)))

    def _restyled(self, parent: Entry, entry: Entry, text: str, name: str, column: int) -> Written:
        """A text in the style of the value that it takes the place of, as long as that suits it."""
        style, manner = style_of(self._text, entry), self._manner
        switches = self._has_switches(parent)
        is_text = entry.inside is None and entry.start.index < entry.end.index
        if not is_text:
            style = manner.style(name, text)
        elif style not in (">", "|") and column + len(name) + len(text) > manner.width:
            style = manner.long
        return text_as(text, style, manner, column, switches=switches)

    def _put(self, head: int, entry: Entry, written: Written) -> str:
        """The text with a value in block style behind the key or the dash that begins at ``head``."""
        text, manner = self._text, self._manner
        column = head - self._line_start(head)
        behind = self._behind_head(head, entry)
        rest = "".join(f"{manner.end}{' ' * column}{line}" if line else manner.end for line in written.rest)
        start, end = self._document.extent(entry)
        empty = start == end
        if empty or self._line_start(start) == self._line_start(behind):
            first = f" {written.first}" if written.first else ""
            if written.first and not empty:
                first = text[behind:start] + written.first
            end = behind if empty else end
            close = self._line_end(end)
            tail = text[end:close] or self._comment_of_header(start, entry)
            return text[:behind] + first + tail + rest + text[close:]
        close = self._line_end(end)
        if entry.inside is None and written.first:
            return text[:start] + written.first + text[end:close] + rest + text[close:]
        line_end, first_line = self._line_end(behind), self._line_start(start)
        first = f" {written.first}" if written.first else ""
        between = text[line_end : first_line - 1].rstrip("\r\n") if first_line - 1 > line_end else ""
        return text[:behind] + first + text[behind:line_end] + between + rest + text[close:]

    def _within_line(self, parent: Entry, entry: Entry, value: Value, name: str) -> str:
        """The text with another value inside braces or brackets."""
        text = self._text
        start, end = self._document.extent(entry)
        new = self._flow_text(parent, value, style_of(text, entry))
        if start < end:
            return text[:start] + new + text[end:]
        assert entry.key_end is not None
        colon = re.compile(r"\s*:").match(text, entry.key_end.index)
        behind = colon.end() if colon else entry.key_end.index
        return f"{text[:behind]}{' ' if colon else ': '}{new}{text[behind:]}"

    def _flow_text(self, parent: Entry, value: Value, style: str) -> str:
        if isinstance(value, str) and style in ("'", '"'):
            return text_as(value, style, self._manner, 0, flow=True).first
        if isinstance(value, str) and " " in value and isinstance(parent.inside, dict):
            return text_as(value, style, self._manner, 0, flow=True).first
        return as_flow(value, switches=self._has_switches(parent))

    def _unless_too_long(self, above: list[Entry], path: DataPath, value: Value, text: str) -> str:
        """A text, or, where its line has become longer than those of the file, with the braces made a block."""
        outermost = next(number for number, entry in enumerate(above) if self._is_flow(entry))
        entry = above[outermost]
        start, end = self._document.extent(entry)
        grown = end + len(text) - len(self._text)
        first = text.rfind("\n", 0, start) + 1
        one_line = not re.search(r"[\r\n]", text[first:grown])
        if not one_line or grown - first <= self._manner.width or outermost == 0 or isinstance(entry.inside, list):
            return text
        data: Any = self._document.data
        for part in path[:outermost]:
            data = _child(data, part)
        inside = _expected(data, Edit(path[outermost:], value), self._document.file)
        return self._with(above[: outermost + 1], path[:outermost], inside)

    # Adding

    def _added(self, above: list[Entry], path: DataPath, value: Value) -> str:
        """The text with a key or an item that is not there yet, in the last of the entries given."""
        parent, name = above[-1], path[-1]
        if not parent.inside:
            return self._with(above, path[:-1], [value] if isinstance(name, int) and name == 0 else {name: value})
        inside, text = parent.inside, self._text
        if isinstance(inside, list):
            assert isinstance(name, int)
            before = Entry(*inside[name - 1]) if name else None
            after = None if name else Entry(*inside[0])
        else:
            neighbour = key_before(path, list(inside))
            before = Entry(*inside[neighbour]) if neighbour is not None else None
            after = None if before else Entry(*next(iter(inside.values())))
        if self._is_flow(parent):
            style = self._manner.style(str(name), value) if isinstance(value, str) else ""
            item = (
                as_flow(value)
                if isinstance(inside, list)
                else f"{scalar(name)}: {self._flow_text(parent, value, style)}"
            )
            text = self._flow_beside(parent, before, after, item)
            return self._unless_too_long(above, path, value, text) if isinstance(inside, dict) else text
        beside = before or after
        assert beside is not None
        head = self._head(parent, beside)
        column = head - self._line_start(head)
        lines = (
            headed("-", as_item(value, self._manner, column))
            if isinstance(inside, list)
            else block_lines({name: value}, self._manner, column)
        )
        end = self._manner.end
        if before is None:
            return text[:head] + "".join(f"{line}{end}{' ' * column}" for line in lines) + text[head:]
        place, gap = self._below(parent, before, column)
        block = "".join(f"{end}{' ' * column}{line}" if line else end for line in lines)
        return text[:place] + (end if gap else "") + block + text[place:]

    def _below(self, parent: Entry, before: Entry, column: int) -> tuple[int, bool]:
        """Where the lines of an entry end, comments that are indented below it with it; and whether a blank line
        parts it, one of several lines, from the next."""
        text = self._text
        start, end = self._document.extent(before)
        if style_of(text, before) in (">", "|") and "+" in text[start : self._line_end(start)]:
            end = len(text[: before.end.index].removesuffix(self._manner.end))
        place = self._line_end(end)
        deeper = re.compile(rf"(?:\r\n|\r|\n)[ ]{{{column + 1},}}#[^\r\n]*")
        while found := deeper.match(text, place):
            place = found.end()
        following = self._next(parent, before)
        several = self._line_start(end) > self._head(parent, before)
        blank = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)").match(text, place)
        if following is None and column == 0:
            above = text[: self._line_start(self._head(parent, before))]
            blank = re.search(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)\Z", above)
        return place, several and blank is not None

    def _flow_beside(self, parent: Entry, before: Entry | None, after: Entry | None, item: str) -> str:
        """The text with an item inside braces or brackets: on a line of its own where the one before it has one."""
        text = self._text
        if before is None:
            assert after is not None
            head = self._head(parent, after)
            return f"{text[:head]}{item}, {text[head:]}"
        head, end = self._head(parent, before), self._document.extent(before)[1]
        comma = re.compile(r"[ \t]*,").match(text, end)
        behind = comma.end() if comma else end
        if not (self._is_first_on_line(head) and self._ends_line(behind)):
            return f"{text[:end]}, {item}{text[end:]}"
        close = self._line_end(behind)
        indent = text[self._line_start(head) : head]
        line = f"{self._manner.end}{indent}{item}{',' if comma else ''}"
        return text[:end] + ("" if comma else ",") + text[end:close] + line + text[close:]

    # Places in the text

    def _is_flow(self, entry: Entry) -> bool:
        return entry.inside is not None and self._text[entry.start.index : entry.start.index + 1] in ("{", "[")

    def _head(self, parent: Entry, entry: Entry) -> int:
        """Where the key of an entry begins, or the dash before an item in block style."""
        if entry.key_start is not None:
            return entry.key_start.index
        if self._is_flow(parent):
            return entry.start.index
        return self._text.rindex("-", 0, max(entry.start.index, 1)) if entry.start.index else 0

    def _behind_head(self, head: int, entry: Entry) -> int:
        """Just behind the colon of a key, or behind a dash."""
        if entry.key_end is None:
            return head + 1
        colon = re.compile(r"[ \t]*:").match(self._text, entry.key_end.index)
        if colon is None:
            raise CannotEdit(Place(self._document.file))
        return colon.end()

    def _next(self, parent: Entry, entry: Entry) -> Entry | None:
        """The entry after one in the collection that holds both."""
        raw = list(parent.inside.values() if isinstance(parent.inside, dict) else parent.inside or ())
        number = next(number for number, one in enumerate(raw) if Entry(*one) == entry)
        return Entry(*raw[number + 1]) if number + 1 < len(raw) else None

    def _has_switches(self, parent: Entry) -> bool:
        """Whether a mapping holds words such as ``no`` without quotation marks."""
        if not isinstance(parent.inside, dict):
            return False
        values = (self._text[raw[2].index : raw[3].index] for raw in parent.inside.values())
        return any(value.casefold() in SWITCHES for value in values)

    def _comment_of_header(self, start: int, entry: Entry) -> str:
        """The comment behind the sign of a folded or literal text."""
        if style_of(self._text, entry) not in (">", "|"):
            return ""
        comment = re.compile(r"[>|][-+0-9]*([ \t]+#[^\r\n]*)").match(self._text, start)
        return comment[1] if comment else ""

    def _is_first_on_line(self, index: int) -> bool:
        return not self._text[self._line_start(index) : index].strip(" ")

    def _ends_line(self, index: int) -> bool:
        """Whether nothing but a comment stands behind on its line."""
        return re.fullmatch(r"[ \t]*(?:[ \t]#.*)?", self._text[index : self._line_end(index)]) is not None

    def _line_start(self, index: int) -> int:
        return max(self._text.rfind("\n", 0, index), self._text.rfind("\r", 0, index)) + 1

    def _line_end(self, index: int) -> int:
        ends = [end for end in (self._text.find("\n", index), self._text.find("\r", index)) if end >= 0]
        return min(ends, default=len(self._text))

    def _after_break(self, index: int) -> int:
        found = re.compile(r"\r\n|\r|\n").match(self._text, index)
        return found.end() if found else index
