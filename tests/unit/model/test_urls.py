import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.urls import Identity, clean_url, url_key, web_url

GAZETTE = Identity(("www.gazette.example", "gazette.example", "old-gazette.example"), r"-a(\d+)(?:/|$)")


@pytest.mark.parametrize(
    "variant",
    [
        "http://harbour.example/2026/crane",
        "https://www.harbour.example/2026/crane/",
        "https://m.harbour.example/2026/crane?utm_source=feed&utm_medium=rss",
        "https://harbour.example/2026/crane/amp/",
        "https://amp.harbour.example/2026/crane",
        "https://harbour.example/2026/crane?outputType=amp",
        "https://harbour.example/2026/crane/print",
        "https://harbour.example/2026/crane/pdf",
        "https://harbour.example/2026/crane#comments",
        "https://harbour.example/2026/crane?fbclid=abc",
        "https://harbour.example/2026/crane?at_medium=RSS&at_campaign=KARANGA",
        "https://harbour.example/2026/crane/page/2/",
        "https://harbour.example/2026/crane?sid=0f3c9a7be01d42c6a8f0134b97de6a21",
        "https://harbour.example/2026/crane?s=0f3c9a7be01d42c6a8f0134b97de6a21",
        "https://harbour.example/2026/crane?PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3",
        "https://harbour.example/2026/crane;jsessionid=0F3C9A7BE01D42C6A8F0134B97DE6A21.node1",
        "https://harbour.example/(S(lit3py55t21z5v55vlm25s55))/2026/crane",
    ],
)
def test_every_variant_of_an_address_has_one_key(variant: str) -> None:
    assert url_key(variant) == "harbour.example/2026/crane"


def test_parameters_that_name_the_item_stay_in_the_key_whatever_their_order() -> None:
    assert url_key("https://a.example/?p=7&b=1") == url_key("https://a.example/?b=1&p=7")
    assert url_key("https://a.example/?p=7") != url_key("https://a.example/?p=8")


def test_the_sites_own_number_outweighs_slug_host_alias_and_form() -> None:
    keys = {
        url_key("https://www.gazette.example/2026/03/01/crane-falls-a1234", GAZETTE),
        url_key("https://gazette.example/2026/03/01/crane-fell-a1234/pdf", GAZETTE),
        url_key("http://old-gazette.example/x-a1234?utm_source=x", GAZETTE),
    }
    assert keys == {"gazette.example#1234"}


def test_a_host_outside_the_house_is_no_alias() -> None:
    assert url_key("https://other.example/x-a1234", GAZETTE) != url_key("https://gazette.example/x-a1234", GAZETTE)


def test_cleaning_leaves_parameters_that_mean_something_as_they_were_written() -> None:
    assert clean_url("https://a.example/s?q=a+b%20c&utm_source=x&p=1#f") == "https://a.example/s?q=a+b+c&p=1"
    assert clean_url("https://a.example/s?q=a+b%20c") == "https://a.example/s?q=a+b%20c"


def test_a_parameter_that_is_merely_called_like_a_session_stays() -> None:
    for address in (
        "https://a.example/?s=harbour-of-a-thousand-cranes",
        "https://a.example/?sid=7",
        "https://a.example/x;page=2",
    ):
        assert clean_url(address) == address


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "",
        None,
        "http://",
        "http://[::1",
        "mailto:a@b",
        "http://a.example/\ud800",
    ],
)
def test_what_is_no_web_address_is_none(text: str | None) -> None:
    assert web_url(text) is None


def test_relative_addresses_join_their_page() -> None:
    assert web_url("../b c?ü=1", "https://A.example:443/x/y/") == "https://a.example/x/b%20c?%C3%BC=1"


@given(st.text(max_size=60))
def test_keying_and_cleaning_never_fail_on_what_web_url_lets_through(text: str) -> None:
    if url := web_url(text, "https://a.example/x"):
        assert url_key(clean_url(url)) == url_key(url)
        assert web_url(url) == url


@pytest.mark.parametrize("text", ["http://[::1", "https://a.example:port/", "//[", ""])
def test_the_key_of_what_is_no_address_is_its_own(text: str) -> None:
    assert url_key(text) == text


def test_the_key_of_an_address_that_is_long_beyond_measure_is_short_and_its_own() -> None:
    one, other = (f"https://a.example/{'x' * 5000}/{end}" for end in ("crane", "quay"))
    assert url_key(one) != url_key(other)
    assert url_key(one) == url_key(f"{one}?utm_source=feed")
    assert len(url_key(one).encode()) < 2704
