"""Findings as text: where, what, the line it is about, and what explains it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from hhmonitor.checks import CODES
from hhmonitor.findings import Finding, Place, Severity
from hhmonitor.language import _

_LINE_END = re.compile("\r\n|\r|\n")


def message(finding: Finding) -> str:
    """What a finding says, in the language in use, with the nearest valid word where there is one."""
    template = _(CODES[finding.code].message)
    text = template.format_map(_Details(finding.details))
    suggestion = finding.details.get("suggestion")
    return text + (_("; did you mean “{suggestion}”?").format(suggestion=suggestion) if suggestion else "")


_WORDS_OF_OURS = {"what", "sort"}
"""Details that are words of the program; all others are quoted from files and stay as they are."""


class _Details(dict[str, str]):
    """The details of a finding, with the words of the program in the language in use."""

    def __getitem__(self, key: str) -> str:
        value = super().__getitem__(key)
        return visible(_(value) if key in _WORDS_OF_OURS else value)

    def __missing__(self, key: str) -> str:
        return "?"


def severity(finding: Finding, *, strict: bool = False) -> str:
    """``error``, ``warning`` or ``note``, in the language in use; ``strict`` makes an error of every warning."""
    given = CODES[finding.code].severity
    return severity_word(Severity.ERROR if strict and given is Severity.WARNING else given)


def severity_word(given: Severity) -> str:
    """A severity in the language in use."""
    return {Severity.ERROR: _("error"), Severity.WARNING: _("warning"), Severity.NOTE: _("note")}[given]


def where(place: Place) -> str:
    """``file:line:column``, as far as they are known."""
    file = visible(place.file)
    return f"{file}:{place.span.start.line}:{place.span.start.column}" if place.span else file


def visible(text: str) -> str:
    """Text that a terminal can be trusted with: what is not printable, such as an escape, stands as ``U+FFFD``."""
    return "".join(one if one.isprintable() or one == "\t" else "\ufffd" for one in text)


def findings_as_text(findings: Sequence[Finding], root: Path, *, strict: bool = False) -> str:
    """All findings, each with its excerpt; the files are read again from ``root``."""
    lines: dict[str, list[str]] = {}
    parts = []
    for finding in findings:
        parts.append(f"{where(finding.place)}: {severity(finding, strict=strict)} {finding.code}: {message(finding)}")
        parts += _excerpt(finding.place, root, lines)
        if finding.related is not None:
            parts.append(f"  {where(finding.related)}: {_(finding.related_label)}")
            parts += _excerpt(finding.related, root, lines)
    return "".join(f"{part}\n" for part in parts)


def _excerpt(place: Place, root: Path, lines: dict[str, list[str]]) -> Iterator[str]:
    """The line that a place is in, with carets under the stretch that is meant."""
    if place.span is None:
        return
    if place.file not in lines:
        lines[place.file] = _lines(root / place.file)
    start, end = place.span.start, place.span.end
    if not 1 <= start.line <= len(lines[place.file]):
        return
    line = lines[place.file][start.line - 1]
    until = end.column if end.line == start.line else len(line) + 1
    gutter = str(start.line)
    begin, width = start.column - 1, max(1, until - start.column)
    if len(line) > 160:
        cut = max(0, begin - 60)
        line, begin, width = line[cut : cut + 120], begin - cut, min(width, 120)
    line = visible(line)
    yield f"  {gutter} | {line}".rstrip()
    yield f"  {' ' * len(gutter)} | {_blank(line[:begin])}{'^' * width}"


def _blank(text: str) -> str:
    return "".join("\t" if character == "\t" else " " for character in text)


def _lines(path: Path) -> list[str]:
    try:
        return _LINE_END.split(path.read_bytes().decode("utf-8-sig", errors="replace"))
    except OSError:
        return []
