"""Which parser reads what, and how hostile input ends."""

from __future__ import annotations

import pickle
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

import parsers
from model.captures import RawPage
from model.documents import Kind, Parsed
from model.errors import ParseError
from parsers.base import NewsParser
from parsers.forums.invision import Invision
from parsers.registry import DuplicateHostError, by_host, by_markup, index_hosts

PARAGRAPH = (
    "<p>The evening ferry waited forty minutes for a wedding party, and none of the other passengers complained.</p>"
)
MOSCOW_TIMES = "https://www.themoscowtimes.com/2024/03/05/a-a80001"
LAYOUT = f'<article class="article article__content"><p class="article__block--html">{PARAGRAPH[3:]}</article>'


def parse(html: str, url: str | None = "https://a.example/x", *, generic: bool = False) -> Parsed:
    return parsers.parse(RawPage(html.encode("utf-8", "replace"), url, "text/html; charset=utf-8"), generic=generic)


def test_a_known_host_is_read_by_its_parser() -> None:
    assert parse(LAYOUT, MOSCOW_TIMES).document.parser == "moscow_times"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\n1 0 obj " + b"<< /Type /Page >> " * 40, "the page is a PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "the page is binary"),
        (bytes(range(256)) * 20, "the page is binary"),
    ],
)
def test_what_is_no_text_in_any_encoding_is_no_page(body: bytes, told: str) -> None:
    with pytest.raises(ParseError, match=told):
        parsers.parse(RawPage(body, "https://a.example/x", None))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_page_in_a_wide_encoding_and_one_with_a_stray_control_character_are_pages(encoding: str) -> None:
    page = f"<html><title>A ferry</title><main><h1>A ferry that waited</h1>{PARAGRAPH * 3}\0\x01</main></html>"
    assert parsers.parse(RawPage(page.encode(encoding), None, None)).document.title == "A ferry that waited"
    assert parsers.parse(RawPage(page.encode(), None, None)).document.title == "A ferry that waited"


def test_a_known_host_with_an_unknown_layout_is_read_generically_and_says_so() -> None:
    document = parse(f"<main><h1>A ferry that waited</h1>{PARAGRAPH * 3}</main>", MOSCOW_TIMES).document

    assert (document.parser, document.kind) == ("generic", Kind.ARTICLE)
    assert document.text


def test_an_article_in_an_unknown_layout_is_no_list_of_the_others_that_it_shows() -> None:
    others = '<div class="hentry"><h3><a href="/events/8">A crane that fell</a></h3></div>' * 3
    said = '<html><meta property="og:type" content="article">'
    body = f"<main><h1>A ferry that waited</h1>{PARAGRAPH * 3}</main>{others}"

    document = parse(f"{said}{body}", "http://en.kremlin.ru/events/president/news/7").document

    assert (document.parser, document.kind) == ("generic", Kind.ARTICLE)
    assert "wedding party" in document.text


def test_a_page_of_a_programme_without_text_stays_a_list_of_its_episodes() -> None:
    said = '<html><meta property="og:type" content="article">'
    episodes = '<div class="hentry"><h3><a href="/events/8">A crane that fell</a></h3></div>' * 3

    assert parse(f"{said}{episodes}", "http://en.kremlin.ru/events/president/news/7").document.kind is Kind.LISTING


def test_site_parsers_can_be_left_out() -> None:
    assert parse(LAYOUT, MOSCOW_TIMES, generic=True).document.parser == "generic"


def test_every_reading_tells_its_rule_and_what_missed_before() -> None:
    readings = {reading.field: reading for reading in parse(LAYOUT, MOSCOW_TIMES).readings}

    assert readings["text"].rule is not None
    assert readings["title"].missed[0] == ".article__header h1"
    assert readings["published_at"].rule is None or readings["published_at"].value


def test_two_modules_may_not_claim_one_host() -> None:
    class First(NewsParser):
        hosts = ("a.example",)

    class Second(NewsParser):
        hosts = ("b.example", "a.example")

    with pytest.raises(DuplicateHostError, match=r"a\.example"):
        index_hosts([(First(),), (Second(),)])


def test_layouts_of_one_module_share_a_host_in_their_order() -> None:
    class Newer(NewsParser):
        hosts = ("a.example",)

    class Older(NewsParser):
        hosts = ("a.example",)

    assert [parser.name for parser in index_hosts([(Newer(), Older())])["a.example"]] == ["newer", "older"]


def test_engines_are_known_by_markup_and_boards_by_host() -> None:
    assert any(isinstance(parser, Invision) for parser in by_markup())
    assert [parser.name for parser in by_host()["aseannow.com"]] == ["asean_now"]


def test_a_page_without_text_and_links_is_of_unknown_kind() -> None:
    document = parse("<html><body><div></div></body></html>").document

    assert (document.kind, document.text, document.completeness) == (Kind.UNKNOWN, "", 0.0)


@pytest.mark.parametrize("body", [b"", b"\0" * 100, b" \n\t "])
def test_an_empty_page_is_refused_with_its_address(body: bytes) -> None:
    with pytest.raises(ParseError, match=r"empty: https://a\.example/x"):
        parsers.parse(RawPage(body, "https://a.example/x"))


def test_a_damaged_gzip_file_is_refused() -> None:
    with pytest.raises(ParseError, match="gzip"):
        parsers.parse(RawPage(b"\x1f\x8b\x08\x00broken"))


def test_markup_declared_as_plain_text_is_read_as_markup() -> None:
    raw = RawPage(f"<html><body><h1>A ferry</h1>{PARAGRAPH * 3}</body></html>".encode(), content_type="text/plain")

    assert parsers.parse(raw).document.parser == "generic"


def test_a_document_survives_the_way_out_of_a_worker() -> None:
    parsed = parse(LAYOUT, MOSCOW_TIMES)

    assert pickle.loads(pickle.dumps(parsed)) == parsed


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 3000 + "x",
        "<ul><li>" * 1500,
        "<template>" * 5000,
        "<svg><foreignObject><math><mi>" * 2000,
        "<!--" * 10_000,
        "<" * 50_000,
        "<p>\0\0</p>" * 5000,
        "<select><option>" * 5000,
        "<frameset>" * 3000,
        "<plaintext>" + "<p>x</p>" * 1000,
        "<svg><template>\n",
        "<p " + " ".join(f"a{number}=1" for number in range(2000)) + ">x",
        '<script type="application/ld+json">' + "[" * 20_000 + "</script><p>x",
        '<a href="http://[::1">x</a><a href="https://\u0130.example/">y</a><base href="::">',
        '<time datetime="' + "9" * 5000 + '">',
    ],
    ids=lambda html: html[:12],
)
def test_hostile_markup_ends_in_a_document(html: str) -> None:
    assert parse(html).document.kind in Kind


def test_text_is_kept_to_a_bound() -> None:
    assert len(parse(PARAGRAPH * 25_000).document.text) <= 2_000_000


@given(st.binary(max_size=200), st.sampled_from(["", "<html>", "<rss>", "<urlset>", "{", "["]))
def test_any_bytes_are_a_document_or_a_named_error(body: bytes, head: str) -> None:
    with suppress(ParseError):
        assert parsers.parse(RawPage(head.encode() + body, "https://a.example/x")).document.kind in Kind
