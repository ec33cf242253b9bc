"""How to cite the program: what ``CITATION.cff`` says is what the package says of itself."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
import yaml

from hhmonitor import __version__
from tests.support import REPOSITORY

FILE = REPOSITORY / "CITATION.cff"


@pytest.fixture(scope="module")
def citation() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def package() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    return found


def test_it_has_what_the_format_requires(citation: dict[str, Any]) -> None:
    assert {"cff-version", "message", "title", "authors"} <= set(citation)
    assert citation["cff-version"] == "1.2.0"
    assert all(author["name"] for one in (citation, *citation["references"]) for author in one["authors"])


def test_it_says_what_the_package_says_of_itself(citation: dict[str, Any], package: dict[str, Any]) -> None:
    project = package["project"]
    assert str(citation["version"]) == __version__
    assert citation["license"] == project["license"]
    assert citation["abstract"] == project["description"]
    assert citation["keywords"] == project["keywords"]
    assert citation["authors"] == project["authors"]


def test_it_travels_with_the_sources(package: dict[str, Any]) -> None:
    assert "/CITATION.cff" in package["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]


def test_it_invents_no_address() -> None:
    assert "://" not in FILE.read_text(encoding="utf-8")


def test_the_tool_of_the_format_accepts_it() -> None:
    cffconvert = pytest.importorskip("cffconvert", reason="cffconvert is not among the development tools")
    cffconvert.Citation(FILE.read_text(encoding="utf-8")).validate()
