"""Asking publishers' services for their figures: the one part of the program that opens a connection.

Pages that came are kept until all of them are used, so that a run that was broken off goes on where it was.
"""

from __future__ import annotations

import hashlib
import http.client
import os
import shutil
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import partial
from pathlib import Path
from typing import IO, TextIO
from urllib.parse import quote, urlencode, urljoin, urlsplit

from hhmonitor import __version__
from hhmonitor.language import _
from hhmonitor.statistics.answers import WHO_ANSWER, WORLD_BANK_ANSWER, read_who, read_world_bank
from hhmonitor.statistics.catalogue import Known
from hhmonitor.statistics.observation import Publication, PublisherId, Unreadable

USER_AGENT = f"hhmonitor/{__version__} (Health~Holland International Monitor; yearly update of figures)"

_PER_PAGE = 2000
_LARGEST_PAGE = 64 << 20
_BLOCK = 1 << 16
# Kept pages older than this are asked for again: the publisher may have mended them.
_FRESH = 24 * 3600
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})


class FetchFailed(Exception):
    """A service did not give its figures; the message, in the language in use, says why."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for a service, in seconds, and how often to try.

    ``silence`` is the longest time without a word from it, ``page`` the longest for a whole page, ``pause`` the first
    wait after something failed, which doubles each time; a service that asks for a longer wait than ``longest_pause``
    is left alone.
    """

    silence: float = 30
    page: float = 180
    attempts: int = 5
    pause: float = 1
    longest_pause: float = 120


