"""Asking publishers' services for their figures: the one part of the program that opens a connection.

A service is trusted with nothing: what it says is bounded in pages, in bytes and in time, and it cannot send the
program elsewhere. Pages that came are kept until all of them are used, so that a run that was broken off goes on where
it was.
"""

from __future__ import annotations

import errno
import hashlib
import http.client
import io
import os
import shutil
import socket
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
from typing import Any, TextIO
from urllib.parse import quote, urlencode, urljoin, urlsplit

from hhmonitor import __version__
from hhmonitor.findings import Finding, Place
from hhmonitor.language import _
from hhmonitor.statistics.answers import WHO, WORLD_BANK
from hhmonitor.statistics.catalogue import Known
from hhmonitor.statistics.observation import Publication, PublisherId
from hhmonitor.statistics.unreadable import Unreadable

USER_AGENT = f"hhmonitor/{__version__} (Health~Holland International Monitor; yearly update of figures)"

_PER_PAGE = 2000
# All countries and aggregates over a hundred years are thirteen pages.
_MOST_PAGES = 200
_LARGEST_PAGE = 64 << 20
_LARGEST_WHOLE = 1 << 30
_MOST_REDIRECTS = 5
_BLOCK = 1 << 16
# Kept pages older than this are asked for again: the publisher may have mended them.
_FRESH = 24 * 3600
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_NO_NETWORK = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL})


class FetchFailed(Exception):
    """A service did not give its figures; the message, in the language in use, says why."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for a service, in seconds, and how often to try.

    ``silence`` is the longest time without a word from it, ``page`` the longest for a whole page, ``whole`` the longest
    for everything that is asked, all attempts and waits among it; ``pause`` is the first wait after something failed,
    which doubles each time; a service that asks for a longer wait than ``longest_pause`` is left alone.
    """

    silence: float = 30
    page: float = 180
    whole: float = 600
    attempts: int = 5
    pause: float = 1
    longest_pause: float = 120


