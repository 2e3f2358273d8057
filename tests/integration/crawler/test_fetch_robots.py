"""robots.txt and the pace of hosts, seen from the server."""

from __future__ import annotations

import asyncio
import itertools
import json
import logging
import os
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import structlog
from fault_server import Connection, FaultServer
from faults import status, to

from crawler.fetching import Request
from model.captures import Capture
from model.errors import FetchError
from model.outcomes import Outcome

DATA = os.environ.get("NIGHTDESK_EVAL_DATA")
KEEP_OFF = b"User-agent: *\nDisallow: /private\n"


def rules(server: FaultServer, text: bytes = KEEP_OFF, **headers: str) -> None:
    server.on("/robots.txt", status(200, text, Content_Type="text/plain", **headers))
    server.on("/private/page", status(200, b"<p>Not for robots."))


def paths(server: FaultServer) -> list[str]:
    return [asked.path for asked in server.log]


def test_a_disallowed_page_is_never_asked_for(visitor: Any) -> None:
    rules(visitor.server)
    (error,) = visitor.run(Request(url="/private/page"))
    assert error.outcome is Outcome.ROBOTS
    assert "'Disallow: /private'" in error.reason
    assert paths(visitor.server) == ["/robots.txt"]


def test_robots_txt_is_asked_once_for_many_pages(visitor: Any) -> None:
    rules(visitor.server)
    visitor.run(Request(url="/page"), Request(url="/gzip"), Request(url="/private/page"))
    assert paths(visitor.server) == ["/robots.txt", "/page", "/gzip"]


def test_a_redirect_is_checked_against_robots_txt_at_every_hop(visitor: Any) -> None:
    rules(visitor.server)
    visitor.server.on("/open", to("/private/page"))
    (error,) = visitor.run(Request(url="/open"))
    assert error.outcome is Outcome.ROBOTS
    assert error.url == visitor.server.url("/open")
    assert paths(visitor.server) == ["/robots.txt", "/open"]


def test_each_origin_has_its_own_robots_txt(visitor: Any) -> None:
    rules(visitor.server)
    results = visitor.run(Request(url="http://a.localhost:PORT/page"), Request(url="http://b.localhost:PORT/page"))
    assert all(isinstance(each, Capture) for each in results)
    hosts = [asked.headers["host"].partition(":")[0] for asked in visitor.server.log if asked.path == "/robots.txt"]
    assert hosts == ["a.localhost", "b.localhost"]


def test_robots_txt_is_left_aside_where_the_settings_say_so(visitor: Any) -> None:
    rules(visitor.server)
    (capture,) = visitor.run(Request(url="/private/page"), respect_robots=False)
    assert isinstance(capture, Capture)
    assert paths(visitor.server) == ["/private/page"]


@pytest.mark.parametrize(
    "fault", ["/401", "/403", "/404", "/410", "/418", "/empty", "/challenge", "/page", "/to-itself"]
)
def test_where_there_is_no_robots_file_everything_is_allowed(visitor: Any, fault: str) -> None:
    visitor.server.on("/robots.txt", visitor.server.routes[fault])
    (capture,) = visitor.run(Request(url="/gzip"))
    assert isinstance(capture, Capture)


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        ("/429", Outcome.REFUSED),
        ("/500", Outcome.HTTP),
        ("/503", Outcome.REFUSED),
        ("/challenge-503-gzip", Outcome.CHALLENGE),
        ("/silence", Outcome.TIMEOUT),
        ("/reset", Outcome.CONNECT),
        ("/gzip-cut", Outcome.TRUNCATED),
        ("/gzip-bomb", Outcome.ROBOTS),
        ("/to-private", Outcome.BLOCKED),
    ],
)
def test_where_robots_txt_cannot_be_read_nothing_is_asked_for(visitor: Any, fault: str, outcome: Outcome) -> None:
    visitor.server.on("/robots.txt", visitor.server.routes[fault])
    timeout = timedelta(seconds=0.4 if outcome is Outcome.TIMEOUT else 20)
    (error,) = visitor.run(Request(url="/page"), timeout=timeout)
    assert isinstance(error, FetchError)
    assert error.outcome is outcome
    assert error.reason.startswith("robots.txt cannot be read")
    assert error.retry_at is not None
    assert "/page" not in paths(visitor.server)


