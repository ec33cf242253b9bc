"""Decision diagrams say so when they would become too large, however they grow."""

from __future__ import annotations

import pytest

from hhmonitor.engine import diagram
from hhmonitor.engine.diagram import NO, YES, Diagram
from hhmonitor.inputs.space import Intractable


def test_one_function_is_one_node() -> None:
    made = Diagram(2, [2, 2])
    first = made.node(0, (NO, YES))
    assert made.node(0, (NO, YES)) == first
    assert made.node(1, (first, first)) == first, "what asks nothing is no node"
    assert made.both(first, made.node(1, (NO, YES))) == made.both(made.node(1, (NO, YES)), first)


def test_too_many_nodes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagram, "MOST_NODES", 3)
    made = Diagram(2, [2] * 4)
    with pytest.raises(Intractable):
        [made.node(level, (NO, YES)) for level in range(4)]


def test_too_much_work_is_refused_even_where_it_makes_no_new_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Diagram(3, [2] * 4)
    asked = [made.node(level, (NO, YES)) for level in range(4)]
    other = made.node(3, (2, NO))
    wanted = [(one, two, other) for one in asked for two in asked if one != two]
    for one in wanted:
        made.choice(*one)
    again = Diagram(3, [2] * 4)
    assert [again.node(level, (NO, YES)) for level in range(4)] == asked
    assert again.node(3, (2, NO)) == other
    monkeypatch.setattr(diagram, "MOST_NODES", 0)
    monkeypatch.setattr(again, "node", made.node)  # every node is known already: what is counted is the work
    again.level, again.children = made.level, made.children
    with pytest.raises(Intractable):
        [again.choice(*one) for one in wanted]
