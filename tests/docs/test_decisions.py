"""The records of decisions are in their index and built alike; links of pages for contributors lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support import REPOSITORY

FOLDER = REPOSITORY / "docs" / "decisions"
RECORDS = sorted(FOLDER.glob("[0-9]*.md"))
PAGES = [*RECORDS, FOLDER / "README.md", REPOSITORY / "CONTRIBUTING.md"]


def test_the_index_has_every_record_by_its_number() -> None:
    links = re.findall(r"\[(\d+)\]\(([^)]+)\)", (FOLDER / "README.md").read_text(encoding="utf-8"))
    assert [name for _number, name in links] == [path.name for path in RECORDS]
    assert all(name.startswith(f"{int(number):04}-") for number, name in links)


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_a_record_says_what_the_matter_was_what_was_chosen_and_what_follows(record: Path) -> None:
    title, *sections = re.findall(r"^#+ (.*)$", record.read_text(encoding="utf-8"), re.MULTILINE)
    assert title.startswith(f"{int(record.name[:4])}. ")
    assert sections == ["Context", "Decision", "Consequences"]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_every_link_leads_to_a_file(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
