"""Measures, and writes the table into the README beside this file.

With names, only those are measured, and the table is printed and not written. Exit status 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.named import write_named
from benchmarks.processes import REPOSITORY, afresh, by_turns, floor, hhmonitor, unchecked

README = Path(__file__).with_name("README.md")
_BEGIN, _END = "<!-- figures: begin -->\n", "<!-- figures: end -->\n"


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of ours beside the one it is held against. ``target`` bounds the ratio, from above or from below."""

    what: str
    ours: float
    other: float
    unit: str
    at_most: float | None = None
    at_least: float | None = None

    @property
    def ratio(self) -> float:
        return self.ours / self.other

    @property
    def holds(self) -> bool:
        above = self.at_most is not None and self.ratio > self.at_most
        below = self.at_least is not None and self.ratio < self.at_least
        return not (above or below)

    def cells(self) -> tuple[str, ...]:
        target = f"≤ {self.at_most:.2f}" if self.at_most else f"≥ {self.at_least:.1f}" if self.at_least else "—"
        return (
            self.what,
            self._figure(self.ours),
            self._figure(self.other),
            f"{self.ratio:.2f}" if self.ratio >= 0.005 else f"1 : {1 / self.ratio:,.0f}",
            target,
            self._verdict(),
        )

    def _verdict(self) -> str:
        if self.at_most is None and self.at_least is None:
            return "—"
        return "yes" if self.holds else "**no**"

    def _figure(self, value: float) -> str:
        return {
            "ms": f"{value * 1e3:,.0f} ms",
            "s": f"{value:,.1f} s" if value >= 1 else f"{value * 1e3:,.0f} ms",
            "MB": f"{value / 1e6:,.0f} MB",
            "/s": f"{value:,.0f} a second",
        }[self.unit]


def classify(runs: int, _markets: int) -> Iterator[Row]:
    took = by_turns({"ours": hhmonitor("classify", "--as-of", "2020-12-31"), "floor": floor("floor_classify.py")}, runs)
    yield Row("`classify`, the real markets", took["ours"].seconds, took["floor"].seconds, "ms", at_most=1.10)


def help_(runs: int, _markets: int) -> Iterator[Row]:
    took = by_turns({"ours": hhmonitor("--help"), "floor": floor("floor_help.py", "--help")}, runs)
    yield Row("`--help`", took["ours"].seconds, took["floor"].seconds, "ms", at_most=1.25)


def import_(runs: int, _markets: int) -> Iterator[Row]:
    commands = {name: [sys.executable, "-c", said] for name, said in (("ours", "import hhmonitor"), ("bare", "pass"))}
    took = by_turns(commands, runs)
    beyond = max(0.0, took["ours"].seconds - took["bare"].seconds)
    yield Row(
        "`import hhmonitor` beyond a bare Python, against the 30 ms it may take", beyond, 0.030, "ms", at_most=1.0
    )


