"""The notebooks run from top to bottom, and what they show can be shown."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support import REPOSITORY

NOTEBOOKS = ("notebook", "notitieboek")


def cells(name: str) -> list[dict[str, Any]]:
    notebook = json.loads((REPOSITORY / f"docs/{name}.ipynb").read_text(encoding="utf-8"))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    found: list[dict[str, Any]] = notebook["cells"]
    return found


def run(source: str, names: dict[str, Any]) -> Any:
    """Run a cell as a notebook does, and give what its last line shows."""
    *before, last = ast.parse(source).body
    assert isinstance(last, ast.Expr), "a cell that shows nothing tells nothing"
    exec(compile(ast.Module(before, []), "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)


@pytest.mark.slow
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_cell_runs_and_shows_something(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    matplotlib = pytest.importorskip("matplotlib", reason="matplotlib comes with the extra dev")
    pytest.importorskip("pandas", reason="pandas comes with the extra dev")
    matplotlib.use("Agg")
    monkeypatch.chdir(REPOSITORY / "docs")
    monkeypatch.delenv("HHMONITOR_ROOT", raising=False)
    names: dict[str, Any] = {}
    for cell in cells(name):
        if cell["cell_type"] == "code":
            shown = run("".join(cell["source"]), names)
            assert shown.axes if hasattr(shown, "get_axes") else "</" in shown._repr_html_()
            if hasattr(shown, "columns"):
                assert len(shown), "an empty table"


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_no_output_is_kept_that_would_grow_stale(name: str) -> None:
    found = cells(name)
    assert len({cell["id"] for cell in found}) == len(found)
    assert not [cell for cell in found if cell.get("outputs") or cell.get("execution_count")]


def test_both_notebooks_do_the_same() -> None:
    def shape(name: str) -> list[tuple[str, int]]:
        return [(cell["cell_type"], "".join(cell["source"]).count("\n## ")) for cell in cells(name)]

    def names_in(name: str) -> list[list[str]]:
        sources = ("".join(cell["source"]) for cell in cells(name) if cell["cell_type"] == "code")
        return [[node.id for node in ast.walk(ast.parse(one)) if isinstance(node, ast.Name)] for one in sources]

    assert shape("notebook") == shape("notitieboek")
    assert names_in("notebook") == names_in("notitieboek")


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_what_a_notebook_links_to_is_there(name: str) -> None:
    text = "".join("".join(cell["source"]) for cell in cells(name) if cell["cell_type"] == "markdown")
    for target in re.findall(r"\]\(([^)]+)\)", text):
        assert Path(REPOSITORY / "docs" / target).exists()
