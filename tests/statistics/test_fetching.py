"""Services are asked with patience, and what they say is believed only when it is whole."""

from __future__ import annotations

import errno
import itertools
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from hhmonitor import __version__
from hhmonitor.language import select
from hhmonitor.statistics import Collector, Harvest, Unreadable, catalogue, fetching
from hhmonitor.statistics.fetching import Fetcher, FetchFailed, Patience
from tests.statistics import forms
from tests.statistics.service import Answer, Request, Service, serving

INDICATOR = "health_expenditure_gdp_pct"
PER_HEAD = "health_expenditure_per_capita_usd"
PAGES = {
    "1": forms.world_bank_page({("JPN", 2018): "10"}, page=1, pages=3),
    "2": forms.world_bank_page({("JPN", 2019): "11"}, page=2, pages=3),
    "3": forms.world_bank_page({("DEU", 2018): "12"}, page=3, pages=3),
}
ALL = {("JP", 2018): 10.0, ("JP", 2019): 11.0, ("DE", 2018): 12.0}


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def paged(request: Request) -> Answer:
    """The World Bank as it is on a good day."""
    return Answer(PAGES[request.query["page"]])


class Asking:
    """A fetcher that waits for nothing, and remembers what it told and how long it would have waited."""

    def __init__(self, folder: Path, patience: Patience | None = None) -> None:
        self.kept = folder / "kept"
        self.told: list[str] = []
        self.waited: list[float] = []
        self._patience = patience or Patience(silence=5, page=10, attempts=3)

    def ask(self, service: Service, indicator: str = INDICATOR, publisher: str = "world_bank") -> Harvest:
        address = service.address
        services = {"world_bank": address, "who": address}
        self.fetcher = Fetcher(services, self.kept, self.told.append, self._patience, self.waited.append)
        known = catalogue().of(indicator, publisher)
        assert known is not None
        gatherer = Collector(catalogue(), {"JP", "DE"}, {indicator})
        for page in self.fetcher.publications(known, 2018, 2019):
            gatherer.read(page)
        (harvest,) = gatherer.result().harvests
        return harvest


@pytest.fixture
def asking(tmp_path: Path) -> Asking:
    return Asking(tmp_path)


def values(harvest: Harvest) -> dict[tuple[str, int], float]:
    return {key: taken.value for key, taken in harvest.figures.items()}


def failing_first(*failures: Answer) -> Callable[[Request], Answer]:
    """A service that gives these answers first, whatever is asked, and is well after that."""
    left = list(failures)
    return lambda request: left.pop(0) if left else paged(request)


def test_all_pages_of_the_world_bank_make_one_series(asking: Asking) -> None:
    with serving(paged) as service:
        harvest = asking.ask(service)
    assert values(harvest) == ALL
    assert harvest.whole
    assert harvest.vintage == "2024-06-28"
    assert [request.query["page"] for request in service.asked] == ["1", "2", "3"]
    assert service.asked[0].path == "/v2/country/all/indicator/SH.XPD.CHEX.GD.ZS"
    assert service.asked[0].query["date"] == "2018:2019"


def test_it_says_who_asks(asking: Asking) -> None:
    with serving(paged) as service:
        asking.ask(service)
    assert service.asked[0].agent.startswith(f"hhmonitor/{__version__} ")


def test_progress_is_told_page_by_page(asking: Asking) -> None:
    with serving(paged) as service:
        asking.ask(service)
    assert asking.told[-1] == "SH.XPD.CHEX.GD.ZS: page 3 of 3"


def test_who_says_itself_where_its_next_page_is(asking: Asking) -> None:
    def answer(request: Request) -> Answer:
        if "$skip" in request.query:
            return Answer(forms.who_answer({("DEU", 2018): "12"}))
        return Answer(forms.who_answer({("JPN", 2018): "10"}, following="GHED_CHE_pc_US_SHA2011?$skip=1"))

    with serving(answer) as service:
        harvest = asking.ask(service, PER_HEAD, "who")
    assert values(harvest) == {("JP", 2018): 10, ("DE", 2018): 12}
    assert harvest.whole
    assert service.asked[0].query["$filter"] == "SpatialDimType eq 'COUNTRY'"