@pytest.mark.parametrize(("hops", "allowed"), [(5, False), (6, True)])
def test_five_redirects_of_robots_txt_are_followed_and_no_more(visitor: Any, hops: int, allowed: bool) -> None:
    visitor.server.on("/robots.txt", to("/hop-1"))
    for hop in range(1, hops):
        visitor.server.on(f"/hop-{hop}", to(f"/hop-{hop + 1}"))
    visitor.server.on(f"/hop-{hops}", status(200, b"User-agent: *\nDisallow: /"))
    (result,) = visitor.run(Request(url="/page"))
    assert isinstance(result, Capture) is allowed


def test_rules_beyond_five_hundred_kibibytes_do_not_count(visitor: Any) -> None:
    filler = b"# nothing\n" * 30_000
    rules(visitor.server, b"User-agent: *\nDisallow: /early\n" + filler * 2 + b"Disallow: /page\n")
    early, page = visitor.run(Request(url="/early"), Request(url="/page"))
    assert isinstance(early, FetchError)
    assert isinstance(page, Capture)


def test_a_hosts_gap_is_kept_as_the_server_sees_it(visitor: Any) -> None:
    seen: list[tuple[float, float]] = []

    async def noting(at: Connection) -> None:
        begun = time.monotonic()
        await asyncio.sleep(0.01)
        seen.append((begun, time.monotonic()))  # before it: the client may have read it before we go on
        await at.page()

    visitor.server.on("/noting", noting)

    async def scenario() -> None:
        async with visitor.server.running(), visitor.client(per_host_gap=timedelta(seconds=0.1)) as client:
            request = Request(url=visitor.server.url("/noting"), obey_robots=False)
            await asyncio.gather(*(client.fetch(request) for _ in range(5)))

    asyncio.run(scenario())
    gaps = [later[0] - earlier[1] for earlier, later in itertools.pairwise(seen)]
    assert len(gaps) == 4
    assert min(gaps) > 0.099


def answer_cases() -> list[Any]:
    """The cases of the evaluation data that a status, a body or a place to go to tells alone."""
    file = Path(DATA or ".") / "robots_answers.json"
    cases = json.loads(file.read_text(encoding="utf-8"))["cases"] if DATA else []
    policies = {"rules", "allow_all", "disallow_all"}
    told = [case for case in cases if case.get("policy") in policies and {"status", "location"} & set(case)]
    return [pytest.param(case, id=case["id"]) for case in told]


@pytest.mark.skipif(not DATA, reason="NIGHTDESK_EVAL_DATA names no folder")
@pytest.mark.parametrize("case", answer_cases())
def test_the_evaluation_answers_have_their_policy(visitor: Any, case: dict[str, Any]) -> None:
    headers = {name.replace("-", "_"): value for name, value in case.get("headers", {}).items()}
    headers |= {"Location": case["location"]} if "location" in case else {}
    body = case.get("body", "said").encode()
    visitor.server.on(
        "/robots.txt", status(case.get("status", 302), body, Content_Type=case.get("ctype", ""), **headers)
    )
    visitor.server.on("/x", status(200, b"<p>x"))
    page, ruled = visitor.run(Request(url="/page"), Request(url="/x"))
    unruled = "disallow_all" if isinstance(page, FetchError) else "allow_all"
    assert ("rules" if isinstance(ruled, FetchError) and unruled == "allow_all" else unruled) == case["policy"]


@pytest.fixture
def warnings_told() -> Iterator[list[Any]]:
    """What is logged as a warning; the other tests keep the log silent."""
    before = structlog.get_config()["wrapper_class"]
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    with structlog.testing.capture_logs() as told:
        yield told
    structlog.configure(wrapper_class=before)


def test_an_owners_agreement_passes_over_robots_on_its_own_hosts_alone_and_is_logged(
    visitor: Any, warnings_told: list[Any]
) -> None:
    visitor.server.on("/robots.txt", status(200, b"User-agent: *\nDisallow: /\n", Content_Type="text/plain"))
    agreed = {"agreed": "the editor, by letter of 2 March", "own_hosts": ("127.0.0.1",)}
    plain, own, away = visitor.run(
        Request(url="/page"), Request(url="/page", **agreed), Request(url="/to-other-host", **agreed)
    )
    assert plain.outcome is Outcome.ROBOTS
    assert isinstance(own, Capture)
    assert away.outcome is Outcome.ROBOTS, "the owner of one site does not speak for another"
    passed = [line for line in warnings_told if line["event"] == "robots.txt passed over"]
    assert [line["agreed"] for line in passed] == [agreed["agreed"]] * 2
