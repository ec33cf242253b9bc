"""Findings in words: where, what, the line it is about, and what explains it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePath

from hhmonitor.answers.blocks import Block, Code, Mark, Paragraph, Verbatim
from hhmonitor.checks import CODES
from hhmonitor.findings import Finding, Place, Severity
from hhmonitor.language import _, ngettext
from hhmonitor.language.characters import visible

_LINE_END = re.compile("\r\n|\r|\n")
_LARGEST_SHOWN = 16 << 20


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


def severity_word(given: Severity) -> str:
    """A severity in the language in use."""
    return {Severity.ERROR: _("error"), Severity.WARNING: _("warning"), Severity.NOTE: _("note")}[given]


def severity_mark(given: Severity) -> Mark:
    """A severity in its colour."""
    return Mark(severity_word(given), str(given), severity_word(given))


def usual_severity(finding: Finding) -> Severity:
    """How bad a finding is by its code."""
    return CODES[finding.code].severity


def where(place: Place) -> str:
    """``file:line:column``, as far as they are known."""
    file = visible(place.file)
    return f"{file}:{place.span.start.line}:{place.span.start.column}" if place.span else file


def how_often(findings: Sequence[Finding]) -> str:
    """In how many markets or files findings stand, and how many there are where that is another number."""
    files = {finding.place.file for finding in findings}
    number = len(files)
    text = (
        ngettext("{number} market", "{number} markets", number)
        if all(map(_is_of_a_market, files))
        else ngettext("{number} file", "{number} files", number)
    ).format(number=number)
    if number == len(findings):
        return text
    times = ngettext("{number} time", "{number} times", len(findings)).format(number=len(findings))
    return _("{times} in {places}").format(times=times, places=text)


def _is_of_a_market(file: str) -> bool:
    """Whether a file is that of a market: one of ``countries/`` or its ``regions/``, and none of the figures."""
    folder = PurePath(file).parent.name
    return file.endswith(".yaml") and folder in ("countries", "regions")


def finding_blocks(
    findings: Iterable[Finding], root: Path, severity: Callable[[Finding], Severity] = usual_severity
) -> Iterator[Block]:
    """All findings, each with the lines that it is about; the files are read again from ``root``."""
    read: dict[str, list[str]] = {}
    for finding in findings:
        place, mark = Code(where(finding.place)), severity_mark(severity(finding))
        yield Paragraph([place, ": ", mark, f" {finding.code}: {message(finding)}"], "finding")
        lines = list(_excerpt(finding.place, root, read))
        if finding.related is not None:
            lines.append(f"{where(finding.related)}: {_(finding.related_label)}")
            lines += _excerpt(finding.related, root, read)
        if lines:
            yield Verbatim("\n".join(lines))


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
    yield f"{gutter} | {line}".rstrip()
    yield f"{' ' * len(gutter)} | {_blank(line[:begin])}{'^' * width}"


def _blank(text: str) -> str:
    return "".join("\t" if character == "\t" else " " for character in text)


def _lines(path: Path) -> list[str]:
    """The lines of a file; none of one that is not there, or too large to be read for a line of it."""
    try:
        if path.stat().st_size > _LARGEST_SHOWN:
            return []
        return _LINE_END.split(path.read_bytes().decode("utf-8-sig", errors="replace"))
    except OSError:
        return []
