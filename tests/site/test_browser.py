"""The site in a real browser: Chromium, driven by selenium, and axe-core's judgement of what it shows."""

from __future__ import annotations

import base64
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.support import REPOSITORY

selenium = pytest.importorskip("selenium", reason="selenium is missing (the extra dev brings it)")

from selenium import webdriver  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.support.ui import Select  # noqa: E402

AXE = REPOSITORY / "build" / "npm" / "node_modules" / "axe-core" / "axe.min.js"
HTML_VALIDATE = REPOSITORY / "build" / "npm" / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
pytestmark = pytest.mark.slow

DESKTOP, PHONE = (1280, 900), (375, 812)

PAGES = ["index", "matrix", "themes", "compare", "try", "criteria", "method", "markets/DE", "markets/GULF-6"]


def show(browser: webdriver.Chrome, page: Path, size: tuple[int, int] = DESKTOP) -> None:
    # A headless window has a smallest width of its own; this sets what the page gets.
    metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size == PHONE}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.get(page.as_uri())


def violations(browser: webdriver.Chrome) -> list[tuple[str, list[Any]]]:
    """What axe-core finds on the page that is shown: each rule with where it is broken first."""
    browser.execute_script(AXE.read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = browser.execute_async_script(
        "const done = arguments[arguments.length - 1];"
        "axe.run(document, {runOnly: arguments[0]}).then(result => done(result.violations));",
        tags,
    )
    return [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found]


def names(browser: webdriver.Chrome) -> list[str]:
    rows = browser.find_elements(By.CSS_SELECTOR, "table.list tbody tr")
    return [row.find_element(By.CSS_SELECTOR, "th a").text for row in rows if row.is_displayed()]


def header(browser: webdriver.Chrome, title: str) -> Any:
    return browser.find_element(By.XPATH, f"//thead//button[normalize-space()='{title}']")


def test_the_list_sorts_by_a_column_and_back(browser: webdriver.Chrome, folder: Path) -> None:
    show(browser, folder / "en" / "index.html")
    header(browser, "market").click()
    upwards = names(browser)
    assert upwards[:3] == ["Africa, other", "Algeria", "ASEAN-5"]
    assert header(browser, "market").find_element(By.XPATH, "..").get_attribute("aria-sort") == "ascending"
    header(browser, "market").click()
    assert names(browser) == upwards[::-1]


def test_sorting_by_category_goes_by_rank(browser: webdriver.Chrome, folder: Path) -> None:
    show(browser, folder / "en" / "index.html")
    header(browser, "category").send_keys(Keys.ENTER)
    cells = browser.find_elements(By.CSS_SELECTOR, "table.list tbody td:nth-child(2)")
    shown = [cell.text for cell in cells]
    assert shown == sorted(shown, key=["I", "II", "IIIa", "IIIb", "IV", "none"].index)


def test_the_list_filters_and_says_how_much_is_left(browser: webdriver.Chrome, folder: Path) -> None:
    show(browser, folder / "nl" / "index.html")
    told = browser.find_element(By.CSS_SELECTOR, "output")
    assert told.text == "60 rijen getoond"
    browser.find_element(By.NAME, "members").click()
    assert told.text == "32 rijen getoond"
    browser.find_element(By.NAME, "text").send_keys("zwits")
    assert names(browser) == ["Zwitserland"]
    assert told.text == "1 rij getoond"


def test_only_what_is_open_is_left_where_that_is_asked(browser: webdriver.Chrome, folder: Path) -> None:
    show(browser, folder / "en" / "index.html")
    browser.find_element(By.NAME, "open").click()
    left = names(browser)
    assert "Canada" in left
    assert "Germany" not in left


def test_without_a_script_the_list_is_a_plain_table(browser: webdriver.Chrome, folder: Path) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        show(browser, folder / "en" / "index.html")
        assert len(browser.find_elements(By.CSS_SELECTOR, "table.list tbody tr")) == 60
        assert not browser.find_element(By.CSS_SELECTOR, "form.filter").is_displayed()
        assert browser.find_elements(By.CSS_SELECTOR, "thead button") == []
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_the_switch_leads_to_the_same_page_in_the_other_language(browser: webdriver.Chrome, folder: Path) -> None:
    show(browser, folder / "nl" / "markets" / "JP.html")
    switch = browser.find_element(By.CSS_SELECTOR, ".switch a")
    assert (switch.text, switch.get_attribute("lang")) == ("English", "en")
    switch.click()
    assert browser.current_url == (folder / "en" / "markets" / "JP.html").as_uri()
    assert browser.find_element(By.TAG_NAME, "html").get_attribute("lang") == "en"


def test_the_entry_leads_to_the_language_it_was_made_in(browser: webdriver.Chrome, folder: Path) -> None:
    show(browser, folder / "index.html")
    assert browser.current_url == (folder / "en" / "index.html").as_uri()


def test_the_first_tab_offers_to_skip_to_the_content(browser: webdriver.Chrome, folder: Path) -> None:
    show(browser, folder / "en" / "index.html")
    browser.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    first = browser.switch_to.active_element
    assert first.text == "To the content"
    assert first.is_displayed()
    first.send_keys(Keys.ENTER)
    assert browser.current_url.endswith("#content")


def test_tabs_reach_the_filter_the_columns_and_the_markets(browser: webdriver.Chrome, folder: Path) -> None:
    show(browser, folder / "en" / "index.html")
    reached: list[str] = []
    body = browser.find_element(By.TAG_NAME, "body")
    while "ASEAN-5" not in reached and len(reached) < 100:
        body.send_keys(Keys.TAB)
        body = browser.switch_to.active_element
        reached.append(body.get_attribute("name") or body.text or body.tag_name)
    assert [name for name in ("text", "category", "open", "members") if name in reached] == [
        "text", "category", "open", "members",
    ]  # fmt: skip
    assert "market" in reached
    assert "ASEAN-5" in reached


def test_the_map_is_seen_and_its_countries_have_titles(browser: webdriver.Chrome, folder: Path) -> None:
    show(browser, folder / "nl" / "index.html")
    drawn = browser.find_element(By.CSS_SELECTOR, "svg.world")
    assert drawn.size["width"] > 800
    japan = drawn.find_element(By.CSS_SELECTOR, "a[href='markets/JP.html']")
    title = browser.execute_script("return arguments[0].querySelector('title').textContent", japan)
    assert title == "Japan: II (Interesse vanuit specifieke perspectieven); volgens besluit"
    fill = browser.execute_script("return getComputedStyle(arguments[0].querySelector('path')).fill", japan)
    assert fill == "rgb(42, 117, 149)"


def test_a_country_on_the_map_leads_to_its_page(browser: webdriver.Chrome, folder: Path) -> None:
    show(browser, folder / "en" / "index.html")
    browser.find_element(By.CSS_SELECTOR, "svg.world a[href='markets/AU.html'] path").click()
    assert browser.find_element(By.TAG_NAME, "h1").text == "Australia"


def test_a_cell_of_the_matrix_opens_to_what_it_rests_on(browser: webdriver.Chrome, folder: Path) -> None:
    show(browser, folder / "en" / "matrix.html")
    cell = browser.find_element(By.CSS_SELECTOR, "tr[data-code=JP] a[data-path='health_system.market_size']")
    cell.send_keys(Keys.ENTER)
    told = browser.find_element(By.CSS_SELECTOR, "dialog.told")
    assert told.is_displayed()
    for part in (
        "Japan",
        "Market size: positive",
        "Health expenditure per head: ",
        "As judged on 31 October 2026",
        "Counts for",
    ):
        assert part in told.text, part
    # What is cited stands beneath it, and nothing else does.
    cited = {one.get_attribute("href").rpartition("#")[2] for one in told.find_elements(By.CSS_SELECTOR, ".cited a")}
    listed = {one.get_attribute("id") for one in told.find_elements(By.CSS_SELECTOR, ".references p")}
    assert cited == listed != set()
    told.find_element(By.CSS_SELECTOR, ".close").click()
    assert not told.is_displayed()


def test_the_matrix_filters_by_the_value_of_any_column(browser: webdriver.Chrome, folder: Path) -> None:
    show(browser, folder / "en" / "matrix.html")
    column = Select(browser.find_element(By.NAME, "column"))
    column.select_by_visible_text("Trend")
    Select(browser.find_element(By.NAME, "value")).select_by_visible_text("emerging")
    shown = [row for row in browser.find_elements(By.CSS_SELECTOR, "table.matrix tbody tr") if row.is_displayed()]
    words = {
        row.find_element(By.CSS_SELECTOR, "[data-path=trend] .unseen").get_attribute("textContent") for row in shown
    }
    assert words == {"emerging"}
    assert str(len(shown)) in browser.find_element(By.CSS_SELECTOR, "output").text


CUT = """
const cut = document.documentElement.scrollWidth > innerWidth ? ["the page"] : [];
const parts = ".scroll, th, td, h1, h2, h3, button, select, label, summary, legend, .badge";
for (const one of document.querySelectorAll(parts)) {
  const unseen = one.closest(".unseen, [hidden], thead, details:not([open])") && !one.matches(".scroll");
  if (unseen || getComputedStyle(one).display === "inline" || !one.checkVisibility()) continue;
  // Of a card the label is in the first column.
  const labelled = getComputedStyle(one, "::before").content !== "none";
  const squashed = labelled && parseFloat(getComputedStyle(one).gridTemplateColumns) < 60;
  const wider = one.scrollWidth > one.clientWidth + 1;
  if (squashed || wider) cut.push(`${one.tagName} ${one.textContent.trim().slice(0, 40)}`);
}
return cut;
"""
"""What on a page is wider than the room that it has."""


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_cut_at_any_width(
    browser: webdriver.Chrome, folder: Path, working_folder: Path, page: str, language: str
) -> None:
    for root in (folder, working_folder):
        for width in (1440, 1024, 768, 390):
            show(browser, root / language / f"{page}.html", (width, 900))
            assert browser.execute_script(CUT) == [], (root.name, width)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_way_to_the_other_pages_is_one_line_on_a_desk(
    browser: webdriver.Chrome, folder: Path, language: str
) -> None:
    for page in PAGES:
        show(browser, folder / language / f"{page}.html", (1440, 900))
        links = browser.find_elements(By.CSS_SELECTOR, "header.site a")
        assert max(one.rect["y"] for one in links) - min(one.rect["y"] for one in links) < 20, page


def test_what_stands_beside_the_judgements_leaves_no_gap(browser: webdriver.Chrome, folder: Path) -> None:
    show(browser, folder / "nl" / "markets" / "DE.html", (1440, 900))
    places = """
        const place = (name) => document.querySelector(`.section-${name}`).getBoundingClientRect();
        const [main, figures, activities] = ["characteristics", "figures", "activities"].map(place);
        return [main.left, figures.left, activities.top - figures.bottom];
    """
    left, right, gap = browser.execute_script(places)
    assert left < right
    assert gap < 60


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_no_barrier(browser: webdriver.Chrome, folder: Path, page: str, size: tuple[int, int]) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is missing (npm install --prefix build/npm axe-core)")
    show(browser, folder / "en" / f"{page}.html", size)
    assert violations(browser) == []


@pytest.mark.parametrize("page", ["index", "matrix", "markets/DE", "markets/GULF-6"])
def test_axe_finds_no_barrier_in_what_the_steering_group_reads(
    browser: webdriver.Chrome, working_folder: Path, page: str
) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is missing (npm install --prefix build/npm axe-core)")
    show(browser, working_folder / "nl" / f"{page}.html")
    assert violations(browser) == []


def test_every_page_of_both_editions_is_html_as_it_is_meant(folder: Path, working_folder: Path, tmp_path: Path) -> None:
    if not HTML_VALIDATE.is_file() or shutil.which("node") is None:
        pytest.skip("html-validate is missing (npm install --prefix build/npm html-validate)")
    rules = tmp_path / "rules.json"
    rules.write_text('{"root": true, "extends": ["html-validate:standard"]}', encoding="utf-8")
    pages = [root / language for root in (folder, working_folder) for language in ("en", "nl")]
    made = subprocess.run(
        ["node", HTML_VALIDATE, "--config", rules, *pages], capture_output=True, text=True, check=False
    )
    assert (made.returncode, made.stdout) == (0, ""), made.stdout[:2000] + made.stderr[:2000]


@pytest.mark.parametrize("page", ["markets/DE", "markets/CN", "markets/GULF-6"])
def test_a_market_prints_on_a_few_pages_without_the_frame(
    browser: webdriver.Chrome, folder: Path, page: str, tmp_path: Path
) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is missing (Debian: poppler-utils)")
    show(browser, folder / "nl" / f"{page}.html")
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
    (tmp_path / "page.pdf").write_bytes(base64.b64decode(printed["data"]))
    made = subprocess.run(["pdftotext", "page.pdf", "-"], cwd=tmp_path, capture_output=True, check=True).stdout.decode()
    assert made.count("\f") <= 3  # Germany, on which most is known, needs the third
    assert "Bronnen" in made
    assert "Criteria per markt" not in made
