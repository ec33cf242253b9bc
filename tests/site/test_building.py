"""The site as files."""

from __future__ import annotations

import posixpath
import re
from html.parser import HTMLParser

import pytest
from markupsafe import escape

from hhmonitor.answers.words import place_in_source
from hhmonitor.language import select, selected
from hhmonitor.model import in_language
from hhmonitor.site.building import site
from tests.site.conftest import TEXTS, as_texts, shipped

CODES = sorted(shipped().with_members(shipped().listed()))


class Page(HTMLParser):
    """What a page holds: its elements, its anchors, and where it leads; what a script shows later stands apart."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.later = re.findall(r"<template.*?</template>", text, re.S)
        self.feed(re.sub(r"<template.*?</template>", "", text, flags=re.S))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def values(self, attribute: str) -> list[str]:
        return [str(found[attribute]) for _tag, found in self.elements if attribute in found]


@pytest.fixture(scope="module")
def pages(files: dict[str, str]) -> dict[str, Page]:
    return {name: Page(text) for name, text in files.items() if name.endswith(".html")}


def test_both_languages_have_the_same_pages_one_for_each_market(files: dict[str, str]) -> None:
    english = {name.removeprefix("en/") for name in files if name.startswith("en/")}
    dutch = {name.removeprefix("nl/") for name in files if name.startswith("nl/")}
    assert english == dutch
    assert {name for name in english if name.startswith("markets/")} == {
        f"markets/{code}.{ending}" for code in CODES for ending in ("html", *TEXTS)
    }
    pages = ("index", "matrix", "themes", "compare", "try", "criteria", "method")
    assert {f"{name}.html" for name in pages} < english


@pytest.mark.slow
def test_a_second_run_gives_the_same_bytes(files: dict[str, str]) -> None:
    select("en")
    assert as_texts(site(shipped(), forms=TEXTS)) == files


def test_every_page_bears_the_name_of_the_monitor_in_its_language(files: dict[str, str]) -> None:
    pages = {name: text for name, text in files.items() if name.endswith(".html")}
    for name, text in pages.items():
        header = text.partition("<main")[0]
        assert ("Internationale Monitor" in header, "International Monitor" in header) == (
            name.startswith("nl/"),
            not name.startswith("nl/"),
        ), name


@pytest.mark.slow
def test_the_language_in_use_comes_first_and_stays_in_use() -> None:
    select("nl")
    entry = as_texts(site(shipped(), forms=()))["index.html"]
    assert "url=nl/index.html" in entry
    assert "<h1>Health~Holland Internationale Monitor</h1>" in entry
    assert selected() == "nl"


def test_every_link_leads_to_a_file_or_a_web_page(files: dict[str, str], pages: dict[str, Page]) -> None:
    broken = []
    for name, page in pages.items():
        for link in page.values("href") + page.values("src"):
            if link.startswith(("https://", "http://")):
                continue
            target, _hash, anchor = link.partition("#")
            target = target.partition("?")[0]
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), target)) if target else name
            if path not in files or (anchor and anchor not in pages[path].values("id")):
                broken.append(f"{name}: {link}")
    assert broken == []


def test_what_a_cell_of_the_matrix_opens_to_brings_the_sources_that_it_cites(pages: dict[str, Page]) -> None:
    told = [one for name in ("en/matrix.html", "nl/themes.html") for one in pages[name].later]
    assert len(told) == 2 * len(CODES)
    for one in told:
        assert set(re.findall(r'href="#source-(\d+)"', one)) == set(re.findall(r'data-source="(\d+)"', one))


def test_nothing_is_fetched_from_elsewhere(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        for tag, attributes in page.elements:
            fetched = attributes.get("src") or (attributes.get("href") if tag == "link" else None)
            assert fetched is None or not re.match(r"\w+:|//", fetched), f"{name} fetches {fetched}"


def test_ids_are_unique_on_a_page(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        ids = page.values("id")
        assert len(ids) == len(set(ids)), name


def test_the_overview_is_small(files: dict[str, str]) -> None:
    for language in ("en", "nl"):
        parts = (f"{language}/index.html", "style.css", "page.js", "list.js", "overview.js")
        assert sum(len(files[name].encode()) for name in parts) < 400_000


def test_the_page_to_try_things_on_is_small_with_its_data_and_scripts(files: dict[str, str]) -> None:
    for language in ("en", "nl"):
        parts = (f"{language}/try.html", "style.css", "trial.css", "page.js", "rules.js", "trial.js")
        assert sum(len(files[name].encode()) for name in parts) < 200_000


def test_every_page_of_a_market_leads_to_where_it_can_be_tried(files: dict[str, str]) -> None:
    for code in CODES:
        assert f'href="../try.html?m={code}"' in files[f"nl/markets/{code}.html"]


def test_the_map_names_every_country_with_its_category_and_what_its_colour_shows(files: dict[str, str]) -> None:
    world = files["en/index.html"].partition("</svg>")[0]
    titles = re.findall(r"<a href=\"markets/(\w\w)\.html\"[^>]*><title>(.*?)</title>", world)
    assert len(titles) == len({code for code, _title in titles}) == 53
    by_code = dict(titles)
    assert by_code["DE"] == "Germany: I (Broad interest)"
    assert by_code["SG"].startswith("Singapore, in ASEAN-5: I (Broad interest)")
    assert by_code["RO"].startswith("Romania, in Eastern Europe: IIIa (Specific interest); by decision; possible")


def test_open_ranges_are_hatched_and_decisions_outlined(files: dict[str, str]) -> None:
    classification = shipped()
    for code in ("DE", "CA", "CN"):
        one = classification[code]
        drawn = re.search(rf'<path [^>]*id="on-map-{code}"[^>]*>', files["en/index.html"])
        assert drawn is not None
        assert ("url(#hatched" in drawn[0]) is not one.assessment.determined
        assert (" decided" in drawn[0]) is one.by_decision


def test_europe_is_drawn_larger_and_what_is_too_small_is_named(files: dict[str, str]) -> None:
    page = files["en/index.html"]
    europe = page.partition('class="world europe"')[2].partition("</svg>")[0]
    assert set(re.findall(r"markets/(\w\w)\.html", europe)) >= {
        "DE",
        "FR",
        "GB",
        "IT",
        "PL",
        "RO",
        "UA",
        "BE",
        "CH",
        "SE",
    }
    assert not {"JP", "US", "EG"} & set(re.findall(r"markets/(\w\w)\.html", europe))
    dots = re.search(r'<p class="dots">(.*?)</p>', page, re.S)
    assert dots is not None
    assert {"SG", "BH"} <= set(re.findall(r"markets/(\w\w)\.html", dots[1]))


def test_the_table_shows_every_market_with_its_category(files: dict[str, str]) -> None:
    classification = shipped()
    rows = re.findall(
        r"<tr( class=\"member\")? id=.*? data-category=\"(\w+)\".*?markets/([\w-]+)\.html", files["en/index.html"], re.S
    )
    shown = {code: (bool(member), category) for member, category, code in rows}
    assert shown == {code: (classification[code].region is not None, classification[code].category) for code in CODES}


def test_a_member_has_the_category_of_its_region_on_every_page(files: dict[str, str]) -> None:
    classification = shipped()
    on_map = dict(re.findall(r'<a href="markets/(\w\w)\.html"[^>]*><title>[^:]*: (\w+)', files["en/index.html"]))
    for code, region in classification.project.region_of.items():
        category, profile = classification[region].category, classification[code].assessment.rule_category
        assert on_map[code] == category
        for page in ("index", "matrix", "themes"):
            name = rf'<th scope="row"[^>]*><a href="markets/{code}\.html">'
            row = re.search(rf"{name}.*?</tr>", files[f"en/{page}.html"], re.S)
            assert row is not None
            assert re.findall(r'class="badge \w+">(\w+)<', row[0]) == [category]
            assert re.search(rf">{profile}[ <]", row[0]), (code, page)
        verdict = re.search(r'<p class="verdict">(.*?)</p>', files[f"en/markets/{code}.html"], re.S)
        assert verdict is not None
        assert f"</span>{category}</span>" in verdict[1]


def test_the_footer_tells_what_the_site_was_made_from(files: dict[str, str]) -> None:
    marks = {
        match[1]
        for name, text in files.items()
        if name.startswith("en/") and (match := re.search("fingerprint ([0-9a-f]{16})", text))
    }
    assert len(marks) == 1


def test_the_criteria_page_tells_every_requirement_with_its_reading_and_place(files: dict[str, str]) -> None:
    criteria = shipped().criteria
    page = files["nl/criteria.html"]
    select("nl")
    for category in criteria.categories:
        for one in (*category.requires, *category.prefers):
            assert one.reference is not None
            assert place_in_source(one.reference) in page
            assert one.reading is not None
            assert str(escape(in_language(one.reading, "nl"))) in page
    assert "minstens 1.000 USD" in page


IN_HAND = {
    "en": ("overdue", "White spots", "Certainty", "nothing on file", "Working edition"),
    # That nothing is known may well stand in the grounds of a judgement.
    "nl": ("Witte vlekken", "Zekerheid", 'title="niets bekend"', "Werkeditie"),
}


@pytest.mark.slow
@pytest.mark.parametrize(("language", "word"), [(language, word) for language in IN_HAND for word in IN_HAND[language]])
def test_the_public_edition_leaves_out_what_is_work_in_hand(
    files: dict[str, str], working: dict[str, str], language: str, word: str
) -> None:
    """Reviews that are due, chances, white spots, and whom to ask are for the steering group."""

    def pages(edition: dict[str, str]) -> list[str]:
        without = (f"{language}/method.", f"{language}/criteria.")
        named = [name for name in edition if name.startswith(f"{language}/") and not name.startswith(without)]
        return [name for name in named if word in edition[name].partition("<template")[0]]

    assert pages(working)
    assert pages(files) == []


def test_the_public_fiche_says_what_a_decision_is_and_whose_words_are_the_reason(files: dict[str, str]) -> None:
    japan = files["en/markets/JP.html"]
    for part in (
        "In favour of this market:",
        "Why this category",
        "A decision comes before what the rules give",
        "editors of the Monitor",
    ):
        assert part in japan, part
    assert "is on the list through" in files["en/markets/NO.html"]
