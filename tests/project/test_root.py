"""Which project folder is worked on."""

from __future__ import annotations

from pathlib import Path

import pytest

from hhmonitor.project import ProjectFailure, find_root
from hhmonitor.project.root import VARIABLE, embedded_root, is_project


@pytest.fixture
def folders(tmp_path: Path) -> dict[str, Path]:
    """Three project folders and one that is none."""
    found = {name: tmp_path / name for name in ("asked", "named", "around")}
    for folder in found.values():
        (folder / "countries").mkdir(parents=True)
        (folder / "criteria").mkdir()
    (found["around"] / "deep" / "inside").mkdir(parents=True)
    return found | {"none": tmp_path}


def test_the_option_comes_first_then_the_variable_then_the_current_folder_upwards(folders: dict[str, Path]) -> None:
    inside = folders["around"] / "deep" / "inside"
    named = {VARIABLE: str(folders["named"])}
    assert find_root(folders["asked"], named, inside).path == folders["asked"]
    assert find_root(None, named, inside).path == folders["named"]
    assert find_root(None, {}, inside).path == folders["around"]
    assert find_root(None, {}, inside).how == "folder"


def test_where_there_is_none_the_embedded_one_is_used(folders: dict[str, Path]) -> None:
    found = find_root(None, {}, folders["none"])
    assert found.how == "embedded"
    assert found.path == embedded_root()
    assert is_project(found.path)


def test_a_folder_that_was_asked_for_and_is_no_project_is_refused(folders: dict[str, Path]) -> None:
    for option, environment in ((folders["none"], {}), (None, {VARIABLE: str(folders["none"])})):
        with pytest.raises(ProjectFailure) as failure:
            find_root(option, environment, folders["around"])
        assert [finding.code for finding in failure.value.findings] == ["HH301"]