class Fetcher:
    """Asks for series, page by page. ``services`` are base addresses by publisher; ``tell`` is given the progress."""

    def __init__(
        self,
        services: Mapping[str, str],
        kept: Path,
        tell: Callable[[str], None],
        patience: Patience = Patience(),
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        for address in services.values():
            if urlsplit(address).scheme not in ("https", "http") or not urlsplit(address).hostname:
                raise FetchFailed(_("“{address}” is no address of a service").format(address=address))
        self._services = services
        self._kept = kept
        self._tell = tell
        self._patience = patience
        self._wait = wait
        self._opener = urllib.request.build_opener(_Redirects())
        self._used: list[Path] = []

    def publications(self, known: Known, first_year: int, last_year: int) -> Iterator[Publication]:
        """The pages of a series. Raises FetchFailed where the service does not give them."""
        publisher, code = known.series.publisher, known.series.code
        base = self._services[publisher].rstrip("/")
        if publisher == "world_bank":
            question = {"format": "json", "per_page": str(_PER_PAGE), "date": f"{first_year}:{last_year}"}
            address = f"{base}/country/all/indicator/{quote(code)}?{urlencode(question, safe=':')}"
        else:
            question = {"$filter": "SpatialDimType eq 'COUNTRY'"}
            address = f"{base}/{quote(code)}?{urlencode(question, safe='$', quote_via=quote)}"
        folder = self._kept / hashlib.sha256(address.encode()).hexdigest()[:16]
        self._used.append(folder)
        pages = self._pages(publisher, code, address, folder)
        if len({page.vintage for page in pages}) > 1:
            # The publisher came out with another issue while we were asking.
            shutil.rmtree(folder, ignore_errors=True)
            pages = self._pages(publisher, code, address, folder)
        yield from pages

    def forget(self) -> None:
        """Throw away the kept pages: their figures are in the table."""
        for folder in self._used:
            shutil.rmtree(folder, ignore_errors=True)

    def _pages(self, publisher: PublisherId, code: str, address: str, folder: Path) -> list[Publication]:
        pages: list[Publication] = []
        following = address if publisher == "who" else f"{address}&page=1"
        while following:
            place = len(pages) + 1
            page = self._page(publisher, code, following, folder / f"{place}.json", place)
            pages.append(page)
            progress = _("{series}: page {page} of {pages}")
            self._tell(progress.format(series=code, page=place, pages=max(page.pages, place)))
            if publisher == "who":
                following = self._next(page.following, following)
            else:
                following = f"{address}&page={place + 1}" if place < page.pages else ""
        return pages

    def _next(self, link: str, present: str) -> str:
        """The address of the next page, which must be of the same service."""
        if not link:
            return ""
        address = urljoin(present, link)
        if urlsplit(address)[:2] != urlsplit(present)[:2]:
            raise FetchFailed(_("the service refers to another one: {address}").format(address=address))
        return address

    def _page(self, publisher: PublisherId, code: str, address: str, file: Path, place: int) -> Publication:
        """A page, kept from an earlier run or asked for, and whole."""
        if file.exists() and time.time() - file.stat().st_mtime < _FRESH:
            with suppress(_Passing):
                return _whole(publisher, code, file, place)
        failure: _Passing | None = None
        for attempt in range(self._patience.attempts):
            if failure is not None:
                self._pause(code, attempt, failure)
            try:
                self._keep(file, self._answer(address))
                return _whole(publisher, code, file, place)
            except _Passing as passing:
                failure = passing
        text = _("{series}: given up after {count} attempts: {reason}")
        raise FetchFailed(text.format(series=code, count=self._patience.attempts, reason=failure))

    @staticmethod
    def _keep(file: Path, content: bytes) -> None:
        """Keep a page whole or not at all."""
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            beside = file.with_suffix(f".{os.getpid()}")
            beside.write_bytes(content)
            beside.replace(file)
        except OSError as error:
            text = _("pages cannot be kept in {folder}: {reason}")
            raise FetchFailed(text.format(folder=file.parent, reason=error.strerror or error)) from None

    def _pause(self, code: str, attempt: int, failure: _Passing) -> None:
        """Wait as long as the service asks for, and longer each time."""
        seconds = max(self._patience.pause * 2 ** (attempt - 1), failure.wait or 0)
        if seconds > self._patience.longest_pause:
            text = _("{series}: the service asks to come back in {seconds} seconds")
            raise FetchFailed(text.format(series=code, seconds=round(seconds)))
        text = _("{series}: {reason}; trying again in {seconds} seconds")
        self._tell(text.format(series=code, reason=failure, seconds=round(seconds, 1)))
        self._wait(seconds)

    def _answer(self, address: str) -> bytes:
        """What the service answers. Raises _Passing where it is worth trying again, else FetchFailed."""
        request = urllib.request.Request(address, headers={"User-Agent": USER_AGENT, "Accept": "application/json"})
        until = time.monotonic() + self._patience.page
        try:
            with self._opener.open(request, timeout=self._patience.silence) as answer:
                return _body(answer, until)
        except urllib.error.HTTPError as error:
            reason = f"{error.code} {error.reason}"
            error.close()
            if error.code in _PASSING:
                raise _Passing(reason, _seconds(error.headers.get("Retry-After"))) from None
            raise FetchFailed(
                _("the service refuses: {reason} ({address})").format(reason=reason, address=address)
            ) from None
        except urllib.error.URLError as error:
            if isinstance(error.reason, ssl.SSLCertVerificationError):
                text = _("the service cannot prove that it is who it says it is: {reason}")
                raise FetchFailed(text.format(reason=error.reason)) from None
            raise _Passing(str(error.reason)) from None
        except (OSError, http.client.HTTPException) as error:
            raise _Passing(str(error) or type(error).__name__) from None


class _Passing(Exception):
    """A failure that may pass; ``wait`` is how long the service asks to wait, in seconds."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a service that moved, but never out of an encrypted connection."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if urlsplit(req.full_url).scheme == "https" and urlsplit(newurl).scheme != "https":
            raise FetchFailed(_("the service refers to another one: {address}").format(address=newurl))
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _body(answer: http.client.HTTPResponse, until: float) -> bytes:
    """All that the service says, up to its promised length, within a time."""
    parts = bytearray()
    while block := answer.read1(_BLOCK):
        parts += block
        if time.monotonic() > until:
            raise _Passing(_("the service is too slow"))
        if len(parts) > _LARGEST_PAGE:
            raise FetchFailed(_("the service answers without end"))
    promised = answer.headers.get("Content-Length")
    if promised is not None and promised.isdecimal() and len(parts) < int(promised):
        raise _Passing(_("the answer broke off or is no answer with figures"))
    return bytes(parts)


def _seconds(text: str | None) -> float | None:
    """What ``Retry-After`` asks for: seconds, or a moment."""
    if text is None:
        return None
    if text.strip().isdecimal():
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except ValueError:
        return None


def _whole(publisher: PublisherId, code: str, file: Path, place: int) -> Publication:
    """A kept page as a publication, after a look at all of it; a page that is not whole is thrown away.

    Raises _Passing where it is not whole, and FetchFailed where it is a refusal.
    """
    read, form = (read_who, WHO_ANSWER) if publisher == "who" else (read_world_bank, WORLD_BANK_ANSWER)
    page = Publication(str(file), publisher, form, partial(read, partial(_open, file)), page=place)
    try:
        for _observation in page.observations({code}):
            pass
    except Unreadable as unreadable:
        file.unlink(missing_ok=True)
        said = unreadable.finding.details.get("message")
        if said is None:
            raise _Passing(_("the answer broke off or is no answer with figures")) from None
        raise FetchFailed(_("{series}: the service says: {message}").format(series=code, message=said)) from None
    return page


def _open(file: Path) -> TextIO:
    return file.open(encoding="utf-8-sig", newline="")
