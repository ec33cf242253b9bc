"""Reading a text or a file: never an exception, whatever is in it."""

from __future__ import annotations

import gc
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from hhmonitor.findings import Finding, Mend, Place, Position, Retype, Span
from hhmonitor.yaml.composing import MAXIMUM_FINDINGS, Composer, compose_quickly
from hhmonitor.yaml.decoding import decode
from hhmonitor.yaml.document import Document, Reading
from hhmonitor.yaml.places import position_after
from hhmonitor.yaml.typed import cut_off, typed_otherwise

MAXIMUM_BYTES = 1_000_000
"""Bytes of one file; the longest real file has some 15,000."""

_TAB_IN_INDENTATION = re.compile(r"(?:^|(?<=[\r\n])) *(\t)(?=[ \t]*[^ \t\r\n])")
_TABS_ALONE = re.compile(r"\t++(?! )")


def read_file(path: Path, file: str) -> Reading:
    """Read the file at ``path``, named ``file`` in findings.

    Never raises: a file that is missing, too large, not readable or not a file is a finding (HH104 to HH108).
    """
    content = content_of(path, file)
    return Reading(None, (content,)) if isinstance(content, Finding) else read_text(content, file)


def content_of(path: Path, file: str) -> bytes | Finding:
    """The bytes of a file, at most one more than are read of any, or why there are none (HH105 to HH108)."""
    try:
        # Not to wait for somebody to write: a named pipe must not hold up the run.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb", closefd=True) as stream:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return Finding("HH108", Place(file))
            return stream.read(MAXIMUM_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return Finding("HH105", Place(file))
    except OSError as error:
        if path.is_dir():
            return Finding("HH106", Place(file))
        return Finding("HH107", Place(file), {"reason": error.strerror or type(error).__name__})


def too_large(content: bytes, file: str) -> Finding | None:
    """That a file is larger than any that is read (HH104); none where it is not."""
    if len(content) <= MAXIMUM_BYTES:
        return None
    return Finding("HH104", Place(file), {"maximum": f"{MAXIMUM_BYTES // 1_000_000} MB"})


def read_text(content: bytes, file: str) -> Reading:
    """Read the bytes of a file, named ``file`` in findings. Never raises."""
    excess = too_large(content, file)
    if excess is not None:
        return Reading(None, (excess,))
    text, findings = decode(content, file)
    if text is None:
        return Reading(None, tuple(findings))
    tabs = _tabs_in_indentation(text, file)
    if tabs:
        return Reading(None, (*findings, *tabs))
    warnings = cut_off(text, file)
    with _garbage_left():
        data = None if findings else compose_quickly(text)
        if data is not None:
            return Reading(Document(file, data, text), tuple(warnings))
        composer = Composer(text, file)
        data, places = composer.compose()
    typed = typed_otherwise(text, file) if composer.findings else []
    if typed:  # whatever else was found follows from these
        return Reading(None, (*findings, *typed))
    document = None if data is None else Document(file, data, text, places)
    return Reading(document, (*findings, *composer.findings, *warnings))


@contextmanager
def _garbage_left() -> Iterator[None]:
    """Keep the collector of cycles out: reading makes none, and it would walk the growing data time and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _tabs_in_indentation(text: str, file: str) -> list[Finding]:
    """The lines that are indented with a tab; blank lines aside. Other findings would only follow from these."""
    if "\t" not in text:
        return []
    found: list[Finding] = []
    before = 0
    line = Position(1, 1)
    for match in islice(_TAB_IN_INDENTATION.finditer(text), MAXIMUM_FINDINGS):
        line = position_after(text[before : match.start()], line)
        before = match.start()
        start = Position(line.line, match.start(1) - match.start() + 1)
        place = Place(file, span=Span(start, Position(start.line, start.column + 1)))
        found.append(Finding("HH112", place, mend=_spaces(text, match.start(), start)))
    return found


def _spaces(text: str, index: int, start: Position) -> Mend | None:
    """Two spaces for each tab of an indentation; none where spaces stand beside them: nobody knows how far it goes."""
    tabs = _TABS_ALONE.match(text, index)
    return Retype("  " * len(tabs[0]), (Span(start, Position(start.line, 1 + len(tabs[0]))),)) if tabs else None
