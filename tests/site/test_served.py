"""The site as a careful web server sends it: under a policy that lets in nothing but its own files."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

pytest.importorskip("selenium", reason="selenium is missing (the extra dev brings it)")

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

pytestmark = pytest.mark.slow

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
PAGES = {
    "index": "table.list thead button",
    "matrix": "table.matrix",
    "themes": "main",
    "compare.html?m=JP,KR,TW": "main table",
    "try.html?m=JP": "#trial-settings *",
    "criteria": "main",
    "method": "main",
    "markets/DE": "main",
    "markets/GULF-6": "main",
}
"""Pages of every kind, each with what stands on it once its script has run."""


class Strict(SimpleHTTPRequestHandler):
    """Sends files under the policy, and says nothing."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("page", PAGES)
def test_a_strict_policy_breaks_nothing(browser: webdriver.Chrome, address: str, page: str, language: str) -> None:
    browser.get_log("browser")  # what was said before
    browser.get(f"{address}/{language}/{page if '.html' in page else page + '.html'}")
    WebDriverWait(browser, 10).until(lambda driver: driver.find_elements(By.CSS_SELECTOR, PAGES[page]))
    assert browser.execute_script("return document.styleSheets.length && document.styleSheets[0].cssRules.length") > 50
    assert [one["message"] for one in browser.get_log("browser")] == []


def test_the_policy_is_in_force(browser: webdriver.Chrome, address: str) -> None:
    """Else the tests above would prove nothing."""
    browser.get(f"{address}/en/index.html")
    browser.get_log("browser")
    browser.execute_script("document.body.setAttribute('style', 'color: red')")
    assert any("Content Security Policy" in one["message"] for one in browser.get_log("browser"))