class Fetcher:
    """Asks for series, page by page. ``services`` are base addresses by publisher; ``tell`` is given the progress.

    The time for everything runs from the first question. Raises Unreadable for an address that a service cannot have.
    """

    def __init__(
        self,
        services: Mapping[str, str],
        kept: Path,
        tell: Callable[[str], None],
        patience: Patience = Patience(),
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        for address in services.values():
            check_service(address)
        self._services = services
        self._kept = kept
        self._tell = tell
        self._patience = patience
        self._wait = wait
        self._deadline = _Deadline(patience.silence)
        self._opener = urllib.request.build_opener(_NoRedirects(), _Http(self._deadline), _Https(self._deadline))
        self._ends: float | None = None
        self._left = _LARGEST_WHOLE
        self._used: list[Path] = []

    def publications(self, known: Known, first_year: int, last_year: int) -> Iterator[Publication]:
        """The pages of a series. Raises FetchFailed, or Unreadable for a page, where the service does not give them."""
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
        asked: set[str] = set()
        following = address if publisher == "who" else f"{address}&page=1"
        while following:
            place = len(pages) + 1
            if place > _MOST_PAGES or following in asked:
                raise FetchFailed(_("{series}: the service answers without end").format(series=code))
            asked.add(following)
            page = self._page(publisher, code, following, folder / f"{place}.json", place)
            pages.append(page)
            progress = _("{series}: page {page} of {pages}")
            self._tell(progress.format(series=code, page=place, pages=max(page.pages, place)))
            if publisher == "who":
                following = _next(page.following, following)
            else:
                self._check_place(code, pages)
                following = f"{address}&page={place + 1}" if place < pages[0].pages else ""
        return pages

    @staticmethod
    def _check_place(code: str, pages: list[Publication]) -> None:
        """Whether a page is the one that was asked for, of as many as the first one said and as there can be."""
        first, page = pages[0], pages[-1]
        # A new issue may have more pages; it is asked for anew as a whole.
        other_issue = page.vintage != first.vintage
        no_figures = page.pages == 0
        as_asked = page.page == len(pages) and page.pages == first.pages
        if page.pages > _MOST_PAGES or not (as_asked or other_issue or no_figures):
            text = _("{series}: the service gave page {page} of {pages} when it was asked for page {place} of {known}")
            details = {"page": page.page, "pages": page.pages, "place": len(pages), "known": first.pages}
            raise FetchFailed(text.format(series=code, **details))

    def _page(self, publisher: PublisherId, code: str, address: str, file: Path, place: int) -> Publication:
        """A page, kept from an earlier run or asked for, and whole."""
        if self._ends is None:
            self._ends = time.monotonic() + self._patience.whole
        if file.exists() and time.time() - file.stat().st_mtime < _FRESH:
            with suppress(_Passing):
                return _whole(publisher, code, file, place)
        failure: _Passing | None = None
        for attempt in range(self._patience.attempts):
            if failure is not None:
                self._pause(code, attempt, failure)
            try:
                self._keep(file, self._answer(code, address))
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
        self._check_time(code, seconds)
        text = _("{series}: {reason}; trying again in {seconds} seconds")
        self._tell(text.format(series=code, reason=failure, seconds=round(seconds, 1)))
        self._wait(seconds)

    def _check_time(self, code: str, more: float = 0) -> float:
        """The moment at which everything must have come. Stops where so much more time is not left."""
        assert self._ends is not None
        if time.monotonic() + more >= self._ends:
            text = _("{series}: given up after {seconds} seconds in all")
            raise FetchFailed(text.format(series=code, seconds=round(self._patience.whole)))
        return self._ends

    def _answer(self, code: str, address: str) -> bytes:
        """What the service answers. Raises _Passing where it is worth trying again, else FetchFailed."""
        ends = self._check_time(code)
        self._deadline.until = min(time.monotonic() + self._patience.page, ends)
        try:
            for _hop in range(_MOST_REDIRECTS + 1):
                content, moved = self._said(address)
                if moved is None:
                    return content
                address = _same_service(moved, address)
        except TimeoutError:
            self._check_time(code)
            late = time.monotonic() >= self._deadline.until
            raise _Passing(_("the service is too slow") if late else _("the service is silent")) from None
        except ssl.SSLCertVerificationError as error:
            text = _("the service cannot prove that it is who it says it is: {reason}")
            raise FetchFailed(text.format(reason=error.verify_message)) from None
        except (OSError, http.client.HTTPException) as error:
            raise _Passing(_why(error, address)) from None
        raise FetchFailed(_("the service refers from one address to another without end"))

    def _said(self, address: str) -> tuple[bytes, str | None]:
        """What stands at an address, or where the service says that it stands instead."""
        request = urllib.request.Request(address, headers={"User-Agent": USER_AGENT, "Accept": "application/json"})
        try:
            with self._opener.open(request, timeout=self._patience.silence) as answer:
                content = _body(answer, min(_LARGEST_PAGE, self._left))
        except urllib.error.HTTPError as error:
            error.close()
            if error.code in _REDIRECTS and error.headers.get("Location"):
                return b"", error.headers["Location"]
            reason = f"{error.code} {error.reason}"
            if error.code in _PASSING:
                raise _Passing(reason, _seconds(error.headers.get("Retry-After"))) from None
            text = _("the service refuses: {reason} ({address})")
            raise FetchFailed(text.format(reason=reason, address=address)) from None
        except urllib.error.URLError as error:
            raise (error.reason if isinstance(error.reason, OSError) else OSError(str(error.reason))) from None
        self._left -= len(content)
        return content, None


class _Passing(Exception):
    """A failure that may pass; ``wait`` is how long the service asks to wait, in seconds."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


@dataclass
class _Deadline:
    """The moment by which an answer must be whole, and the longest time without a word of it, in seconds."""

    silence: float
    until: float = 0

    def left(self) -> float:
        """How long the next word may take. Raises TimeoutError where there is no time left."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return min(self.silence, left)


class _Timed(io.RawIOBase):
    """What comes through a connection, each piece of it before the deadline: headers as well as what follows."""

    def __init__(self, connection: socket.socket, deadline: _Deadline) -> None:
        self._connection = connection
        self._deadline = deadline
        self._raw = connection.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._connection.settimeout(self._deadline.left())
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


def _timed_answer(deadline: _Deadline) -> Callable[..., http.client.HTTPResponse]:
    def answer(connection: socket.socket, *arguments: Any, **more: Any) -> http.client.HTTPResponse:
        made = http.client.HTTPResponse(connection, *arguments, **more)
        made.fp.close()
        made.fp = io.BufferedReader(_Timed(connection, deadline))
        return made

    return answer


class _Http(urllib.request.HTTPHandler):
    """Opens connections whose answers are bound to a deadline."""

    def __init__(self, deadline: _Deadline) -> None:
        super().__init__()
        self._deadline = deadline

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self._connection, req)

    def _connection(self, host: str, **more: Any) -> http.client.HTTPConnection:
        connection = http.client.HTTPConnection(host, **more)
        connection.response_class = _timed_answer(self._deadline)  # type: ignore[assignment]
        return connection