@pytest.mark.parametrize(
    "failure",
    [
        Answer("busy", status=503),
        Answer("too many", status=429),
        Answer("broken", status=500),
        Answer(PAGES["1"], cut=50),
        Answer(PAGES["1"][:-40]),
        Answer("<html>down for maintenance</html>"),
        Answer(""),
    ],
    ids=["503", "429", "500", "cut short", "cut short without a word", "another text", "nothing"],
)
def test_what_fails_for_a_while_is_tried_again(failure: Answer, asking: Asking) -> None:
    with serving(failing_first(failure, failure)) as service:
        assert values(asking.ask(service)) == ALL
    assert asking.waited == [1, 2]


def test_the_service_says_how_long_to_wait(asking: Asking) -> None:
    with serving(failing_first(Answer("busy", status=429, headers={"Retry-After": "17"}))) as service:
        asking.ask(service)
    assert asking.waited == [17]


def test_who_is_asked_to_come_back_much_later_does_not_wait(asking: Asking) -> None:
    busy = Answer("busy", status=503, headers={"Retry-After": "86400"})
    with serving(failing_first(busy)) as service, pytest.raises(FetchFailed, match="86400"):
        asking.ask(service)
    assert asking.waited == []


def test_it_gives_up_in_the_end(asking: Asking) -> None:
    with (
        serving(lambda _request: Answer("busy", status=503)) as service,
        pytest.raises(FetchFailed, match="3 attempts"),
    ):
        asking.ask(service)
    assert len(service.asked) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_refusal_is_taken_as_one(status: int, asking: Asking) -> None:
    with (
        serving(lambda _request: Answer("no", status=status)) as service,
        pytest.raises(FetchFailed, match=str(status)),
    ):
        asking.ask(service)
    assert len(service.asked) == 1


def test_a_refusal_in_the_shape_of_an_answer_is_taken_as_one(asking: Asking) -> None:
    with (
        serving(lambda _request: Answer(forms.WORLD_BANK_REFUSAL)) as service,
        pytest.raises(FetchFailed, match="not valid"),
    ):
        asking.ask(service)
    assert len(service.asked) == 1


def test_silence_is_not_waited_for_without_end(tmp_path: Path) -> None:
    asking = Asking(tmp_path, Patience(silence=0.1, attempts=2))
    silent = Answer(PAGES["1"], slow=5)
    with serving(failing_first(silent)) as service:
        assert values(asking.ask(service)) == ALL


def test_a_trickle_is_not_waited_for_without_end(tmp_path: Path) -> None:
    asking = Asking(tmp_path, Patience(silence=5, page=0.2, attempts=2))
    trickle = Answer(PAGES["1"], slow=0.05)
    with serving(failing_first(trickle)) as service:
        assert values(asking.ask(service)) == ALL


def test_pages_that_came_are_not_asked_for_again(asking: Asking) -> None:
    def broken(request: Request) -> Answer:
        return Answer("no", status=404) if request.query["page"] == "3" else paged(request)

    with serving(lambda request: broken(request) if len(service.asked) <= 3 else paged(request)) as service:
        with pytest.raises(FetchFailed):
            asking.ask(service)
        assert values(asking.ask(service)) == ALL
    assert [request.query["page"] for request in service.asked] == ["1", "2", "3", "3"]


def test_a_kept_page_that_is_damaged_is_asked_for_again(asking: Asking) -> None:
    with serving(paged) as service:
        asking.ask(service)
        (page,) = asking.kept.glob("*/2.json")
        page.write_text(PAGES["2"][:30], encoding="utf-8")
        assert values(asking.ask(service)) == ALL
    assert [request.query["page"] for request in service.asked] == ["1", "2", "3", "2"]


def test_old_pages_are_asked_for_again(asking: Asking) -> None:
    with serving(paged) as service:
        asking.ask(service)
        two_days_ago = time.time() - 2 * 24 * 3600
        for page in asking.kept.glob("*/*.json"):
            os.utime(page, (two_days_ago, two_days_ago))
        asking.ask(service)
    assert len(service.asked) == 6


def test_pages_are_forgotten_when_their_figures_are_in_the_table(asking: Asking) -> None:
    with serving(paged) as service:
        asking.ask(service)
    asking.fetcher.forget()
    assert list(asking.kept.iterdir()) == []


def test_pages_of_two_issues_are_not_mixed(asking: Asking) -> None:
    """The publisher comes out with a new issue while it is asked: everything is asked for again."""
    newer = {
        page: forms.world_bank_page({("JPN", 2018): "20"}, page=int(page), pages=3, updated="2024-07-01")
        for page in PAGES
    }
    with serving(
        lambda request: paged(request) if len(service.asked) == 1 else Answer(newer[request.query["page"]])
    ) as service:
        harvest = asking.ask(service)
    assert values(harvest) == {("JP", 2018): 20}
    assert harvest.vintage == "2024-07-01"


