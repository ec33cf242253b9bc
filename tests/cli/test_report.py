"""``report`` as its users run it."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest
import yaml

from hhmonitor.forms.html import environment
from tests.cli.conftest import Command
from tests.support import write_yaml

ON = ("--as-of", "2020-12-31")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_site_is_written_and_a_second_run_changes_nothing(hhmonitor: Command, small: Path, tmp_path: Path) -> None:
    answer = hhmonitor("report", "--root", small, *ON, "--output", tmp_path / "site")
    assert answer.status == 0
    assert answer.out == ""
    first = contents(tmp_path / "site")
    assert {"index.html", "en/index.html", "nl/index.html", "nl/markets/EAST-AFRICA.html"} < set(first)
    assert hhmonitor("report", "--root", small, *ON, "--output", tmp_path / "site").status == 0
    assert contents(tmp_path / "site") == first


def test_the_fingerprint_changes_with_a_file_of_the_project(hhmonitor: Command, small: Path, tmp_path: Path) -> None:
    hhmonitor("report", "--root", small, *ON, "--output", tmp_path / "site")
    first = contents(tmp_path / "site")
    with (small / "countries" / "DE.yaml").open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    hhmonitor("report", "--root", small, *ON, "--output", tmp_path / "site")
    later = contents(tmp_path / "site")
    assert first["en/method.html"] != later["en/method.html"]
    assert first["style.css"] == later["style.css"]


def test_a_folder_is_needed(hhmonitor: Command, small: Path) -> None:
    answer = hhmonitor("report", "--root", small, *ON)
    assert answer.status == 2
    assert "--output DIR" in answer.err


def test_a_folder_that_cannot_be_made_is_told(hhmonitor: Command, small: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    answer = hhmonitor("report", "--root", small, *ON, "--output", tmp_path / "file")
    assert answer.status == 2
    assert "cannot be written" in answer.err


@pytest.mark.parametrize("module", ["jinja2", "markupsafe"])
def test_a_missing_library_is_told_with_what_to_install(
    module: str, hhmonitor: Command, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.cache_clear()
    monkeypatch.setitem(sys.modules, module, None)
    answer = hhmonitor("report", "--root", small, *ON, "--output", tmp_path / "site")
    assert answer.status == 2
    told = answer.err.splitlines()[-1]
    assert re.search(r'(?i)-m pip install .*"Jinja2\S*"', told)
    assert "this needs Jinja2" in told
    assert not (tmp_path / "site").exists()


def test_what_moved_since_an_earlier_state_has_a_page(hhmonitor: Command, small: Path, tmp_path: Path) -> None:
    shutil.copytree(small, tmp_path / "earlier")
    germany = small / "countries" / "DE.yaml"
    data = yaml.safe_load(germany.read_text(encoding="utf-8"))
    data["themes"] = "unknown"
    write_yaml(germany, data)
    answer = hhmonitor(
        "report", "--root", small, *ON, "--base", tmp_path / "earlier", "--output", tmp_path / "site", "--lang", "nl"
    )
    assert answer.status == 0
    page = (tmp_path / "site" / "nl" / "changes.html").read_text(encoding="utf-8")
    said = " ".join(re.sub("<[^>]*>", " ", page.replace('<span class="unseen">categorie </span>', "")).split())
    assert re.search(r"Duitsland \(DE\) gaat van de lijst; stond in (categorie )?I\b", said), said[
        said.find("Duitsland") :
    ][:200]
    assert "changes.html" in (tmp_path / "site" / "en" / "index.html").read_text(encoding="utf-8")


def test_a_workbook_of_the_whole_list(hhmonitor: Command, small: Path, tmp_path: Path) -> None:
    answer = hhmonitor("report", "--root", small, *ON, "--format", "xlsx", "--output", tmp_path / "list.xlsx")
    assert answer.status == 0
    assert (tmp_path / "list.xlsx").read_bytes().startswith(b"PK")
