"""Every kind of change between two sets of criteria, as it is told."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from hhmonitor.answers.criteria_changes import Comparison, change_text, criteria_changes
from hhmonitor.forms import Page
from hhmonitor.forms.markdown import render
from hhmonitor.language import select
from hhmonitor.model import Criteria
from hhmonitor.project import Root, load_project
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.criteria_changes import changes
from tests.support import AS_OF, country_data, shipped_criteria_data, write_project


def compared(folder: Path, change: Callable[[dict[str, Any]], object]) -> Comparison:
    """The shipped criteria beside themselves with a change."""
    project = load_project(Root(write_project(folder / "project", [country_data("PE")]), "option"), None, AS_OF)
    data = deepcopy(shipped_criteria_data())
    change(data)
    old, new = Classification(project, AS_OF), Classification(project, AS_OF, Criteria.model_validate(data))
    return Comparison(old, new, ("old", "new"), changes(old.criteria, new.criteria), (), 1, None)


Change = Callable[[dict[str, Any]], object]

CASES: dict[str, tuple[Change, str, str]] = {
    "a bound": (
        lambda data: data["categories"][0]["requires"][0].update(at_least=5),
        "I, “Most characteristics positive” (required): at least 5 of 6 characteristics positive; "
        "it was: at least 4 of 6 characteristics positive",
        "I, “De meeste karakteristieken positief” (vereist): ten minste 5 van 6 karakteristieken positief; "
        "dat was: ten minste 4 van 6 karakteristieken positief",
    ),
    "a new requirement": (
        lambda data: data["categories"][3]["requires"].append({"id": "contact", "attache": "health"}),
        "IV, “contact” (required) is new: present: Health attaché",
        "IV, “contact” (vereist) is nieuw: aanwezig: VWS-attaché",
    ),
    "a preference that went": (
        lambda data: data["categories"][0].update(prefers=[]),
        "I, “In the top 9, or broad interest from the sector” (preferred) is gone",
        "I, “In de top 9, of brede interesse uit de sector” (bij voorkeur) is vervallen",
    ),
    "a variant": (
        lambda data: data["categories"][2]["variants"].pop(1),
        "variant IIIa is gone",
        "variant IIIa is vervallen",
    ),
    "when a variant takes a market": (
        lambda data: data["categories"][2]["variants"][0].update(when={"trend": ["stable"]}),
        "variant IIIb: trend: stable; it was: trend: emerging",
        "variant IIIb: trend: stabiel; dat was: trend: opkomend",
    ),
    "a category": (
        lambda data: data["categories"].append({"id": "V"}),
        "category V is new",
        "categorie V is nieuw",
    ),
    "the order": (
        lambda data: data["categories"].reverse(),
        "categories: the order is IV, III, II, I; it was I, II, III, IV",
        "categorieën: de volgorde is IV, III, II, I; die was I, II, III, IV",
    ),
    "members that come and go": (
        lambda data: data["priority_lists"]["top_9"].update(members=["US", "CN", "DE", "GB", "IN", "FR", "BR", "JP"]),
        "“Top 9 priority markets”: JP added; “Top 9 priority markets”: ASEAN-5 and GULF-6 taken off",
        "“Top 9-prioriteitsmarkten”: JP toegevoegd; “Top 9-prioriteitsmarkten”: ASEAN-5 en GULF-6 eraf gehaald",
    ),
    "members in another order": (
        lambda data: data["priority_lists"]["top_9"]["members"].reverse(),
        "“Top 9 priority markets”: the same members in another order",
        "“Top 9-prioriteitsmarkten”: dezelfde leden in een andere volgorde",
    ),
    "a list that is complete now": (
        lambda data: data["priority_lists"]["top_25"].update(complete=True),
        "“Top 25 priority markets”, complete: yes; it was: no",
        "“Top 25-prioriteitsmarkten”, volledig: ja; dat was: nee",
    ),
    "a list that includes no other now": (
        lambda data: data["priority_lists"]["top_25"].pop("includes"),
        "“Top 25 priority markets”, includes: nothing; it was: top_9",
        "“Top 25-prioriteitsmarkten”, omvat: niets; dat was: top_9",
    ),
    "how members add up": (
        lambda data: data["regions"].update(themes="majority"),
        "regions, themes: majority; it was: any",
        "regio's, thema's: meerderheid; dat was: hoogste",
    ),
    "a theme": (
        lambda data: data["themes"].pop("one_health"),
        "“One Health” is gone",
        "“One Health” is vervallen",
    ),
    "what a derived figure is made of": (
        lambda data: data["indicators"]["health_expenditure_total_usd"].update(product_of=["population"]),
        "“Health expenditure, total”, made of: population; it was: health_expenditure_per_capita_usd, population",
        "“Zorguitgaven, totaal”, samengesteld uit: population; dat was: health_expenditure_per_capita_usd, population",
    ),
    "an error rate": (
        lambda data: data["error_rates"].update(high=0.1),
        "error rates, high: 0.10; it was: 0.05",
        "foutkansen, hoog: 0,10; dat was: 0,05",
    ),
    "the text of a reading": (
        lambda data: data["categories"][0]["requires"][0].update(reading="Otherwise."),
        "I, “Most characteristics positive” (required): the reading is worded anew",
        "I, “De meeste karakteristieken positief” (vereist): nieuwe tekst voor de uitleg",
    ),
    "a name": (
        lambda data: data["dimensions"]["trade"].update(label="Commerce"),
        "“Commerce”: the name is new; it was “Trade”",
        "“Commerce”: de naam is nieuw; die was “Handel”",
    ),
    "a place in the source": (
        lambda data: data["dimensions"]["trade"].update(reference="S9"),
        "“Trade”: the place in the source is S9; it was S2, B3",
        "“Handel”: de plaats in de bron is S9; die was S2, B3",
    ),
    "an item of effort": (
        lambda data: data["categories"][3]["effort"][0].update(strength="required"),
        "effort of IV, “Limited effort, in answer to what others ask”, how strongly it is asked: required; "
        "it was: now and then",
        "inzet van IV, “Beperkte inzet, in antwoord op vragen van anderen”, hoe sterk het wordt gevraagd: vereist; "
        "dat was: incidenteel",
    ),
    "a bound for staying": (
        lambda data: data["categories"][0].update(keep=[{"id": "contact", "attache": "health"}]),
        "I, “contact” (to stay in it) is new: present: Health attaché",
        "I, “contact” (om erin te blijven) is nieuw: aanwezig: VWS-attaché",
    ),
    "a rule for leaving": (
        lambda data: data.update(hysteresis={"reviews": 3}),
        "the rule for leaving a category is new: reviews running at which a market must fail: 3",
        "de regel voor het verlaten van een categorie is nieuw: "
        "herzieningen achter elkaar waarbij een markt niet voldoet: 3",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_change_in_both_languages(tmp_path: Path, case: str) -> None:
    change, in_english, in_dutch = CASES[case]
    found = compared(tmp_path, change)
    (one,) = found.changes
    assert change_text(one, found) == in_english
    select("nl")
    assert change_text(one, found) == in_dutch


def test_a_name_that_differs_in_the_other_language_alone(tmp_path: Path) -> None:
    found = compared(tmp_path, lambda data: data["dimensions"]["trade"]["label"].update(nl="Export"))
    (one,) = found.changes
    assert change_text(one, found) == "“Trade”: the name is another in the other language"


def test_what_decides_stands_apart_from_what_does_not(tmp_path: Path) -> None:
    def change(data: dict[str, Any]) -> None:
        data["categories"][0]["requires"][0].update(at_least=5, reading="Otherwise.")

    document = render(criteria_changes(compared(tmp_path, change)), Page())
    assert document.index("## Changes that can decide a category (1)") < document.index("## Changes of words")
    # Nothing was said of all possible markets.
    assert "All possible markets could not be gone through" in document