def test_a_service_that_refers_elsewhere_is_not_followed(asking: Asking) -> None:
    answer = forms.who_answer({("JPN", 2018): "10"}, following="http://elsewhere.invalid/next")
    with serving(lambda _request: Answer(answer)) as service, pytest.raises(FetchFailed, match="elsewhere"):
        asking.ask(service, PER_HEAD, "who")


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc",
        "ftp://host/x",
        "nowhere",
        "",
        "http://",
        "http://[",
        "http://[::1",
        "http://host:port/",
        "http://host:0/",
        "http://a..b/",
        "http://host/v2?format=xml",
        "http://host/v2#top",
        "http://somebody@host/",
        "http://host/with blank",
        "http://host/line\nend",
        "http://gezondheid.nl/cijfers/caf\u00e9",
        "http://host/\udcff",
    ],
)
def test_only_addresses_of_the_web_are_services(address: str, tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        Fetcher({"world_bank": address}, tmp_path, print)
    assert refused.value.finding.code == "HH641"
    refused.value.finding.details["address"].encode("ascii")


@pytest.mark.parametrize("link", ["http://[", "http://host:port/", "next\udcff"])
def test_an_address_that_a_service_gives_may_be_none(link: str, asking: Asking) -> None:
    answer = forms.who_answer({("JPN", 2018): "10"}, following=link)
    with serving(lambda _request: Answer(answer)) as service, pytest.raises(Unreadable) as refused:
        asking.ask(service, PER_HEAD, "who")
    assert refused.value.finding.code == "HH641"


def test_a_service_that_moved_within_itself_is_followed(asking: Asking) -> None:
    def answer(request: Request) -> Answer:
        if request.path.startswith("/v2"):
            return Answer(status=301, headers={"Location": f"/v3?page={request.query['page']}"})
        return paged(request)

    with serving(answer) as service:
        assert values(asking.ask(service)) == ALL


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("to", ["http://elsewhere.invalid/v2", "https://127.0.0.1/v2", "//127.0.0.1:1/v2", "file:///x"])
def test_a_service_that_sends_us_elsewhere_is_not_followed(status: int, to: str, asking: Asking) -> None:
    moved = Answer(status=status, headers={"Location": to})
    with serving(lambda _request: moved) as service, pytest.raises(FetchFailed, match="another one"):
        asking.ask(service)
    assert len(service.asked) == 1


def test_a_service_that_sends_us_round_is_left(asking: Asking) -> None:
    with (
        serving(lambda request: Answer(status=302, headers={"Location": request.path + "?page=1"})) as service,
        pytest.raises(FetchFailed, match="without end"),
    ):
        asking.ask(service)
    assert len(service.asked) < 10


def test_pages_are_no_more_than_the_first_one_says(asking: Asking) -> None:
    """A service whose every page promises another one."""

    def answer(request: Request) -> Answer:
        page = int(request.query["page"])
        return Answer(forms.world_bank_page({("JPN", 2000 + page): "1"}, page=page, pages=page + 1))

    with serving(answer) as service, pytest.raises(FetchFailed, match="page 2 of 3 when it was asked for page 2 of 2"):
        asking.ask(service)
    assert len(service.asked) == 2


def test_the_page_that_was_asked_for_is_the_one_that_counts(asking: Asking) -> None:
    with serving(lambda _request: Answer(PAGES["1"])) as service, pytest.raises(FetchFailed, match="page 1 of 3"):
        asking.ask(service)


def test_more_pages_than_there_can_be_are_not_asked_for(asking: Asking) -> None:
    answer = forms.world_bank_page({("JPN", 2018): "10"}, page=1, pages=1_000_000_000)
    with serving(lambda _request: Answer(answer)) as service, pytest.raises(FetchFailed, match="1000000000"):
        asking.ask(service)
    assert len(service.asked) == 1


def test_a_series_without_figures_has_no_pages(asking: Asking) -> None:
    with serving(lambda _request: Answer('[{"page":0,"pages":0,"lastupdated":null},null]')) as service:
        known = catalogue().of(INDICATOR, "world_bank")
        assert known is not None
        services = {"world_bank": service.address}
        fetcher = Fetcher(services, asking.kept, print, Patience(silence=5, page=10))
        assert len(list(fetcher.publications(known, 2018, 2019))) == 1


@pytest.mark.parametrize("following", ["?$skip=1", "?$skip={count}"], ids=["one after itself", "always another"])
def test_pages_that_follow_each_other_come_to_an_end(following: str, asking: Asking) -> None:
    counted = itertools.count(1)
    figures = {("JPN", 2018): "10"}
    with (
        serving(
            lambda _request: Answer(forms.who_answer(figures, following=following.format(count=next(counted))))
        ) as service,
        pytest.raises(FetchFailed, match="without end"),
    ):
        asking.ask(service, PER_HEAD, "who")
    assert len(service.asked) <= 200


def test_an_answer_is_no_larger_than_a_page_can_be(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "_LARGEST_PAGE", 300)
    with serving(paged) as service, pytest.raises(FetchFailed, match="without end"):
        asking.ask(service)


def test_all_answers_together_are_no_larger_than_they_can_be(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "_LARGEST_WHOLE", len(PAGES["1"]) + 10)
    with serving(paged) as service, pytest.raises(FetchFailed, match="without end"):
        asking.ask(service)
    assert len(service.asked) == 2


def test_headers_that_trickle_are_not_waited_for_without_end(tmp_path: Path) -> None:
    """Each byte comes long before the silence is over, and the headers never end."""
    asking = Asking(tmp_path, Patience(silence=5, page=0.2, attempts=2))
    with serving(failing_first(Answer(drip=0.02))) as service:
        assert values(asking.ask(service)) == ALL


def test_everything_together_ends(tmp_path: Path) -> None:
    asking = Asking(tmp_path, Patience(silence=5, page=5, whole=0.3, attempts=1000))
    with serving(lambda _request: Answer(drip=0.02)) as service, pytest.raises(FetchFailed, match="in all"):
        asking.ask(service)
    assert len(service.asked) == 1


def test_a_wait_that_leads_beyond_the_end_is_not_begun(tmp_path: Path) -> None:
    asking = Asking(tmp_path, Patience(silence=5, page=5, whole=10))
    busy = Answer("busy", status=503, headers={"Retry-After": "60"})
    with serving(lambda _request: busy) as service, pytest.raises(FetchFailed, match="in all"):
        asking.ask(service)
    assert asking.waited == []


@pytest.mark.parametrize("asked", ["9" * 400, "soon", "-1", "\u0661"])
def test_whatever_a_service_says_of_waiting_is_survived(asked: str, asking: Asking) -> None:
    busy = Answer("busy", status=503, headers={"Retry-After": asked.encode("latin-1", "replace").decode("latin-1")})
    with serving(lambda _request: busy) as service, pytest.raises(FetchFailed):
        asking.ask(service)


@pytest.mark.parametrize("publisher", ["world_bank", "who"])
def test_an_answer_that_is_no_text_is_told(publisher: str, asking: Asking) -> None:
    indicator, text = (
        (PER_HEAD, forms.who_answer())
        if publisher == "who"
        else (INDICATOR, forms.world_bank_page({("JPN", 2018): "1"}))
    )
    body = text.encode().replace(b'"JPN"', b'"JP\xff"')
    with serving(lambda _request: Answer(body)) as service, pytest.raises(FetchFailed, match="not text in UTF-8"):
        asking.ask(service, indicator, publisher)
    assert len(service.asked) == 1
    assert list(asking.kept.rglob("*.json")) == []


def test_nobody_there_is_told_as_a_failure(asking: Asking) -> None:
    with serving(paged) as service:
        pass
    with pytest.raises(FetchFailed, match=r"3 attempts: nobody answers at 127\.0\.0\.1"):
        asking.ask(service)


@pytest.mark.parametrize(
    "failure",
    [
        socket.gaierror(-3, "Temporary failure in name resolution"),
        OSError(errno.ENETUNREACH, "Network is unreachable"),
        OSError(errno.EHOSTUNREACH, "No route to host"),
    ],
)
def test_that_there_is_no_network_is_said_in_the_readers_language(
    failure: OSError, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_arguments: object, **_more: object) -> None:
        raise failure

    monkeypatch.setattr(socket, "create_connection", refused)
    select("nl")
    try:
        with pytest.raises(FetchFailed, match="geen netwerk"):
            asking.ask(Service("http://figures.invalid/v2", []))
    finally:
        select("en")
