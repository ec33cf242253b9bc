"""The guides are there in both languages, alike, with links that lead somewhere, and the reference is the program's."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Any

import pytest
from pydantic import BaseModel

from hhmonitor.answers.guides import GUIDES, Guide, guide_named
from hhmonitor.language import LANGUAGES, select
from hhmonitor.model import Country, Criteria, Region
from hhmonitor.model.ambitions import Ambitions
from hhmonitor.model.figures import FigureSources, SeriesCatalogue
from tests.support import REPOSITORY
from tools.write_reference import FILES

DOCS = REPOSITORY / "docs"


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.en)
def test_a_guide_is_the_same_in_both_languages(guide: Guide) -> None:
    shapes = []
    for language in LANGUAGES:
        select(language)
        text = guide.text()
        blocks = re.findall(r"^```(\w+)$", text, re.MULTILINE)
        prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
        headings = [len(marks) for marks in re.findall(r"^(#+) ", prose, re.MULTILINE)]
        shapes.append((headings, blocks))
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("name", [name for guide in GUIDES for name in (guide.en, guide.nl)])
def test_every_link_to_a_file_leads_somewhere(name: str) -> None:
    text = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", text):
        file, _hash, anchor = target.partition("#")
        if file and "://" not in file:
            assert (DOCS / file).exists(), target
        if anchor and not file:
            headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", line.lower()).replace(" ", "-") for line in headings}, target


def test_there_is_nothing_but_guides_in_the_folder() -> None:
    known = {f"{name}.md" for guide in GUIDES for name in (guide.en, guide.nl)}
    assert {path.name for path in DOCS.glob("*.md")} == known


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reference_is_what_the_program_says(language: str) -> None:
    command = [sys.executable, "-m", "tools.write_reference", language]
    fresh = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    kept = (DOCS / FILES[language]).read_text(encoding="utf-8")
    assert kept == fresh, "write it anew: python -m tools.write_reference"


def test_a_guide_goes_by_its_name_in_either_language() -> None:
    for guide in GUIDES:
        assert guide_named(guide.en) is guide
        assert guide_named(guide.nl.upper()) is guide
    assert guide_named("nothing") is None


def keys_of(schema: dict[str, Any]) -> set[str]:
    """Every key that a JSON Schema names."""
    models = (schema, *schema.get("$defs", {}).values())
    return {key for one in models for key in one.get("properties", {})}


@pytest.mark.parametrize("model", [Country, Region, Criteria, FigureSources, SeriesCatalogue, Ambitions])
@pytest.mark.parametrize("name", ["format", "formaat"])
def test_every_key_of_a_file_is_told_in_the_format(name: str, model: type[BaseModel]) -> None:
    told = set(re.findall(r"\w+", (DOCS / f"{name}.md").read_text(encoding="utf-8")))
    assert keys_of(model.model_json_schema()) <= told


@pytest.mark.parametrize("guide", ["semantics", "format"])
def test_every_section_that_a_docstring_cites_is_there(guide: str) -> None:
    text = (DOCS / f"{guide}.md").read_text(encoding="utf-8")
    sections = set(re.findall(r"^#+ (.*)$", text, re.MULTILINE))
    code = [
        path for folder in ("hhmonitor", "tests", "tools", "benchmarks") for path in (REPOSITORY / folder).rglob("*.py")
    ]
    citations = (
        re.findall(rf"docs/{guide}\.md`*((?:,? (?:and )?\*[^*\n]+\*)+)", path.read_text(encoding="utf-8"))
        for path in code
    )
    cited = {section for found in citations for group in found for section in re.findall(r"\*([^*]+)\*", group)}
    assert cited
    assert cited <= sections
