"""Markets side by side, in a real browser: chosen by names that people use, kept in the address, printed whole."""

from __future__ import annotations

import base64
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.site.test_browser import AXE, violations

selenium = pytest.importorskip("selenium", reason="selenium is missing (the extra dev brings it)")

from selenium import webdriver  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402

pytestmark = pytest.mark.slow

WALL, TABLET, PHONE = (1440, 900), (768, 1024), (390, 844)


def show(browser: webdriver.Chrome, folder: Path, page: str, size: tuple[int, int] = WALL) -> None:
    metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size == PHONE}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.get("about:blank")
    browser.get(f"{folder.as_uri()}/{page}")


def heads(browser: webdriver.Chrome) -> list[str]:
    found = browser.find_elements(By.CSS_SELECTOR, "table.beside thead th")
    return [one.text for one in found if one.is_displayed()]


def line(browser: webdriver.Chrome, title: str) -> list[str]:
    row = browser.find_element(By.XPATH, f"//table//tr[th[normalize-space()='{title}']][td]")
    return [one.text for one in row.find_elements(By.TAG_NAME, "td")]


def test_the_address_says_which_markets_stand_beside_each_other_and_in_which_order(
    browser: webdriver.Chrome, folder: Path
) -> None:
    show(browser, folder, "en/compare.html?m=JP,KR,TW")
    assert heads(browser) == ["Japan", "South Korea", "Taiwan"]
    # A badge says “category” to those who hear the page.
    assert [text.split("\n")[1].strip() for text in line(browser, "Category")] == ["II", "IIIb", "IIIb"]
    assert line(browser, "Market size") == ["+ positive", "+ positive", "? unknown"]
    show(browser, folder, "en/compare.html?m=TW,JP")
    assert heads(browser) == ["Taiwan", "Japan"]
    assert line(browser, "Market size") == ["? unknown", "+ positive"]
    assert browser.title.startswith("Side by side: Taiwan, Japan")


def test_a_member_shows_its_profile_and_the_region_that_it_is_on_the_list_through(
    browser: webdriver.Chrome, folder: Path
) -> None:
    show(browser, folder, "nl/compare.html?m=NO,SG")
    assert line(browser, "Op de lijst via") == ["Nordics", "ASEAN 5"]
    assert all(line(browser, "Profiel volgens de regels"))
    titles = [one.text for one in browser.find_elements(By.CSS_SELECTOR, "tr.part th") if one.is_displayed()]
    assert {"Categorie", "Thema's", "Wat telde", "Programma en inzet"} <= set(titles)


def test_markets_are_added_and_left_out_and_back_goes_back(browser: webdriver.Chrome, folder: Path) -> None:
    show(browser, folder, "en/compare.html")
    field = browser.find_element(By.NAME, "market")
    for name in ("UK", "turkije", "Engeland", "Japan"):
        field.send_keys(name, Keys.ENTER)
    assert heads(browser) == ["United Kingdom", "Türkiye", "Japan"]
    assert browser.current_url.endswith("?m=GB,TR,JP")
    browser.find_element(By.CSS_SELECTOR, "[aria-label='Leave out Türkiye']").click()
    assert heads(browser) == ["United Kingdom", "Japan"]
    browser.back()
    assert heads(browser) == ["United Kingdom", "Türkiye", "Japan"]


def test_what_is_no_market_is_said(browser: webdriver.Chrome, folder: Path) -> None:
    show(browser, folder, "en/compare.html?m=JP,XX")
    assert heads(browser) == ["Japan"]
    assert "No market is called “XX”." in browser.find_element(By.CSS_SELECTOR, "form.choose").text


def test_without_a_script_all_markets_stand_there(browser: webdriver.Chrome, folder: Path) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        show(browser, folder, "en/compare.html?m=JP")
        assert len(browser.find_elements(By.CSS_SELECTOR, "table.beside thead th")) == 60
        assert browser.find_element(By.CSS_SELECTOR, "table.beside").is_displayed()
        assert not browser.find_element(By.CSS_SELECTOR, "form.choose").is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_it_prints_whole(browser: webdriver.Chrome, folder: Path, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is missing (Debian: poppler-utils)")
    show(browser, folder, "en/compare.html?m=JP,KR,TW,NO,GB,DE")
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
    (tmp_path / "page.pdf").write_bytes(base64.b64decode(printed["data"]))
    made = subprocess.run(["pdftotext", "-layout", "page.pdf", "-"], cwd=tmp_path, capture_output=True, check=True)
    text = made.stdout.decode()
    assert "Add a market" not in text
    for part in ("United Kingdom", "Germany", "Market size", "Themes", "What counted", "Programme and effort"):
        assert part in text, part


@pytest.mark.parametrize("size", [WALL, TABLET, PHONE], ids=["wall", "tablet", "phone"])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_it_is_no_wider_than_its_window_and_has_no_barrier(
    browser: webdriver.Chrome, folder: Path, language: str, size: tuple[int, int]
) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is missing (npm install --prefix build/npm axe-core)")
    show(browser, folder, f"{language}/compare.html?m=JP,KR,TW", size)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= size[0]
    found: list[tuple[str, list[Any]]] = violations(browser)
    assert found == []
