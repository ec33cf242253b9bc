"""The site of the list that comes with the program, made once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from hhmonitor.language import select
from hhmonitor.questions.classification import Classification
from hhmonitor.site.building import site
from tests.support import AS_OF, shipped_project


def shipped() -> Classification:
    """The list that comes with the program, as of the end of 2020."""
    return Classification(shipped_project(), AS_OF)


TEXTS = ("csv", "json")
"""The forms that are quickly made, and are texts."""


def as_texts(files: Mapping[str, str | bytes]) -> dict[str, str]:
    """Files that are texts, whichever of them are held as bytes."""
    return {name: text.decode() if isinstance(text, bytes) else text for name, text in files.items()}


@pytest.fixture(scope="session")
def files() -> dict[str, str]:
    """Every file of the site, those that are no texts left out."""
    select("en")
    return as_texts(site(shipped(), forms=TEXTS))


@pytest.fixture(scope="session")
def folder(files: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, written."""
    return written(files, tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def working() -> dict[str, str]:
    """Every file of the edition for the steering group, in the same way."""
    select("en")
    return as_texts(site(shipped(), forms=TEXTS, edition="working"))


@pytest.fixture(scope="session")
def working_folder(working: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition for the steering group, written."""
    return written(working, tmp_path_factory.mktemp("working"))


def written(files: Mapping[str, str], root: Path) -> Path:
    """A folder with these files in it."""
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    return root
