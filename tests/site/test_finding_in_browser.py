"""Finding a market and coming back to it, in a real browser: names that people use, and what the address keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.test_browser import DESKTOP, PHONE, header, names, show

selenium = pytest.importorskip("selenium", reason="selenium is missing (the extra dev brings it)")

from selenium import webdriver  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.support.ui import Select, WebDriverWait  # noqa: E402

pytestmark = pytest.mark.slow


def search(browser: webdriver.Chrome, text: str) -> list[str]:
    field = browser.find_element(By.NAME, "text")
    field.clear()
    field.send_keys(text)
    return names(browser)


def wait_for(browser: webdriver.Chrome, address: str) -> None:
    WebDriverWait(browser, 5).until(lambda one: address in one.current_url)


def go(browser: webdriver.Chrome, page: Path, address: str) -> None:
    browser.get("about:blank")
    browser.get(f"{page.as_uri()}{address}")


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(
    ("typed", "code"),
    [
        *[("UK", "GB"), ("gbr", "GB"), ("Engeland", "GB"), ("england", "GB"), ("VK", "GB")],
        *[("USA", "US"), ("VS", "US"), ("Amerika", "US"), ("Turkey", "TR"), ("Turkije", "TR"), ("Türkiye", "TR")],
        *[("DE", "DE"), ("Duitsland", "DE"), ("zuid korea", "KR"), ("asean 5", "ASEAN-5")],
    ],
)
def test_a_code_or_a_name_in_either_language_finds_one_market(
    browser: webdriver.Chrome, folder: Path, language: str, typed: str, code: str
) -> None:
    for page, rows in (("index", "table.list"), ("matrix", "table.matrix")):
        show(browser, folder / language / f"{page}.html")
        search(browser, typed)
        found = [one for one in browser.find_elements(By.CSS_SELECTOR, f"{rows} tbody tr") if one.is_displayed()]
        assert [one.get_attribute("id") for one in found] == [code], page


def test_what_is_no_whole_name_finds_all_that_hold_it(browser: webdriver.Chrome, folder: Path) -> None:
    show(browser, folder / "en" / "index.html")
    assert {"United Kingdom", "United States", "United Arab Emirates"} <= set(search(browser, "united"))
    assert search(browser, "no such market") == []


def test_filter_and_order_stand_in_the_address_and_are_there_again(browser: webdriver.Chrome, folder: Path) -> None:
    page = folder / "en" / "index.html"
    show(browser, page)
    Select(browser.find_element(By.NAME, "category")).select_by_value("II")
    browser.find_element(By.NAME, "members").click()
    header(browser, "market").click()
    header(browser, "market").click()
    shown, address = names(browser), browser.current_url
    assert address == f"{page.as_uri()}?category=II&members=0&sort=-market"
    go(browser, page, "?category=II&members=0&sort=-market")
    assert names(browser) == shown == sorted(shown, reverse=True)
    # To a market and back again.
    browser.find_element(By.LINK_TEXT, shown[0]).click()
    browser.back()
    assert (browser.current_url, names(browser)) == (address, shown)
    # What is as it was leaves the address.
    browser.find_element(By.NAME, "members").click()
    Select(browser.find_element(By.NAME, "category")).select_by_value("")
    assert browser.current_url == f"{page.as_uri()}?sort=-market"


def test_the_filter_of_the_matrix_stands_in_the_address_in_either_language(
    browser: webdriver.Chrome, folder: Path
) -> None:
    show(browser, folder / "en" / "matrix.html")
    Select(browser.find_element(By.NAME, "column")).select_by_value("trend")
    Select(browser.find_element(By.NAME, "value")).select_by_visible_text("emerging")
    address = browser.current_url.partition("?")[2]
    assert address == "column=trend&value=emerging"
    shown = browser.find_element(By.CSS_SELECTOR, "output").text.split()[0]
    browser.find_element(By.CSS_SELECTOR, ".switch a").click()
    assert browser.current_url == f"{(folder / 'nl' / 'matrix.html').as_uri()}?{address}"
    assert Select(browser.find_element(By.NAME, "value")).first_selected_option.text == "opkomend"
    assert browser.find_element(By.CSS_SELECTOR, "output").text.split()[0] == shown


@pytest.mark.parametrize("page", ["index", "matrix"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_row_in_sight_stands_in_the_address_and_is_there_again(
    browser: webdriver.Chrome, folder: Path, page: str, size: tuple[int, int]
) -> None:
    show(browser, folder / "en" / f"{page}.html", size)
    browser.execute_script("document.getElementById('KR').scrollIntoView()")
    wait_for(browser, "#")
    address = browser.current_url
    place = "return document.querySelector(location.hash).getBoundingClientRect().top"
    top = browser.execute_script(place)
    # By script: to be clicked by the driver it would be scrolled to first.
    browser.execute_script("document.querySelector(`${location.hash} th a`).click()")
    wait_for(browser, "/markets/")
    browser.back()
    wait_for(browser, address)
    assert browser.execute_script(place) == pytest.approx(top, abs=60)
    show(browser, folder / "index.html")
    go(browser, folder / "en" / f"{page}.html", "#KR")
    assert 0 <= browser.execute_script("return document.getElementById('KR').getBoundingClientRect().top") < 300


def test_the_switch_of_language_keeps_the_place(browser: webdriver.Chrome, folder: Path) -> None:
    show(browser, folder / "en" / "index.html")
    for page, address in (
        ("index.html", "?category=II&sort=-market#JP"),
        ("compare.html", "?m=JP,TW"),
        ("try.html", "?m=JP"),
        ("markets/JP.html", "#figures"),
    ):
        go(browser, folder / "en" / page, address)
        browser.find_element(By.CSS_SELECTOR, ".switch a").click()
        assert browser.current_url == f"{(folder / 'nl' / page).as_uri()}{address}"
