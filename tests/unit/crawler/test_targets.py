"""Which URLs are asked for at all, and in what form."""

from __future__ import annotations

import pytest

from crawler.targets import checked_target, host_key, origin_of, redirect_target
from model.errors import FetchError
from model.outcomes import Outcome


@pytest.mark.parametrize(
    ("said", "sent"),
    [
        ("https://Example.ORG", "https://example.org/"),
        ("https://example.org:443/a b?q=ü#top", "https://example.org/a%20b?q=%C3%BC"),
        ("http://пример.example/новости", "http://xn--e1afmkfd.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8"),
        ("http://name:word@example.org/", "http://example.org/"),
        ("http://example.org./x", "http://example.org/x"),
        ("http://under_score.example/", "http://under_score.example/"),
        ("http://127。0。0。1/", "http://127.0.0.1/"),
    ],
)
def test_a_url_is_sent_in_its_plain_form(said: str, sent: str) -> None:
    assert checked_target(said) == sent


@pytest.mark.parametrize(
    "said",
    ["file:///etc/passwd", "ftp://example.org/", "gopher://127.0.0.1/", "data:text/html,x", "javascript:alert(1)"],
)
def test_another_scheme_than_http_is_blocked(said: str) -> None:
    with pytest.raises(FetchError) as raised:
        checked_target(said)
    assert raised.value.outcome is Outcome.BLOCKED


@pytest.mark.parametrize(
    "said",
    [
        "",
        "//example.org/",
        "/path",
        "http:///x",
        "http://exa mple.org/",
        "http://example.org/\x00",
        "http://[::1",
        "http://[fe80::1%25lo]/",
        "http://256.256.256.256/",
        "http://example.org:99999/",
        "http://-dash.example/",
        f"http://{'a' * 64}.example/",
        f"http://example.org/{'a' * 9000}",
    ],
)
def test_what_is_no_url_is_a_bad_url(said: str) -> None:
    with pytest.raises(FetchError) as raised:
        checked_target(said)
    assert raised.value.outcome is Outcome.BAD_URL


BASE = "https://example.org/a/b"


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("c", "https://example.org/a/c"),
        ("/c?d", "https://example.org/c?d"),
        ("//other.example/", "https://other.example/"),
        ("?page=2", "https://example.org/a/b?page=2"),
        ("http://other.example/my file.html", "http://other.example/my%20file.html"),
        ("/caf\xc3\xa9", "https://example.org/caf%C3%A9"),
        ("/caf\xe9", "https://example.org/caf%C3%A9"),
    ],
)
def test_a_redirect_is_read_against_where_it_came_from(location: str, target: str) -> None:
    assert redirect_target(location, BASE) == target


@pytest.mark.parametrize("location", ["", "  ", "http:///x", "///x", "http://[::1", "https://exa\x01mple.org/"])
def test_a_malformed_redirect_is_a_bad_url(location: str) -> None:
    with pytest.raises(FetchError) as raised:
        redirect_target(location, BASE)
    assert raised.value.outcome is Outcome.BAD_URL


def test_a_host_is_paced_with_its_port_where_that_is_not_the_usual_one() -> None:
    assert host_key("https://Example.org/x") == host_key("http://example.org:80/") == "example.org"
    assert host_key("http://example.org:8080/") == "example.org:8080"


def test_an_origin_is_scheme_host_and_port() -> None:
    assert origin_of("https://example.org:8443/a?b") == "https://example.org:8443"
