"""A market that shows everything a fiche can show, with texts that would do harm where they are not escaped."""

from __future__ import annotations

from pathlib import Path

import pytest

from hhmonitor.project import load_project
from hhmonitor.project.root import Root
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.fiche import Fiche, FicheMaker
from tests.support import AS_OF, country_data, write_project

HARMFUL = """<script>alert("x")</script> #panic() *bold* [link](javascript:x) $1 | {{ 7 * 7 }} \\u{41}"""

FIGURES = """market,indicator,year,value,source
JP,health_expenditure_per_capita_usd,2017,4169,table
JP,health_expenditure_per_capita_usd,2019,4360.4,table
NL,health_expenditure_per_capita_usd,2019,5335,table
"""


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder with Japan, and a region of Kenya and Ethiopia."""
    japan = country_data(
        "JP",
        characteristics=["indicators", "positive", "mixed", "negative", "unknown", "positive"],
        dimensions=["broad", "none", "unknown"],
        themes=["broad", "specific"],
        sector_interest="specific",
        trend="emerging",
        category="II",
        decision={
            "category": "II",
            "reason": {"en": f"Reason {HARMFUL}", "nl": f"Reden {HARMFUL}"},
            "decided_by": "LSH Internationaal Overleg",
            "date": "2019-06",
            "review_by": "2020-06",
        },
        attaches={"economic": "unknown", "innovation": "yes", "health": "no"},
        activities=[
            {"date": "2022", "kind": "event", "title": "Later"},
            {"date": "2019-10", "kind": "mission", "title": f"A mission {HARMFUL}", "source": "s1"},
            {"date": "2015", "kind": "mou", "title": "A memorandum"},
            {"date": "unknown", "kind": "other", "title": "Some day"},
        ],
        effort={"lsh_contact": {"status": "planned", "note": "next year"}},
        relation={"en": "They trade.", "nl": "Zij handelen."},
        ambition={"en": "More.", "nl": "Meer."},
        contact="LSH contact in Tokyo",
        programme={"phase": "analysis", "since": "2020-03"},
        special_target={"from": "2020-09", "until": "2021-12", "decided_by": "LSH", "goals": ["Grow"]},
        sources={
            "s1": {"title": HARMFUL, "publisher": "A & B", "url": "https://example.org/?a=1&b=2", "date": "2020-11"},
            "s2": {"title": "No address", "url": "javascript:alert(1)"},
        },
    )
    return write_project(
        tmp_path_factory.mktemp("fiche") / "project",
        [japan, country_data("KE", trend="emerging"), country_data("ET", themes=["specific"], trend="stable")],
        [{"code": "EAST", "name": {"en": "East", "nl": "Oost"}, "members": ["KE", "ET"], "category": "IV"}],
        FIGURES,
    )


@pytest.fixture(scope="session")
def fiches(project: Path) -> FicheMaker:
    """The fiches of the project."""
    return FicheMaker(Classification(load_project(Root(project, "option"), as_of=AS_OF), AS_OF))


@pytest.fixture
def japan(fiches: FicheMaker) -> Fiche:
    """The fiche of Japan."""
    return fiches.fiche("JP")


@pytest.fixture
def east(fiches: FicheMaker) -> Fiche:
    """The fiche of the region."""
    return fiches.fiche("EAST")