class _Https(urllib.request.HTTPSHandler):
    """The same for encrypted connections."""

    def __init__(self, deadline: _Deadline) -> None:
        super().__init__(context=ssl.create_default_context())
        self._deadline = deadline

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self._connection, req)

    def _connection(self, host: str, **more: Any) -> http.client.HTTPConnection:
        connection = http.client.HTTPSConnection(host, context=self._context, **more)  # type: ignore[attr-defined]
        connection.response_class = _timed_answer(self._deadline)  # type: ignore[assignment]
        return connection


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Leaves it to who asks whether to go where a service says that its answer stands."""

    def http_error_302(self, *arguments: Any, **more: Any) -> None:
        return None

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


def check_service(address: str) -> None:
    """Raise Unreadable where an address is none that a service can have."""
    try:
        parts = urlsplit(address)
        sound = (
            parts.scheme in ("https", "http")
            and parts.hostname
            and parts.hostname.encode("idna")
            and parts.port != 0
            and not (parts.username or parts.query or parts.fragment)
            and _is_plain(address)
        )
    except ValueError:  # such as a bracket without its other one, a port that is no number, a name with two points
        sound = False
    if not sound:
        raise _no_address(address)


def _is_plain(address: str) -> bool:
    """Whether there is nothing in an address but what stands in one: no blanks, no letters beyond ASCII, no bytes."""
    return address.isascii() and address.isprintable() and " " not in address


def _no_address(address: str) -> Unreadable:
    shown = address.encode("ascii", "backslashreplace").decode()[:200]
    return Unreadable(Finding("HH641", Place(shown), {"address": shown}))


def _same_service(link: str, present: str) -> str:
    """The address that a link means, which must be of the same service: the same host, and the same way of asking."""
    try:
        address = quote(urljoin(present, link), safe="%/:=&?~#+!$,;'@()*[]|")
        other = _origin(address) != _origin(present)
    except ValueError:
        raise _no_address(link) from None
    if other:
        raise FetchFailed(_("the service refers to another one: {address}").format(address=address))
    return address


def _origin(address: str) -> tuple[str, str | None, int | None]:
    """Scheme, host and port. Raises ValueError."""
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def _next(link: str, present: str) -> str:
    """The address of the next page; empty where there is none."""
    return _same_service(link, present) if link else ""


def _body(answer: http.client.HTTPResponse, limit: int) -> bytes:
    """All that the service says, up to its promised length and within a limit, in bytes."""
    parts = bytearray()
    while block := answer.read1(_BLOCK):
        parts += block
        if len(parts) > limit:
            raise FetchFailed(_("the service answers without end"))
    promised = answer.headers.get("Content-Length")
    if promised is not None and promised.isdecimal() and len(parts) < int(promised):
        raise _Passing(_("the answer broke off or is no answer with figures"))
    return bytes(parts)


def _why(error: Exception, address: str) -> str:
    """Why a connection failed, in the language in use: what the system says of it is in its own."""
    host = urlsplit(address).netloc
    if isinstance(error, socket.gaierror):
        return _("there is no network, or no service called {host}").format(host=host)
    if isinstance(error, ConnectionRefusedError):
        return _("nobody answers at {host}").format(host=host)
    if isinstance(error, (ConnectionError, http.client.IncompleteRead)):
        return _("the service broke off the connection")
    if isinstance(error, http.client.HTTPException):
        return _("what the service says cannot be understood")
    if isinstance(error, ssl.SSLError):
        return _("no encrypted connection could be made ({reason})").format(reason=error.reason or error)
    if isinstance(error, OSError) and error.errno in _NO_NETWORK:
        return _("there is no network")
    return _("the connection failed ({reason})").format(reason=error)


def _seconds(text: str | None) -> float | None:
    """What ``Retry-After`` asks for: seconds, or a moment."""
    if text is None:
        return None
    if text.strip().isdecimal():
        return float(text.strip()[:9])
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except ValueError:
        return None


def _whole(publisher: PublisherId, code: str, file: Path, place: int) -> Publication:
    """A kept page as a publication, after a look at all of it; a page that is not whole is thrown away.

    Raises _Passing where it is not whole, and FetchFailed where it is a refusal or no text.
    """
    answer = WHO if publisher == "who" else WORLD_BANK
    page = Publication(str(file), publisher, answer.form, partial(answer.read, partial(_open, file)), page=place)
    try:
        _check_text(file, code)
        for _observation in page.observations({code}):
            pass
    except Unreadable as unreadable:
        file.unlink(missing_ok=True)
        said = unreadable.finding.details.get("message")
        if said is None:
            raise _Passing(_("the answer broke off or is no answer with figures")) from None
        raise FetchFailed(_("{series}: the service says: {message}").format(series=code, message=said)) from None
    return page


def _check_text(file: Path, code: str) -> None:
    """Throw a kept page away that is no text in UTF-8, and raise FetchFailed."""
    try:
        with _open(file) as text:
            while text.read(_BLOCK):
                pass
    except UnicodeDecodeError:
        file.unlink(missing_ok=True)
        message = _("what the service says of {series} is not text in UTF-8")
        raise FetchFailed(message.format(series=code)) from None


def _open(file: Path) -> TextIO:
    return file.open(encoding="utf-8-sig", newline="")