def scale(runs: int, markets: int) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as temporary:
        project = Path(temporary) / "project"
        generate = [sys.executable, "-m", "benchmarks.generate", str(project), str(markets)]
        subprocess.run(generate, cwd=REPOSITORY, check=True)
        output = str(Path(temporary) / "markets.json")
        ours = hhmonitor("classify", "--as-of", "2020-12-31", "--format", "json", "--output", output)
        # A turn lasts the better part of a minute, so that a third of the turns says as much.
        took = by_turns({"ours": ours, "floor": floor("floor_parse.py")}, max(3, runs // 3), project)
        # A market a line. Reading it whole would make this process large, and its children, being forked, seem so.
        with Path(output).open(encoding="utf-8") as lines:
            classified = sum(line.startswith('{"code"') for line in lines)
    if classified < markets:
        raise AssertionError(f"{classified} markets classified of {markets}")
    what = f"{markets:,} generated markets, end to end"
    yield Row(what, took["ours"].seconds, took["floor"].seconds, "s", at_most=1.30)
    yield Row("the same, most memory held", took["ours"].peak_bytes, took["floor"].peak_bytes, "MB")


def engine(runs: int, _markets: int) -> Iterator[Row]:
    command = [sys.executable, "-m", "benchmarks.engines", str(runs)]
    rates = json.loads(subprocess.run(command, cwd=REPOSITORY, check=True, stdout=subprocess.PIPE).stdout)
    ours = rates["hhmonitor"]
    yield Row("categories, against a decision made from JSON", ours, rates["zen_parsed"], "/s", at_least=5)
    yield Row("categories, against a decision compiled once", ours, rates["zen_compiled"], "/s")


def calibrate(runs: int, _markets: int) -> Iterator[Row]:
    took = by_turns({"ours": hhmonitor("criteria", "calibrate", "--as-of", "2020-12-31")}, max(3, runs // 3))
    yield Row("`criteria calibrate`, against the 30 s it may take", took["ours"].seconds, 30, "s", at_most=1)
    command = [sys.executable, "-m", "benchmarks.readings", str(max(3, runs // 3))]
    rates = json.loads(subprocess.run(command, cwd=REPOSITORY, check=True, stdout=subprocess.PIPE).stdout)
    yield Row("readings, against one by one", rates["together"], rates["one_by_one"], "/s", at_least=100)


def figures(runs: int, _markets: int) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as temporary:
        # Into a table that is still empty: the figures are drawn by lot, and would be doubted beside real ones.
        project, file = Path(temporary) / "project", str(Path(temporary) / "database.csv")
        for part in ("criteria", "countries"):
            shutil.copytree(REPOSITORY / part, project / part)
        (project / "countries" / "figures" / "indicators.csv").unlink()
        subprocess.run([sys.executable, "-m", "benchmarks.database", file, "100"], cwd=REPOSITORY, check=True)
        ours = hhmonitor("indicators", "import", file, "--date", "2026-07-01", "--dry-run")
        took = by_turns({"ours": ours, "floor": floor("floor_csv.py", file)}, max(3, runs // 5), project)
    what = "`indicators import` of 100 MB, against going through it"
    yield Row(what, took["ours"].seconds, took["floor"].seconds, "s")
    yield Row("the same, against the 30 s it may take", took["ours"].seconds, 30.0, "s", at_most=1.0)
    yield Row("the same, most memory held, against 200 MB", took["ours"].peak_bytes, 200e6, "MB", at_most=1.0)


def analyses(runs: int, _markets: int) -> Iterator[Row]:
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.analyses", str(max(3, runs // 3))]
    took = json.loads(subprocess.run(command, cwd=REPOSITORY, check=True, stdout=subprocess.PIPE).stdout)
    what = f"all analyses of the {took['markets']} real markets, against the 150 ms they may take"
    yield Row(what, took["everything"], 0.150, "ms", at_most=1.0)
    what = "the same with 20 unknowns each, against the second it may take"
    yield Row(what, took["unknown"], 1.0, "ms", at_most=1.0)
    what = f"how sure {took['countries']} countries are, against 10,000 scenarios sorted by mcda"
    yield Row(what, took["robustness"], took["sampling"], "s", at_most=0.01)


def growth(runs: int, _markets: int) -> Iterator[Row]:
    sizes, day = (6, 12, 24, 40), ("--as-of", "2020-12-31")
    with tempfile.TemporaryDirectory() as temporary:
        for size in sizes:
            write_named(Path(temporary) / str(size), size)
        commands = {
            f"{command[0]} {size}": unchecked(hhmonitor(*command, "--root", str(Path(temporary) / str(size)), *day))
            for size in sizes
            for command in (("explain", "AD"), ("gaps",))
        }
        took = {name: one.seconds for name, one in by_turns(commands, max(3, runs // 3)).items()}
    for command, what in (("explain", "`explain` of a market"), ("gaps", "`gaps` of 15 markets")):
        named = f"{what} of which nothing is known, 12 categories that name every input"
        yield Row(f"{named}, against the 2 s it may take", took[f"{command} 12"], 2.0, "ms", at_most=1.0)
        yield Row("the same, against 6 categories", took[f"{command} 12"], took[f"{command} 6"], "ms")
        yield Row("24 categories, against 12", took[f"{command} 24"], took[f"{command} 12"], "ms")
        yield Row("40, which is told to be too much, against 2 s", took[f"{command} 40"], 2.0, "ms", at_most=1.0)


def site(runs: int, _markets: int) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as temporary:
        commands = {}
        for edition in ("public", "working"):
            folder = Path(temporary) / edition
            report = hhmonitor("report", "--as-of", "2026-10-31", "--edition", edition, "--output", str(folder))
            commands[edition] = afresh(folder, report)
        took = by_turns(commands, max(3, runs // 3))
    both = sum(one.seconds for one in took.values())
    yield Row("the site in both editions and languages, against the 8 s it may take", both, 8.0, "s", at_most=1.0)


MEASUREMENTS: Mapping[str, Callable[[int, int], Iterator[Row]]] = {
    "classify": classify,
    "help": help_,
    "import": import_,
    "scale": scale,
    "engine": engine,
    "calibrate": calibrate,
    "analyses": analyses,
    "figures": figures,
    "growth": growth,
    "site": site,
}


def render(rows: list[Row], runs: int) -> str:
    """The table, and what it was taken with."""
    lines = [
        "| What | hhmonitor | Held against | Ratio | Target | Met |",
        "|---|---:|---:|---:|---:|---|",
        *(f"| {' | '.join(row.cells())} |" for row in rows),
        "",
        f"Taken with {runs} turns on {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"typer {version('typer')}, pydantic {version('pydantic')}, PyYAML {version('PyYAML')}, "
        f"rich {version('rich')}, zen-engine {version('zen-engine')}, "
        f"mcda {version('mcda')}.",
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASUREMENTS))
    parser.add_argument("--runs", type=int, default=15, help="turns that count (default 15)")
    parser.add_argument("--markets", type=int, default=10_000, help="generated markets (default 10,000)")
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - set(MEASUREMENTS):
        parser.error(f"no such measurement: {', '.join(sorted(unknown))}")
    rows: list[Row] = []
    for name in arguments.names or MEASUREMENTS:
        print(f"measuring {name} …", file=sys.stderr)
        rows += MEASUREMENTS[name](arguments.runs, arguments.markets)
    table = render(rows, arguments.runs)
    print(table)
    if not arguments.names:
        text = README.read_text(encoding="utf-8")
        before, rest = text.split(_BEGIN)
        _, after = rest.split(_END)
        README.write_text(before + _BEGIN + table + _END + after, encoding="utf-8")
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
