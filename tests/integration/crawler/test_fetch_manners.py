"""What the client tells a server, and what it keeps to itself."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from fault_server import Connection

from crawler.fetching import Request
from model.captures import Capture
from model.errors import FetchError
from model.outcomes import Outcome

OWN = Request(
    url="http://own.localhost:PORT/to-other-host",
    headers={"X-Api-Key": "secret", "Referer": "https://own.localhost/", "User-Agent": "Browser/1.0"},
    own_hosts=("own.localhost",),
    obey_robots=False,
)


def test_a_sources_own_headers_go_to_its_own_hosts_only(visitor: Any) -> None:
    (capture,) = visitor.run(OWN)
    own, other = visitor.server.log
    assert isinstance(capture, Capture)
    assert (own.headers["host"].split(":")[0], other.headers["host"].split(":")[0]) == (
        "own.localhost",
        "other.localhost",
    )
    assert own.headers["x-api-key"] == "secret"
    assert "x-api-key" not in other.headers
    assert "referer" not in other.headers


def test_the_crawler_says_its_own_name_whatever_a_source_asks(visitor: Any) -> None:
    visitor.run(OWN, user_agent="Nightdesk/9 (+https://example.org/)")
    assert {asked.headers["user-agent"] for asked in visitor.server.log} == {"Nightdesk/9 (+https://example.org/)"}


def test_cookies_are_not_kept(visitor: Any) -> None:
    visitor.run(OWN, OWN)
    assert len(visitor.server.log) == 4
    assert not any("cookie" in asked.headers for asked in visitor.server.log)


def test_a_capture_tells_where_it_was_asked_and_where_it_was_answered(visitor: Any) -> None:
    (capture,) = visitor.run(Request(url="/to-page-3", obey_robots=False))
    url = visitor.server.url
    assert capture.url == url("/to-page-3")
    assert capture.final_url == url("/page")
    assert capture.redirects == (url("/to-page-3"), url("/to-page-2"), url("/to-page"))
    assert capture.requested_at <= capture.fetched_at


def test_validators_go_back_exactly_as_they_came_and_a_304_has_no_body(visitor: Any) -> None:
    (first,) = visitor.run(Request(url="/conditional", obey_robots=False))
    etag, modified = first.header("etag"), first.header("last-modified")
    (second,) = visitor.run(Request(url="/conditional", etag=etag, last_modified=modified, obey_robots=False))
    assert (second.status, second.body, second.wire_bytes) == (304, b"", 0)
    asked = visitor.server.log[-1].headers
    assert (asked["if-none-match"], asked["if-modified-since"]) == (etag, modified)


def test_wire_bytes_are_counted_before_decoding(visitor: Any) -> None:
    capture = visitor.ask("/gzip")
    assert capture.wire_bytes == int(capture.header("content-length"))
    assert capture.wire_bytes != len(capture.body)


def test_the_proxy_of_the_environment_is_not_used(visitor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert isinstance(visitor.ask("/page"), Capture)


def test_one_connection_serves_several_requests(visitor: Any) -> None:
    peers: set[Any] = set()

    async def noting(at: Connection) -> None:
        peers.add(at.writer.get_extra_info("peername"))
        await at.page()

    visitor.server.on("/noting", noting)
    request = Request(url="/noting", obey_robots=False)
    assert all(isinstance(capture, Capture) for capture in visitor.run(request, request, request))
    assert len(peers) == 1


def test_a_kept_connection_that_the_server_closed_meanwhile_is_opened_anew(visitor: Any) -> None:
    request = Request(url="/polite-close", obey_robots=False)
    assert [type(each) for each in visitor.run(request, request, request)] == [Capture] * 3


def test_redirects_are_followed_up_to_the_limit_and_no_further(visitor: Any) -> None:
    assert isinstance(visitor.ask("/to-page-3", max_redirects=3), Capture)
    error = visitor.ask("/to-page-3", max_redirects=2)
    assert error.outcome is Outcome.REDIRECT_LOOP


def test_a_redirect_to_a_host_that_resolves_to_a_private_address_is_blocked(visitor: Any) -> None:
    error = visitor.ask("/to-private")
    assert error.outcome is Outcome.BLOCKED
    assert "RFC 1918" in error.reason
    assert "(at http://10.1.2.3/admin)" in error.reason


def test_a_cancelled_fetch_stays_cancelled_and_leaves_the_client_sound(visitor: Any) -> None:
    async def scenario() -> tuple[list[BaseException | Capture], Capture]:
        async with visitor.server.running(), visitor.client(concurrency=50) as client:
            silent = [f"http://h{i}.localhost:{visitor.server.port}/silence" for i in range(40)]
            tasks = [asyncio.create_task(client.fetch(Request(url=url, obey_robots=False))) for url in silent]
            await asyncio.sleep(0.05)
            for task in tasks:
                task.cancel()
            ended = await asyncio.gather(*tasks, return_exceptions=True)
            return list(ended), await client.fetch(Request(url=visitor.server.url("/page"), obey_robots=False))

    ended, capture = asyncio.run(scenario())
    assert all(isinstance(each, asyncio.CancelledError) for each in ended)
    assert capture.status == 200


def test_bad_servers_do_not_delay_a_good_one(visitor: Any) -> None:
    paths = ["/silence", "/drip-head", "/drip-body", "/endless", "/gzip-bomb", "/br-bomb", "/zstd-bomb", "/head-huge"]

    async def scenario() -> bool:
        async with visitor.server.running(), visitor.client(timeout=timedelta(seconds=3)) as client:
            urls = [f"http://h{i}.localhost:{visitor.server.port}{path}" for i, path in enumerate(paths)]
            bad = [asyncio.create_task(client.fetch(Request(url=url, obey_robots=False))) for url in urls]
            await asyncio.sleep(0.01)
            await client.fetch(Request(url=f"http://good.localhost:{visitor.server.port}/page", obey_robots=False))
            before_the_bad = not any(each.done() for each in bad[:3])
            ended = await asyncio.gather(*bad, return_exceptions=True)
            assert all(isinstance(each, FetchError) for each in ended)
            return before_the_bad

    assert asyncio.run(scenario())


def test_a_body_of_an_error_is_read_only_as_far_as_it_may_be_a_challenge(visitor: Any) -> None:
    async def endless_error(at: Connection) -> None:
        at.over = True
        await at.raw(b"HTTP/1.1 404 No\r\n\r\n", *[b"x" * 65536] * 500)

    visitor.server.on("/endless-error", endless_error)
    error = visitor.ask("/endless-error")
    assert (error.outcome, error.status) == (Outcome.GONE, 404)


async def slow_hop(at: Connection) -> None:
    await asyncio.sleep(0.2)
    await at.say(302, b"on", Location=f"{at.asked.path}x")


def test_the_deadline_holds_for_all_hops_together(visitor: Any) -> None:
    for hop in range(1, 9):
        visitor.server.on("/hop" + "x" * hop, slow_hop)
    assert visitor.ask("/hopx", timeout=timedelta(seconds=0.5)).outcome is Outcome.TIMEOUT


def test_waiting_for_a_hosts_turn_does_not_use_up_the_deadline(visitor: Any) -> None:
    request = Request(url="/page", obey_robots=False)
    results = visitor.run(request, request, timeout=timedelta(seconds=1), per_host_gap=timedelta(seconds=1.2))
    assert [type(each) for each in results] == [Capture, Capture]


def test_no_more_fetches_run_at_once_than_the_settings_say(visitor: Any) -> None:
    inside, most = 0, 0

    async def counting(at: Connection) -> None:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        await asyncio.sleep(0.01)
        inside -= 1
        await at.page()

    visitor.server.on("/counting", counting)

    async def scenario() -> None:
        async with visitor.server.running(), visitor.client(concurrency=3) as client:
            urls = [f"http://h{i}.localhost:{visitor.server.port}/counting" for i in range(12)]
            await asyncio.gather(*(client.fetch(Request(url=url, obey_robots=False)) for url in urls))

    asyncio.run(scenario())
    assert most == 3
