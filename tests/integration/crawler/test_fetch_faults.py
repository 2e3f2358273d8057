"""Every way a server can fail is named rightly, in time and within bounds."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
from fault_server import Connection

from crawler.fetching import Request
from model.captures import Capture
from model.errors import FetchError
from model.outcomes import Outcome

NAMED = {
    "/announced": Outcome.TOO_LARGE,
    "/endless": Outcome.TOO_LARGE,
    "/gzip-bomb": Outcome.TOO_LARGE,
    "/br-bomb": Outcome.TOO_LARGE,
    "/zstd-bomb": Outcome.TOO_LARGE,
    "/short": Outcome.TRUNCATED,
    "/chunks-cut": Outcome.TRUNCATED,
    "/gzip-cut": Outcome.TRUNCATED,
    "/deflate-cut": Outcome.TRUNCATED,
    "/br-cut": Outcome.TRUNCATED,
    "/zstd-cut": Outcome.TRUNCATED,
    "/reset-body": Outcome.TRUNCATED,
    "/part": Outcome.TRUNCATED,
    "/chunks-broken": Outcome.PROTOCOL,
    "/head-huge": Outcome.PROTOCOL,
    "/no-http": Outcome.PROTOCOL,
    "/bare-page": Outcome.PROTOCOL,
    "/gone-slowly": Outcome.GONE,
    "/film": Outcome.NOT_HTML,
    "/to-port-0": Outcome.BAD_URL,
    "/stacked-high": Outcome.PROTOCOL,
    "/coding-unknown": Outcome.PROTOCOL,
    "/coding-wrong": Outcome.PROTOCOL,
    "/unasked-304": Outcome.PROTOCOL,
    "/reset": Outcome.CONNECT,
    "/hang-up": Outcome.CONNECT,
    "/empty": Outcome.EMPTY,
    "/blank": Outcome.EMPTY,
    "/binary": Outcome.NOT_HTML,
    "/image": Outcome.NOT_HTML,
    "/pdf": Outcome.NOT_HTML,
    "/401": Outcome.REFUSED,
    "/403": Outcome.REFUSED,
    "/402": Outcome.REFUSED,
    "/451": Outcome.REFUSED,
    "/429": Outcome.REFUSED,
    "/429-plain": Outcome.REFUSED,
    "/503": Outcome.REFUSED,
    "/404": Outcome.GONE,
    "/410": Outcome.GONE,
    "/418": Outcome.HTTP,
    "/500": Outcome.HTTP,
    "/challenge": Outcome.CHALLENGE,
    "/challenge-403": Outcome.CHALLENGE,
    "/challenge-long": Outcome.CHALLENGE,
    "/challenge-long-gzip": Outcome.CHALLENGE,
    "/challenge-header": Outcome.CHALLENGE,
    "/challenge-503-gzip": Outcome.CHALLENGE,
    "/to-itself": Outcome.REDIRECT_LOOP,
    "/to-each-other": Outcome.REDIRECT_LOOP,
    "/to-private": Outcome.BLOCKED,
    "/to-metadata": Outcome.BLOCKED,
    "/to-file": Outcome.BLOCKED,
    "/to-gopher": Outcome.BLOCKED,
    "/to-nothing": Outcome.BAD_URL,
    "/to-no-host": Outcome.BAD_URL,
    "/to-malformed": Outcome.BAD_URL,
    "/to-control": Outcome.BAD_URL,
    "/to-nowhere": Outcome.BAD_URL,
}


@pytest.mark.parametrize(("path", "outcome"), NAMED.items())
def test_a_fault_has_its_own_name(visitor: Any, path: str, outcome: Outcome) -> None:
    error = visitor.ask(path)
    assert isinstance(error, FetchError)
    assert error.outcome is outcome, error
    assert error.url == visitor.server.url(path)
    assert error.reason


@pytest.mark.parametrize("path", ["/silence", "/drip-head", "/drip-body"])
def test_a_fetch_ends_at_its_deadline_however_the_server_delays(visitor: Any, path: str) -> None:
    started = time.monotonic()
    error = visitor.ask(path, timeout=timedelta(milliseconds=300))
    assert isinstance(error, FetchError)
    assert error.outcome is Outcome.TIMEOUT
    assert time.monotonic() - started < 20, "each delays for longer"


@pytest.mark.parametrize(
    "path", ["/page", "/gzip", "/gzip-members", "/deflate", "/deflate-bare", "/br", "/zstd", "/stacked", "/to-page-3"]
)
def test_a_page_arrives_decoded_whatever_its_coding(visitor: Any, path: str) -> None:
    capture = visitor.ask(path)
    assert isinstance(capture, Capture)
    assert b"The crane at the quay was mended." in capture.body
    assert capture.status == 200


def test_a_body_in_another_charset_than_declared_is_kept_byte_for_byte(visitor: Any) -> None:
    assert visitor.ask("/latin1").body == b"<p>caf\xe9"


@pytest.mark.parametrize(("path", "seconds"), [("/429", 120), ("/503", 3600)])
def test_retry_after_says_when_to_come_again(visitor: Any, path: str, seconds: int) -> None:
    error = visitor.ask(path)
    assert error.status == int(path[1:])
    assert error.retry_at is not None
    assert abs((error.retry_at.timestamp() - time.time()) - seconds) < 60


def test_a_retry_after_date_is_at_most_a_day_ahead(visitor: Any) -> None:
    error = visitor.ask("/429-date")
    assert abs(error.retry_at.timestamp() - time.time() - 86400) < 60


def test_a_refusal_without_retry_after_names_no_instant(visitor: Any) -> None:
    assert visitor.ask("/429-plain").retry_at is None


def test_the_wall_of_a_challenge_page_is_named(visitor: Any) -> None:
    assert "Cloudflare" in visitor.ask("/challenge").reason


def test_nobody_listening_is_a_failed_connection(visitor: Any) -> None:
    visitor.server.url = lambda path: f"http://127.0.0.1:9{path}"
    assert visitor.ask("/page").outcome is Outcome.CONNECT


def test_loopback_is_blocked_unless_it_is_allowed(visitor: Any) -> None:
    error = visitor.ask("/page", allow_addresses=())
    assert error.outcome is Outcome.BLOCKED
    assert visitor.server.log == []


def test_a_second_answer_to_one_request_is_not_taken_for_that_to_the_next(visitor: Any) -> None:
    first, second = visitor.run(*(Request(url=path, obey_robots=False) for path in ("/two-answers", "/page")))
    assert isinstance(first, Capture) and isinstance(second, Capture)
    assert b"poison" not in first.body + second.body and b"crane" in second.body


def test_of_what_is_no_page_by_its_type_nothing_is_read(visitor: Any) -> None:
    sent = 0

    async def film(at: Connection) -> None:
        nonlocal sent
        at.over = True
        await at.raw(b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n")
        for _ in range(500):
            await at.raw(b"\1" * 65536)
            sent += 1

    visitor.server.on("/film", film)
    error = visitor.ask("/film")
    assert error.outcome is Outcome.NOT_HTML and "video/mp4" in error.reason
    assert sent < 400, "the rest finds nobody who reads it"


def test_the_body_of_a_redirect_holds_nobody_up(visitor: Any) -> None:
    capture = visitor.ask("/elsewhere-slowly")
    assert isinstance(capture, Capture) and capture.final_url.endswith("/page")
