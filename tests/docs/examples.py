"""The examples in the guides, as they can be run.

A block of ``console`` holds commands after ``$``, each with what it answers beneath it; ``…`` on a line of its own
stands for lines left out, ``(exit status 1)`` at the end for an exit status other than 0. A block of ``yaml`` or
``toml`` after the comment ``<!-- file: countries/PT.yaml -->`` is that file of the project. Inside a line ``…`` stands
for anything. A block of ``pycon`` is a session of Python.
The comment ``<!-- change countries/PT.yaml: this => that -->`` before a block changes a file that is there. A table
after the comment ``<!-- fill spain.xlsx -->`` is filled into that form: in each row a cell and its content.
Everything in one guide happens in one copy of the shipped project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook

_BLOCK = re.compile(r"(?:<!-- (?P<note>[^\n]*?) -->\n+)?```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
_FILL = re.compile(r"<!-- fill (?P<file>\S+) -->\n\n(?P<table>(?:\|[^\n]*\n)+)")
_CELL = re.compile(r"\| `(?P<sheet>[^`!]+)!(?P<cell>[A-Z]+\d+)` \| (?P<content>.*?) \|")
_CHANGE = re.compile(r"change (?P<file>\S+): (?P<old>.*) => (?P<new>.*)")
_STATUS = re.compile(r"\((?:exit status|exitstatus) (?P<status>\d+)\)")
LEFT_OUT = "…"


@dataclass(frozen=True)
class Write:
    """A file to put in place."""

    file: str
    text: str


@dataclass(frozen=True)
class Change:
    """A word to put in the place of another in a file."""

    file: str
    old: str
    new: str


@dataclass(frozen=True)
class Command:
    """A command with what it should answer; ``answer`` is none where the guide does not show it."""

    line: str
    status: int
    answer: tuple[str, ...]


@dataclass(frozen=True)
class Fill:
    """Cells of a form to fill in: the sheet, the cell and the content of each."""

    file: str
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Session:
    """What is typed into Python, with what it answers, as doctest reads it."""

    text: str


Step = Write | Change | Command | Session | Fill


def put(step: Write | Change | Fill, folder: Path) -> None:
    """Do in a project what the guide has its reader write."""
    path = folder / step.file
    if isinstance(step, Fill):
        book = load_workbook(path)
        for sheet, cell, content in step.cells:
            book[sheet][cell] = content
        book.save(path)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(step, Write):
        path.write_text(step.text, encoding="utf-8")
        return
    text = path.read_text(encoding="utf-8")
    assert step.old in text
    path.write_text(text.replace(step.old, step.new), encoding="utf-8")


def steps(guide: Path) -> Iterator[Step]:
    """What a reader who follows the guide does, in order."""
    text = guide.read_text(encoding="utf-8")
    for block in sorted((*_BLOCK.finditer(text), *_FILL.finditer(text)), key=lambda one: one.start()):
        if block.re is _FILL:
            yield Fill(block["file"], tuple(one.groups() for one in _CELL.finditer(block["table"])))  # type: ignore[misc]
            continue
        note = block["note"] or ""
        if block["kind"] in ("yaml", "toml") and note.startswith("file: "):
            yield Write(note.removeprefix("file: "), block["body"])
        elif block["kind"] == "pycon":
            yield Session(block["body"])
        elif block["kind"] == "console":
            if change := _CHANGE.fullmatch(note):
                yield Change(change["file"], change["old"], change["new"])
            yield from _commands(block["body"])


def _commands(body: str) -> Iterator[Command]:
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        line, *answer = part.rstrip("\n").split("\n")
        while line.endswith("\\"):
            line = line[:-1].rstrip() + " " + answer.pop(0).strip()
        status = 0
        if answer and (found := _STATUS.fullmatch(answer[-1])):
            status = int(found["status"])
            answer.pop()
        yield Command(line, status, tuple(text.rstrip() for text in answer))


def yaml_blocks(guide: Path) -> Iterator[str]:
    """Every piece of YAML in the guide."""
    for block in _BLOCK.finditer(guide.read_text(encoding="utf-8")):
        if block["kind"] == "yaml":
            yield block["body"]


def answers(expected: tuple[str, ...], given: str) -> bool:
    """Whether an answer is the one expected, with lines and stretches left out where the guide leaves them out."""
    pattern = "".join("(?:.*\n)*?" if line == LEFT_OUT else _as_pattern(line) + "[ ]*\n" for line in expected)
    return re.fullmatch(pattern, given.rstrip("\n") + "\n") is not None


def _as_pattern(line: str) -> str:
    return ".*".join(map(re.escape, line.split(LEFT_OUT)))
