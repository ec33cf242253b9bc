"""Whatever stands in a file, the program answers: no traceback, no crash, no hang, and within a bound on memory.

Each file is just under the cap on size, and made to be as much work as it can be; the program runs as a process of its
own under limits on processor time and memory that are wide enough for a slow machine, and far too tight for work that
grows faster than the file.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from tests.example_project import JAPAN, REGION, REPOSITORY, build
from tests.program import Program

SIZE = 980_000
SECONDS = 15
MEMORY = 700_000_000
"""Address space, of which the libraries by themselves take a good part."""


def many(unit: Callable[[int], str], size: int = SIZE) -> str:
    """As many units, each with its own number, as fit."""
    parts: list[str] = []
    length = 0
    for number in count():
        part = unit(number)
        length += len(part.encode())
        if length > size:
            return "".join(parts)
        parts.append(part)
    raise AssertionError


def after(line: str, more: str, text: str = JAPAN) -> str:
    """The text with more under a line of it."""
    assert text.count(f"{line}\n") == 1
    return text.replace(f"{line}\n", f"{line}\n{more}")


CRITERIA = (REPOSITORY / "criteria/2020-2023.yaml").read_text(encoding="utf-8")
NESTED = "{not: " * 25 + "{trend: [stable]}" + "}" * 25

COUNTRIES = {
    "keys that nobody knows": lambda: JAPAN + many(lambda n: f"k{n}: 1\n"),
    "themes that nobody knows": lambda: after("themes:", many(lambda n: f"  t{n}: {{level: unknown}}\n")),
    "sources that nobody cites": lambda: JAPAN + many(lambda n: f"  x{n}: {{title: t}}\n"),
    "sources that are not there": lambda: (
        JAPAN.replace("[s1, s2]", f"[{many(lambda n: f'x{n}, ')} s1]") + many(lambda n: f"  y{n}: {{title: t}}\n", 300)
    ),
    "activities out of order": lambda: after(
        "activities:", many(lambda n: f"  - {{date: {1000 + n % 9000}, kind: k, title: t}}\n")
    ),
    "figures of indicators that nobody knows": lambda: (
        JAPAN + "indicators:\n" + many(lambda n: f"  p{n}: {{source: s1, values: {{2018: 1}}}}\n")
    ),
    "figures of many years": lambda: (
        JAPAN + f"indicators: {{population: {{source: s1, values: {{{many(lambda n: f'{n}: 1, ')}}}}}}}\n"
    ),
    "attachés": lambda: JAPAN.replace("attaches: {", f"attaches: {{{many(lambda n: f'a{n}: yes, ')}"),
    "a list where a word is expected": lambda: JAPAN.replace("value: mixed", f"value: [{many(lambda n: f'{n}, ')}]"),
    "one long word": lambda: JAPAN.replace("category: II", "category: " + "I" * SIZE),
    "one long key": lambda: "x" * SIZE + ": 1\n" + JAPAN,
    "one long date": lambda: JAPAN.replace("date: 2018", "date: " + "2" * SIZE),
    "25,000 levels": lambda: "a: " + "{b: " * 25_000 + "}" * 25_000,
    "lists in lists": lambda: "- " * (SIZE // 2),
    "keys in lists": lambda: "? " * (SIZE // 2),
    "aliases": lambda: "a: [" + "*a, " * (SIZE // 4) + "]",
    "anchors": lambda: "a: " + "&a " * (SIZE // 3),
    "line ends": lambda: "\r" * SIZE + JAPAN,
    "colons": lambda: ":" * SIZE,
    "backslashes": lambda: 'a: "' + "\\\\" * (SIZE // 2) + '"',
    "a number of 5,000 digits": lambda: JAPAN.replace("date: 2018", "date: " + "9" * 5_000),
    "bytes that are no text": lambda: "\udcff" * SIZE,
}


def insert(section: str, more: str) -> str:
    """The shipped criteria with more under one of its sections."""
    assert CRITERIA.count(f"\n{section}:\n") == 1
    return CRITERIA.replace(f"\n{section}:\n", f"\n{section}:\n{more}")


SETS_OF_CRITERIA = {
    "themes": lambda: insert("themes", many(lambda n: f"  t{n}: {{}}\n", SIZE - len(CRITERIA.encode()))),
    "indicators made of each other": lambda: insert(
        "indicators", many(lambda n: f"  t{n}: {{unit: u, product_of: [t{n + 1}, t{n + 2}]}}\n", 7_000)
    ),
    "open lists": lambda: insert("priority_lists", many(lambda n: f"  t{n}: {{complete: false}}\n", 180)),
    "conditions on conditions": lambda: insert(
        "categories", f"  - id: X\n    requires:\n      - {{id: x, not: {NESTED}}}\n"
    ),
    "categories": lambda: insert(
        "categories", many(lambda n: f"  - {{id: X{n}, requires: [{{id: x, trend: [stable]}}]}}\n", 900_000)
    ),
    "members of lists": lambda: CRITERIA.replace("[US, CN", f"[{many(lambda n: f'X{n}, ', 900_000)}US, CN"),
}


def run(program: Program, project: Path, command: str) -> tuple[int, str]:
    """Run the program under limits: its status, and what it says."""
    ended = program(command, "--root", project, seconds=SECONDS, memory=MEMORY)
    return ended.status, ended.out + ended.err


def answers(program: Program, project: Path, *statuses: int) -> None:
    """The program comes to one of these ends, and to no traceback."""
    status, said = run(program, project, "validate")
    assert status in statuses, said[-500:]
    assert "Traceback" not in said
    assert len(said) < 2_000_000


@pytest.mark.slow
@pytest.mark.parametrize("name", COUNTRIES)
def test_a_country_made_to_do_harm(program: Program, tmp_path: Path, name: str) -> None:
    project = build(tmp_path)
    text = COUNTRIES[name]().encode("utf-8", "surrogateescape")
    (project / "countries/JP.yaml").write_bytes(text[: 2 * SIZE])
    answers(program, project, 0, 1)


@pytest.mark.parametrize("name", SETS_OF_CRITERIA)
def test_criteria_made_to_do_harm(program: Program, tmp_path: Path, name: str) -> None:
    project = build(tmp_path)
    (project / "criteria/2020-2023.yaml").write_text(SETS_OF_CRITERIA[name](), encoding="utf-8")
    answers(program, project, 0, 1)


def test_a_region_of_everybody(program: Program, tmp_path: Path) -> None:
    project = build(tmp_path)
    text = REGION.replace("[DK", f"[{many(lambda n: f'X{n}, ')}DK")
    (project / "countries/regions/NORDICS.yaml").write_text(text, encoding="utf-8")
    answers(program, project, 1)


@pytest.mark.parametrize(
    "rows",
    [
        "JP,population,2018,1e300,who\nJP,health_expenditure_per_capita_usd,2018,1e300,who\n",
        f"JP,population,{'9' * 4_000},1,who\n",
        f"JP,population,2018,{'9' * 6_000},who\n",
        "JP,population,2018,nan,who\n",
        "JP,popul\0ation,2018,1,who\n",
        f'"{"x" * 200_000}",population,2018,1,who\n',
        '"JP,population,2018,1,who\n',
        ",,,,\n",
    ],
)
@pytest.mark.parametrize("command", ["validate", "classify"])
def test_figures_made_to_do_harm(program: Program, tmp_path: Path, rows: str, command: str) -> None:
    project = build(tmp_path)
    header = "market,indicator,year,value,source\n"
    (project / "countries/figures/indicators.csv").write_text(header + rows, encoding="utf-8")
    status, said = run(program, project, command)
    assert status in (0, 1, 2), said[-500:]
    assert "Traceback" not in said


def test_a_pipe_in_the_place_of_the_figures_holds_nobody_up(program: Program, tmp_path: Path) -> None:
    project = build(tmp_path)
    path = project / "countries/figures/indicators.csv"
    path.unlink()
    os.mkfifo(path)
    answers(program, project, 1)


def test_names_of_files_cannot_act_on_the_terminal(program: Program, tmp_path: Path) -> None:
    project = build(tmp_path)
    for name in (b"\x1b[2J.yaml", b"a\nb.yaml", b"\xff.yaml", "\u202e.yaml".encode()):
        Path(os.fsdecode(bytes(project / "countries") + b"/" + name)).write_text("code: \x1b[31mXX\n", encoding="utf-8")
    status, said = run(program, project, "validate")
    assert status == 1
    assert "Traceback" not in said
    assert not {"\x1b", "\u202e"} & set(said)
