"""Trying what would change, in a real browser: by mouse, keyboard and finger, on the wall and on a phone."""

from __future__ import annotations

import base64
import json
import re
import shlex
import shutil
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from hhmonitor.cli.app import run
from tests.site.test_browser import AXE, violations
from tests.support import REPOSITORY

selenium = pytest.importorskip("selenium", reason="selenium is missing (the extra dev brings it)")

from selenium import webdriver  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402

pytestmark = pytest.mark.slow

WALL, TABLET, PHONE = (1440, 900), (768, 1024), (390, 844)
MOST = "I.most_characteristics.at_least"


def show(browser: webdriver.Chrome, folder: Path, page: str, size: tuple[int, int] = WALL) -> None:
    metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size == PHONE}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.get("about:blank")
    browser.get(f"{(folder / 'en').as_uri()}/{page}")


def verdict(browser: webdriver.Chrome) -> str:
    # A badge says “category” to those who hear the page.
    said = browser.execute_script("return document.getElementById('trial-verdict').textContent")
    return re.sub("categor(y|ie) ", "", said)


def command(browser: webdriver.Chrome) -> list[str]:
    return shlex.split(browser.find_element(By.CSS_SELECTOR, "#trial-scenario code").text)


def answer(words: list[str], folder: Path) -> dict[str, Any]:
    """What the command that the page gives says."""
    assert words[:2] == ["hhmonitor", "what-if"]
    file = folder / "answer.json"
    assert run([*words[1:], "--root", str(REPOSITORY), "--output", str(file)]) == 0
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def slider(browser: webdriver.Chrome, requirement: str) -> Any:
    group = f"//*[@role='group'][@aria-label='{requirement}']"
    return browser.find_element(By.XPATH, f"{group}//input[@type='range']")


def choose(browser: webdriver.Chrome, path: str, word: str) -> Any:
    """The segment of an input's value."""
    inputs = "JSON.parse(document.getElementById('trial-data').textContent).inputs"
    number = browser.execute_script(f"return {inputs}.findIndex((one) => one.path === arguments[0])", path)
    return browser.find_element(By.CSS_SELECTOR, f"label[for='input-{number}-{word}']")


def test_an_input_set_otherwise_moves_the_market_at_once(
    browser: webdriver.Chrome, folder: Path, tmp_path: Path
) -> None:
    show(browser, folder, "try.html?m=JP")
    assert verdict(browser) == "Japan is in I by the rules."
    choose(browser, "sector_interest", "incidental").click()
    assert browser.current_url.endswith("try.html?m=JP&sector_interest=incidental")
    assert "--set sector_interest=incidental" in " ".join(command(browser))
    (market,) = answer(command(browser), tmp_path)["markets"]
    assert (
        verdict(browser)
        == f"Japan goes from {market['before']['rule_category']} to {market['after']['rule_category']}."
    )
    cells = browser.find_elements(By.CSS_SELECTOR, ".before-after tr:nth-child(2) td")
    assert [cell.text for cell in cells] == [", ".join(market[when]["possible"]) for when in ("before", "after")]


def test_what_is_set_back_is_no_longer_otherwise(browser: webdriver.Chrome, folder: Path) -> None:
    show(browser, folder, "try.html?m=JP&sector_interest=incidental")
    choose(browser, "sector_interest", "broad").click()
    assert browser.current_url.endswith("try.html?m=JP")
    assert browser.find_elements(By.CSS_SELECTOR, ".chips li") == []


def test_what_would_lift_a_market_can_be_tried_with_one_press(browser: webdriver.Chrome, folder: Path) -> None:
    show(browser, folder, "try.html?m=CA")
    way = browser.find_element(By.CSS_SELECTOR, ".ways button")
    way.send_keys(Keys.ENTER)
    assert verdict(browser).startswith("Canada goes from IIIa to")


def test_a_bound_moved_with_the_keyboard_moves_the_list(
    browser: webdriver.Chrome, folder: Path, tmp_path: Path
) -> None:
    show(browser, folder, "try.html")
    slider(browser, "Most characteristics positive").send_keys(Keys.ARROW_LEFT)
    assert browser.current_url.endswith(f"try.html?{MOST}=3")
    moving = [one for one in answer(command(browser), tmp_path)["markets"] if one["moves"]]
    assert moving
    assert verdict(browser) == f"{len(moving)} of 32 markets move."
    named = browser.find_elements(By.CSS_SELECTOR, "table.movers tbody th")
    assert sorted(one.text for one in named) == sorted(one["name"] for one in moving)


def test_the_map_takes_the_colours_of_what_is_tried(browser: webdriver.Chrome, folder: Path) -> None:
    germany = "document.querySelector(\"#trial-map a[href='markets/DE.html'] path\")"
    fill = f"return getComputedStyle({germany}).fill"
    show(browser, folder, "try.html")
    before = browser.execute_script(fill)
    show(browser, folder, f"try.html?{MOST}=6&II.most_characteristics.at_least=6")
    assert browser.execute_script(fill) != before


