"""What of that which was found has one right answer, and what becomes of the files with it; writes nothing.

Each mend is tried by itself on the text of its file, which is then looked at anew: it stays where what it mends is gone
and nothing else is found that was not found before, save inside of what was mended or because more of the file can be
understood now. So one mend may bring another to light, as a tab may hide a misspelt word.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath

from hhmonitor.checks import is_error
from hhmonitor.findings import Finding, Move, Put, Retype, SaveAs, Span
from hhmonitor.project import Contents
from hhmonitor.project.changes import Change
from hhmonitor.project.editing import CannotEdit, Edit, edited
from hhmonitor.project.failure import NotWritten
from hhmonitor.project.kinds import FOLDER_OF, Kind
from hhmonitor.project.recording import content_of
from hhmonitor.questions.validation import found_alone
from hhmonitor.yaml import Document, read_text

_MOST_TRIED = 400
"""Mends of one file that are tried: twice as many as findings on it are told."""

_KINDS: Mapping[tuple[str, ...], Kind] = {tuple(folder.split("/")): kind for kind, folder in FOLDER_OF.items()}
"""The kind of file that stands in a folder. Reviews are not among them: what was closed is never changed."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What becomes of files, and which findings are mended by it.

    ``formerly`` has what files that get another name were called, by the new one.
    """

    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    formerly: Mapping[str, str]


def mendable(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that one right answer would mend, in files that people write."""
    return [one for one in findings if one.mend is not None and _kind_of_file(one.place.file) is not None]


def mended(findings: Iterable[Finding], beside: Contents, today: date) -> Mended:
    """What becomes of the files of a project where what has one right answer is mended.

    ``findings`` are those on its files, located; a date after ``today`` lies in the future. Raises ChangedMeanwhile
    where a file is gone, and NotWritten where one cannot be read.
    """
    by_file: dict[str, list[Finding]] = {}
    for one in mendable(findings):
        by_file.setdefault(one.place.file, []).append(one)
    changes: list[Change] = []
    done: list[Finding] = []
    for file, found in by_file.items():
        made, which = _mended_file(file, found, beside, today)
        changes += made
        done += which
    moves = {one.mend.file: one.place.file for one in done if isinstance(one.mend, Move)}
    return Mended(tuple(changes), tuple(done), moves)


def _mended_file(
    file: str, found: list[Finding], beside: Contents, today: date
) -> tuple[Iterable[Change], list[Finding]]:
    before = content_of(beside.root.path / file, file)
    move = next((one for one in found if isinstance(one.mend, Move)), None)
    target = move.mend.file if move is not None and isinstance(move.mend, Move) else file
    kind = _kind_of_file(target)
    if kind is None or (target != file and (beside.root.path / target).exists()):
        return [], []
    last, done = _mends_tried(_State(before, target, kind, beside, today), None if move is not None else found)
    if move is not None:
        # Whoever joins the list brings no fault into it.
        if any(map(is_error, last.findings)):
            return [], []
        return [Change(file, before, None), Change(target, None, last.content)], [move, *done]
    return ([Change(file, before, last.content)], done) if done else ([], [])


@dataclass(frozen=True)
class _State:
    """A file as it could be."""

    content: bytes
    file: str
    kind: Kind
    beside: Contents
    today: date

    @cached_property
    def document(self) -> Document | None:
        return read_text(self.content, self.file).document

    @cached_property
    def _looked_at(self) -> tuple[int, list[Finding]]:
        understood, found = found_alone(read_text(self.content, self.file), self.kind, self.beside, self.today)
        document = self.document
        if document is not None:
            found = [replace(one, place=document.locate(one.place)) for one in found]
        return understood, found

    @property
    def understood(self) -> int:
        return self._looked_at[0]

    @property
    def findings(self) -> list[Finding]:
        return self._looked_at[1]

    def with_mend(self, finding: Finding) -> _State | None:
        """The file with a finding mended; none where that cannot be done without touching anything else."""
        match finding.mend:
            case Put(value):
                try:
                    after = edited(self.content, self.file, [Edit(finding.place.path, value)])
                except (CannotEdit, NotWritten):
                    return None
            case Retype(text, at):
                spans = at or ((finding.place.span,) if finding.place.span is not None else ())
                after = _retyped(self.content, spans, text)
            case SaveAs(encoding):
                after = self.content.decode(encoding).encode()
            case _:
                return None
        return replace(self, content=after)


def _mends_tried(first: _State, asked: Iterable[Finding] | None) -> tuple[_State, list[Finding]]:
    """A file with what can be mended of it, and the findings that are: those ``asked``, and what they bring to light.

    Without any asked all that can be is mended.
    """
    state, done = first, list[Finding]()
    tried = set() if asked is None else set(map(_identity, first.findings)) - set(map(_identity, asked))
    while len(tried) < _MOST_TRIED:
        finding = next((one for one in state.findings if one.mend is not None and _identity(one) not in tried), None)
        if finding is None:
            break
        tried.add(_identity(finding))
        after = state.with_mend(finding)
        if after is not None and _is_better(state, after, finding):
            state = after
            done.append(finding)
    better = (state.understood, -len(state.findings)) > (first.understood, -len(first.findings))
    return (state, done) if better else (first, [])


def _is_better(before: _State, after: _State, mended: Finding) -> bool:
    """Whether what was mended is gone, and nothing was found for it that has nothing to do with it."""
    if after.understood != before.understood:
        return after.understood > before.understood
    gone = _identity(mended) not in set(map(_identity, after.findings))
    if not after.understood:
        return gone
    known = {*map(_identity, before.findings)}
    path = mended.place.path[:-1] if mended.place.on_key else mended.place.path
    new = (one for one in after.findings if _identity(one) not in known)
    return gone and all(one.place.path[: len(path)] == path for one in new)


def _identity(finding: Finding) -> tuple[object, ...]:
    """What makes a finding the same after something else was mended: its place in the data, else in the text."""
    path = finding.place.path
    where = path or finding.place.span
    return finding.code, where, finding.place.on_key, tuple(sorted(finding.details.items()))


def _retyped(content: bytes, spans: Iterable[Span], text: str) -> bytes:
    """A file with other text in stretches of it."""
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    written = content.decode("utf-8-sig")
    starts = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", written))]
    for span in sorted(spans, reverse=True):
        begin, end = (starts[place.line - 1] + place.column - 1 for place in (span.start, span.end))
        written = written[:begin] + text + written[end:]
    return mark + written.encode()


def _kind_of_file(file: str) -> Kind | None:
    """The kind of a file, by its folder; none for what is no market and no criteria."""
    folders = PurePosixPath(file).parent.parts
    return next((kind for names, kind in _KINDS.items() if folders[-len(names) :] == names), None)
