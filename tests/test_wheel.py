"""The wheel, installed alone, works from a folder that holds nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
REPOSITORY = Path(__file__).parents[1]

Run = Callable[..., str]
"""Runs a script of the wheel's environment from an empty folder and gives what it prints."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    # Built by the hatchling of the development tools, so that no test waits for the network.
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(REPOSITORY)]
    subprocess.run(build, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of an environment in which the wheel is all there is of hhmonitor."""
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment)
    python = environment / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    # The libraries it depends on are lent by the environment of the tests. A path named in a .pth file is searched
    # last, and no .pth file inside it is followed: an editable hhmonitor over there stays out of sight.
    (packages,) = environment.glob("lib/python*/site-packages")
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python.parent


@pytest.fixture
def run(scripts: Path, tmp_path: Path) -> Run:
    def run_script(script: str, *arguments: str) -> str:
        clean = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "HHMONITOR_ROOT"}}
        command = [str(scripts / script), *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=clean, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run_script


def test_the_wheel_holds_all_that_the_program_reads(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for folder in ("criteria", "countries", "reviews", "docs"):
        shipped = {f"hhmonitor/embedded/{path.relative_to(REPOSITORY)}" for path in _files(REPOSITORY / folder)}
        assert shipped
        assert shipped <= set(names)
    assert "hhmonitor/language/territories.json" in names
    assert "hhmonitor/language/locale/nl/LC_MESSAGES/hhmonitor.mo" in names
    assert any(name.endswith("/licenses/LICENSE") for name in names)


def test_the_wheel_says_that_it_has_types_and_leaves_out_what_only_maintainers_read(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "hhmonitor/py.typed" in names
    assert not [name for name in names if name.endswith(".po") or name.startswith(("docs/", "tests/", "tools/"))]
    assert [name for name in names if name.endswith(".svg")] == ["hhmonitor/site/favicon.svg"]


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_runs_is_the_wheel(run: Run, scripts: Path) -> None:
    imported = Path(run("python", "-c", "import hhmonitor; print(hhmonitor.__file__)").strip())
    assert imported.is_relative_to(scripts.parent)


def test_the_32_markets_are_classified_from_an_empty_folder(run: Run) -> None:
    result = json.loads(run("hhmonitor", "classify", "--format", "json", "--as-of", "2020-12-31"))
    assert len(result["markets"]) == 32
    assert result["criteria"] == "2020-2023"


def test_the_module_runs_as_the_command_does(run: Run) -> None:
    arguments = ("classify", "--format", "json", "--as-of", "2020-12-31")
    assert run("python", "-m", "hhmonitor", *arguments) == run("hhmonitor", *arguments)