def test_several_settings_give_the_command_that_says_the_same(
    browser: webdriver.Chrome, folder: Path, tmp_path: Path
) -> None:
    query = (
        f"{MOST}=3&II.top_25_or_broad=off&III.one_theme.level=broad&priority_lists.top_25.complete=true"
        "&health_system.market_size.health_expenditure_per_capita_usd.at_least=5000"
    )
    show(browser, folder, f"try.html?{query}")
    moving = {one["name"]: one for one in answer(command(browser), tmp_path)["markets"] if one["moves"]}
    rows = browser.find_elements(By.CSS_SELECTOR, "table.movers tbody tr")
    told = {row.find_element(By.TAG_NAME, "th").text: row.find_elements(By.TAG_NAME, "td") for row in rows}
    assert told.keys() == moving.keys()
    for name, cells in told.items():
        badges = [cell.find_element(By.CSS_SELECTOR, ".badge").text.split()[-1] for cell in cells[:2]]
        assert badges == [moving[name][when]["rule_category"] for when in ("before", "after")]


def test_lists_that_would_contradict_each_other_cannot_be_chosen(browser: webdriver.Chrome, folder: Path) -> None:
    show(browser, folder, "try.html?m=JP&priority_lists.top_25=in")
    box = browser.find_element(By.ID, choose(browser, "priority_lists.top_50", "out").get_attribute("for"))
    assert not box.is_enabled()


def test_the_arrows_go_through_the_values_of_an_input(browser: webdriver.Chrome, folder: Path) -> None:
    show(browser, folder, "try.html?m=JP")
    box = browser.find_element(By.ID, choose(browser, "trend", "emerging").get_attribute("for"))
    before = box.is_selected()
    browser.find_element(By.CSS_SELECTOR, f"input[name='{box.get_attribute('name')}']:checked").send_keys(
        Keys.ARROW_RIGHT
    )
    assert "trend=" in browser.current_url
    assert browser.find_elements(By.CSS_SELECTOR, ".choice.moved") or before


def test_a_finger_sets_an_input(browser: webdriver.Chrome, folder: Path) -> None:
    show(browser, folder, "try.html?m=JP", PHONE)
    label = choose(browser, "sector_interest", "none")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", label)
    spot = browser.execute_script(
        "const box = arguments[0].getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]",
        label,
    )
    touch = {"touchPoints": [{"x": spot[0], "y": spot[1]}]}
    browser.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": True})
    try:
        browser.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": "touchStart", **touch})
        browser.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        assert verdict(browser).startswith("Japan goes from I to")
    finally:
        browser.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": False})


def test_the_switch_of_language_takes_along_what_is_tried(browser: webdriver.Chrome, folder: Path) -> None:
    show(browser, folder, f"try.html?m=JP&trend=unknown&{MOST}=3")
    query = browser.current_url.partition("?")[2]
    browser.find_element(By.CSS_SELECTOR, ".switch a").click()
    assert browser.current_url == f"{(folder / 'nl').as_uri()}/try.html?{query}"
    assert len(browser.find_elements(By.CSS_SELECTOR, ".chips li")) == 2


def test_what_the_address_cannot_mean_is_said(browser: webdriver.Chrome, folder: Path) -> None:
    show(browser, folder, "try.html?m=XX&trend=sideways")
    told = [one.text for one in browser.find_elements(By.CSS_SELECTOR, "#trial-notices .notice")]
    assert told == [
        "The address names a market that is not on this list: XX.",
        "“trend=sideways” in the address means nothing here and is left out.",
    ]


def test_without_a_script_it_says_what_to_do(browser: webdriver.Chrome, folder: Path) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        show(browser, folder, "try.html")
        assert "hhmonitor what-if" in browser.find_element(By.CSS_SELECTOR, "main").text
        assert not browser.find_element(By.ID, "trial").is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


class _Strict(SimpleHTTPRequestHandler):
    """Serves with a policy that allows what the site itself brings, and nothing written into its pages."""

    def end_headers(self) -> None:
        self.send_header(
            "Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
        )
        super().end_headers()

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture
def served(folder: Path) -> Iterator[str]:
    """The address of the site under a strict Content-Security-Policy."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Strict, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_strict_policy_breaks_nothing(browser: webdriver.Chrome, served: str) -> None:
    browser.get(f"{served}/en/try.html?{MOST}=3")
    assert "markets move" in verdict(browser)
    browser.get(f"{served}/nl/try.html?m=JP&sector_interest=none")
    assert verdict(browser).startswith("Japan gaat van I naar")
    assert browser.execute_script("return document.querySelectorAll('[style]').length") == 0


@pytest.mark.parametrize("size", [WALL, TABLET, PHONE], ids=["wall", "tablet", "phone"])
@pytest.mark.parametrize(
    "page", [f"try.html?{MOST}=3", f"try.html?m=CA&trend=emerging&{MOST}=3"], ids=["list", "market"]
)
def test_it_fits_its_window_and_axe_finds_no_barrier(
    browser: webdriver.Chrome, folder: Path, page: str, size: tuple[int, int]
) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is missing (npm install --prefix build/npm axe-core)")
    show(browser, folder, page, size)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= size[0]
    assert violations(browser) == []


def test_what_was_tried_can_be_printed(browser: webdriver.Chrome, folder: Path, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is missing (Debian: poppler-utils)")
    show(browser, folder, f"try.html?{MOST}=3")
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
    (tmp_path / "page.pdf").write_bytes(base64.b64decode(printed["data"]))
    made = subprocess.run(["pdftotext", "page.pdf", "-"], cwd=tmp_path, capture_output=True, check=True).stdout.decode()
    assert "markets move" in made
    assert f"{MOST}=3" in "".join(made.split())
    assert "All as it is" not in made
