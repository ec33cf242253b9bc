"""Whatever is filled in, a form made of what was written shows it; and of the file nothing else changes."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hhmonitor.language import select
from hhmonitor.project import Project, load_project
from hhmonitor.project.editing import Edit, edited
from hhmonitor.project.root import Root
from hhmonitor.workbook.content import stated
from hhmonitor.workbook.kinds import Amount, Choice, Content, Day, Kind, References, Tick, Words
from hhmonitor.workbook.layout import Layout, MarketState
from hhmonitor.workbook.merging import merge
from hhmonitor.yaml import read_text
from tests.support import REPOSITORY
from tests.workbook.forms import filled

CODES = ("JP", "KE", "DZ", "GULF-6")
TEXTS = (
    "Short",
    "A text: with # signs, 'quotes' and \"others\"",
    "one line\n\nand another",
    "- a dash",
    "word " * 60,
    "yes",
    "2020",
    "[a, {b}] & *c %d \\ é — ü",
)


@cache
def project() -> Project:
    return load_project(Root(REPOSITORY, "option"))


@cache
def layout(code: str) -> Layout:
    document = project().document(project().files[code])
    assert document is not None
    made = Layout(project().criteria, [MarketState(code, document.data)])
    assert made.lines
    return made


def typed(kind: Kind) -> st.SearchStrategy[Any]:
    """What may be typed into a cell of this kind; nothing too, as most cells may be emptied."""
    match kind:
        case Choice():
            return st.sampled_from(list(kind.words.values()))
        case Tick():
            return st.sampled_from(["x", ""])
        case References():
            known = [name for name, title in kind.titles.items() if title] or [""]
            return st.lists(st.sampled_from(known), min_size=1, max_size=3 if kind.several else 1).map(", ".join)
        case Day():
            return st.sampled_from(["2024", "March 2024", "5 March 2024", "unknown", ""])
        case Amount():
            return st.sampled_from([5, 9.5, 1234567.25])
        case Words():
            return st.sampled_from([*TEXTS, ""])
    raise AssertionError(kind)


@st.composite
def filled_in(draw: st.DrawFn) -> tuple[str, dict[tuple[Any, str], Any]]:
    code = draw(st.sampled_from(CODES))
    cells = [
        (line.key, column, field.kind)
        for line in layout(code).lines.values()
        if line.key[0] != "indicators"
        for column, field in line.fields.items()
        if not field.fixed
    ]
    chosen = draw(st.lists(st.sampled_from(cells), min_size=1, max_size=6, unique_by=lambda cell: cell[:2]))
    return code, {(key, column): draw(typed(kind)) for key, column, kind in chosen}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(filled_in())
def test_what_is_filled_in_is_what_a_new_form_shows(filled_form: tuple[str, dict[tuple[Any, str], Any]]) -> None:
    select("en")
    code, values = filled_form
    form, file = layout(code), project().files[code]
    before = dict(form.state(code).data)
    merged = merge(filled(form, values), form, {code: before})
    for market in merged.markets:
        content = (REPOSITORY / file).read_bytes()
        keys = [key for key in dict.fromkeys((*before, *market.data)) if before.get(key) != market.data.get(key)]
        document = read_text(edited(content, file, [Edit((key,), market.data.get(key)) for key in keys]), file).document
        assert document is not None
        assert document.data == market.data
        for step in market.steps:
            said = step.said
            if said.path[0] == "activities":  # which may have another place then
                continue
            expected = said.kind.shown(said.value)
            shown = said.kind.shown(stated(document.data, said.path))
            assert Content(shown).text == Content(expected).text or (expected, shown) == ("", "none")
