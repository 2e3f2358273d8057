"""What answers mean, bot walls among them, and what is said in requests."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.answers import Answer, judge
from crawler.challenges import find_challenge
from crawler.fetching import ACCEPT_FEED, Request
from crawler.outgoing import outgoing_headers
from model.errors import FetchError
from model.outcomes import Outcome

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
URL = "https://example.org/"


def judged(status: int = 200, body: bytes = b"<p>Text", accept: str | None = None, **headers: str) -> FetchError | None:
    said = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    request = Request(url=URL, accept=accept) if accept else Request(url=URL)
    try:
        judge(Answer(URL, status, said, body), request, NOW)
    except FetchError as error:
        return error
    return None


def outcome(*args: Any, **more: Any) -> Outcome | None:
    error = judged(*args, **more)
    return error.outcome if error else None


@pytest.mark.parametrize("status", [200, 201, 203])
def test_a_success_with_a_body_passes(status: int) -> None:
    assert judged(status) is None


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (204, Outcome.EMPTY),
        (206, Outcome.TRUNCATED),
        (301, Outcome.BAD_URL),
        (300, Outcome.HTTP),
        (304, Outcome.PROTOCOL),
        (401, Outcome.REFUSED),
        (407, Outcome.REFUSED),
        (404, Outcome.GONE),
        (410, Outcome.GONE),
        (400, Outcome.HTTP),
        (429, Outcome.REFUSED),
        (500, Outcome.HTTP),
        (503, Outcome.REFUSED),
        (799, Outcome.HTTP),
    ],
)
def test_a_status_has_its_outcome(status: int, expected: Outcome) -> None:
    error = judged(status, b"" if status == 204 else b"said")
    assert error is not None
    assert (error.outcome, error.status) == (expected, status)


def test_a_304_passes_where_it_was_asked_for() -> None:
    judge(Answer(URL, 304, (), b""), Request(url=URL, last_modified="Sat, 01 Aug 2026 10:00:00 GMT"), NOW)


def test_retry_after_is_kept_for_a_refusal() -> None:
    error = judged(503, Retry_After="60")
    assert error is not None
    assert error.retry_at == NOW + timedelta(minutes=1)


def test_binary_bodies_are_no_pages_but_may_be_feeds() -> None:
    packed = b"\x1f\x8b\x08\x00\x00\x00"
    assert outcome(body=packed) is Outcome.NOT_HTML
    assert outcome(body=packed, accept=ACCEPT_FEED) is None


def test_a_stray_control_character_makes_no_page_binary() -> None:
    assert outcome(body=b"<p>Text with a \x00 and a \x0b in it " + b"and much more of it " * 10) is None


@given(st.binary(min_size=3000, max_size=3001))
def test_what_is_called_a_page_and_is_noise_is_binary_or_else_decided_without_fault(noise: bytes) -> None:
    assert outcome(body=random.Random(noise).randbytes(4000)) is Outcome.NOT_HTML
    assert outcome(body=noise) in {None, Outcome.NOT_HTML, Outcome.EMPTY, Outcome.CHALLENGE}


def test_wide_encodings_are_pages_for_all_their_zeros() -> None:
    assert outcome(body="<p>Text".encode("utf-16")) is None
    assert outcome(body="<p>Text".encode("utf-16-le"), Content_Type="text/html; charset=UTF-16LE") is None


#: The walls as they show themselves, shortened and in words of our own.
WALLS = [
    ("Cloudflare", "<html><head><title>Just a moment...</title>"),
    ("Cloudflare", "<title>Один момент…</title><script>(function(){window._cf_chl_opt={cvId:'3'}})()</script>"),
    ("Cloudflare", "<title>Attention Required! | Cloudflare</title>"),
    ("DDoS-Guard", "<html><head><title>DDoS-Guard</title>"),
    ("DDoS-Guard", '<html data-ddg-origin="true"><title>Checking</title>'),
    ("Akamai", '<div id="sec-if-cpt-container" class="x"></div>'),
    ("Akamai", '<meta http-equiv="refresh" content="5; URL=\'/?bm-verify=AAQA\'">'),
    ("Imperva", '<iframe id="main-iframe">Request unsuccessful. Incapsula incident ID: 12</iframe>'),
    ("DataDome", '<script src="https://ct.captcha-delivery.com/c.js"></script>'),
    ("HUMAN", '<div id="px-captcha"></div>'),
    ("AWS WAF", "<script>window.gokuProps = {}</script>"),
    ("Sucuri", "<script>var sucuri_cloudproxy_js='',S='x'</script>"),
    ("Anubis", "<title>Making sure you&#39;re not a bot!</title>"),
    ("Vercel", "<title>\n  Vercel Security Checkpoint</title>"),
    ("SiteGround", '<meta http-equiv="refresh" content="0;/.well-known/sgcaptcha/?r=%2F">'),
    ("F5", "<noscript>Please enable JavaScript to view the page content.<br/>Your support ID is: 1</noscript>"),
]


@pytest.mark.parametrize(("name", "page"), WALLS)
@pytest.mark.parametrize("status", [200, 403, 503])
def test_a_wall_is_known_by_its_marks_whatever_its_status(name: str, page: str, status: int) -> None:
    error = judged(status, page.encode())
    assert error is not None
    assert error.outcome is Outcome.CHALLENGE
    assert name in error.reason


@pytest.mark.parametrize("header", ["cf_mitigated", "x_amzn_waf_action", "x_vercel_mitigated"])
def test_a_wall_is_known_by_its_header(header: str) -> None:
    assert outcome(403, b"", **{header: "challenge"}) is Outcome.CHALLENGE


@pytest.mark.parametrize(
    "page",
    [
        "<title>Quay</title><script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script><p>Text",
        "<title>Quay</title><script src='/_Incapsula_Resource?SWJIYLWA=1'></script><p>Text",
        "<title>Quay</title><script src='https://js.datadome.example/tags.js'></script><p>Text",
        "<title>Just a moment: how the crane was mended</title><p>Just a moment...</p>",
        "<title>Cloudflare outage stops ferries</title><p>Readers saw a page that said Just a moment...",
        "<?xml version='1.0'?><rss><channel><title>Quay</title></channel></rss>",
    ],
)
def test_an_ordinary_page_is_no_wall(page: str) -> None:
    assert find_challenge({"server": "cloudflare"}, page.encode()) is None


def sent(url: str = URL, **more: Any) -> dict[str, str]:
    request = Request(url=more.pop("asked", URL), **more)
    return {name.decode().lower(): value.decode("latin-1") for name, value in outgoing_headers(request, url, "Bot/1")}


def test_a_request_says_who_asks_and_what_it_takes() -> None:
    headers = sent()
    assert headers["user-agent"] == "Bot/1"
    assert headers["host"] == "example.org"
    assert headers["accept-encoding"] == "gzip, deflate, br, zstd"
    assert "if-none-match" not in headers
    assert "if-modified-since" not in headers


@pytest.mark.parametrize(
    ("url", "is_sent"),
    [("https://example.org/x", True), ("https://www.example.org/", False), ("http://example.org/", False)],
)
def test_own_headers_stay_on_own_hosts_and_under_tls(url: str, is_sent: bool) -> None:
    assert ("x-key" in sent(url, headers={"X-Key": "1"}, own_hosts=("example.org",))) is is_sent


@pytest.mark.parametrize("name", ["User-Agent", "HOST", "Accept-Encoding", "Content-Length"])
def test_own_headers_do_not_replace_what_is_ours_to_say(name: str) -> None:
    assert sent(headers={name: "mine"}, own_hosts=("example.org",)) == sent()


def test_own_headers_may_be_in_any_script() -> None:
    assert (
        sent(headers={"X-Note": "гавань"}, own_hosts=("example.org",))["x-note"].encode("latin-1").decode() == "гавань"
    )
