"""The tables of figures: written as they stand, the private one over the common one, the sources beside them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hhmonitor.checks import found
from hhmonitor.checks.looks import WholeProject
from hhmonitor.model.figures import FigureSource
from hhmonitor.project import Root, load_project
from hhmonitor.project.figures import COMMON, PRIVATE, SOURCES, TABLE, Row, read_rows, sources_text, table_text
from hhmonitor.project.loading import read_contents, read_sources
from tests.support import REPOSITORY, country_data, write_project

HEAD = "market,indicator,year,value,source\n"


def test_the_shipped_table_written_back_is_the_same_to_the_byte() -> None:
    path = REPOSITORY / COMMON / TABLE
    rows = read_rows(path)
    order = dict.fromkeys(row.indicator for row in rows)
    assert table_text(rows, order).encode() == path.read_bytes()


def test_a_new_indicator_comes_after_the_ones_that_were_there() -> None:
    rows = [Row("JP", "alpha", 2019, "1", "s"), Row("JP", "omega", 2019, "1", "s"), Row("DE", "omega", 2018, "2", "s")]
    text = table_text(rows, ["omega"])
    assert text == HEAD + "DE,omega,2018,2,s\nJP,omega,2019,1,s\nJP,alpha,2019,1,s\n"


def test_sources_are_added_at_the_end_and_read_back(tmp_path: Path) -> None:
    present = "# kept\na: {title: A, date: 2020}"
    source = FigureSource(title='A "title": with signs', publisher="P", date="2024-06", licence="CC BY 4.0")
    text = sources_text(present, {"b": source})
    assert text.startswith(present + "\n")
    (tmp_path / COMMON).mkdir(parents=True)
    (tmp_path / COMMON / SOURCES).write_text(text, encoding="utf-8")
    sources, findings = read_sources(tmp_path)
    assert findings == []
    assert list(sources) == ["a", "b"]
    assert sources["b"] == source


def test_sources_that_are_dropped_take_nothing_else_along() -> None:
    present = "# on a\na: {title: A}\n# on b\nb:\n  title: B\n\n  note: more\n\n# on c\nc:\n  title: C\n"
    assert sources_text(present, {}, {"b"}) == "# on a\na: {title: A}\n# on b\n# on c\nc:\n  title: C\n"
    assert sources_text(present, {}, {"a", "c"}) == "# on a\n# on b\nb:\n  title: B\n\n  note: more\n\n# on c\n"


def test_the_private_table_wins_year_by_year(tmp_path: Path) -> None:
    common = HEAD + "JP,population,2018,1,s\nJP,population,2019,2,s\n"
    root = write_project(tmp_path / "p", [country_data("JP")], figures=common)
    (root / PRIVATE).mkdir(parents=True)
    (root / PRIVATE / TABLE).write_text(HEAD + "JP,population,2019,3,own\nJP,gdp_usd,2019,4,own\n", encoding="utf-8")
    (root / PRIVATE / SOURCES).write_text("own: {title: Bought}\n", encoding="utf-8")
    project = load_project(Root(root, "option"), as_of=date(2020, 12, 31))
    assert project.figures["JP"]["population"] == {2018: (1.0, "s"), 2019: (3.0, "own")}
    assert project.figures["JP"]["gdp_usd"] == {2019: (4.0, "own")}
    assert project.figure_sources["own"].title == "Bought"


def test_every_source_of_the_shipped_table_is_known_with_its_licence() -> None:
    sources, findings = read_sources(REPOSITORY)
    assert findings == []
    used = {row.source for row in read_rows(REPOSITORY / COMMON / TABLE)}
    assert used <= set(sources)
    assert all(sources[source].licence for source in used)


def test_what_is_wrong_with_the_sources_is_told_at_its_place(tmp_path: Path) -> None:
    (tmp_path / COMMON).mkdir(parents=True)
    (tmp_path / COMMON / SOURCES).write_text("a:\n  titel: A\n", encoding="utf-8")
    sources, findings = read_sources(tmp_path)
    assert sources == {}
    assert {finding.code for finding in findings} == {"HH201", "HH202"}
    (unknown,) = (finding for finding in findings if finding.code == "HH201")
    assert unknown.details["suggestion"] == "title"
    assert unknown.place.span is not None
    assert unknown.place.span.start.line == 2


def test_a_source_whose_figures_private_ones_stand_before_is_still_used(tmp_path: Path) -> None:
    root = write_project(tmp_path / "p", [country_data("JP")], figures=HEAD + "JP,population,2018,1,s\n")
    (root / COMMON / SOURCES).write_text("s: {title: S}\n", encoding="utf-8")
    (root / PRIVATE).mkdir(parents=True)
    (root / PRIVATE / TABLE).write_text(HEAD + "JP,population,2018,3,own\n", encoding="utf-8")
    contents = read_contents(Root(root, "option"), as_of=date(2020, 12, 31))
    findings = found(WholeProject(contents))
    assert [(one.code, one.place.file) for one in findings] == [("HH323", f"{PRIVATE}/{TABLE}")]
