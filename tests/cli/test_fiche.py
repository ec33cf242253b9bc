"""``fiche`` as its users run it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from hhmonitor.forms.html import environment
from tests.cli.conftest import Command

ON = ("--as-of", "2020-12-31")


def test_a_market_by_name_in_either_language(hhmonitor: Command, small: Path) -> None:
    english = hhmonitor("fiche", "Germany", "--root", small, *ON)
    dutch = hhmonitor("fiche", "duitsland", "--root", small, *ON, "--lang", "nl")
    assert english.status == dutch.status == 0
    assert "\nGermany\n=======\n" in english.out
    assert "\nDuitsland\n=========\n" in dutch.out


def test_all_markets_into_a_folder(hhmonitor: Command, small: Path, tmp_path: Path) -> None:
    answer = hhmonitor("fiche", "--all", "--root", small, *ON, "--format", "html", "--output", tmp_path / "fiches")
    assert answer.status == 0
    made = {path.name for path in (tmp_path / "fiches").iterdir() if not path.name.startswith(".")}
    assert made == {"DE.html", "JP.html", "PE.html", "EAST-AFRICA.html", "KE.html", "ET.html"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "give --all"),
        (("DE", "--all"), "give --all"),
        (("DE", "JP"), "--output DIR"),
        (("Duitslant",), "did you mean Duitsland"),
        (("DE", "--format", "pfd"), "did you mean pdf"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(
    hhmonitor: Command, small: Path, arguments: tuple[str, ...], said: str
) -> None:
    answer = hhmonitor("fiche", *arguments, "--root", small, *ON)
    assert answer.status == 2
    assert said in answer.err.splitlines()[-1]
    assert answer.out == ""


@pytest.mark.parametrize(
    ("form", "module", "package"),
    [("html", "jinja2", "Jinja2"), ("pdf", "typst", "typst"), ("docx", "docx", "python-docx")],
)
def test_a_missing_library_is_told_by_its_name_on_the_index_with_what_to_install(
    hhmonitor: Command, small: Path, monkeypatch: pytest.MonkeyPatch, form: str, module: str, package: str
) -> None:
    environment.cache_clear()
    monkeypatch.setitem(sys.modules, module, None)
    answer = hhmonitor("fiche", "DE", "--root", small, *ON, "--format", form)
    assert answer.status == 2
    told = answer.err.splitlines()[-1]
    assert f"this needs {package};" in told
    assert re.search(rf'(?i)-m pip install .*"{package}\S*"', told)
