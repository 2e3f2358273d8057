"""Small bodies of which much could be made: refused by name or read in little memory, and honest ones beside them."""

from __future__ import annotations

import gzip
import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import parsers
from benchmarks.processes import most_memory
from model.captures import RawPage
from model.documents import Document
from model.errors import ParseError
from parsers.decoding.bounds import DEEPEST, hold_page

FEED = b"<?xml version='1.0'?><rss version='2.0'><channel><title>Quay</title>%s</channel></rss>"
ITEM = b"<item><title>Crane</title><link>https://f.example/1</link>%s</item>"
JSON_FEED = b'{"version": "https://jsonfeed.org/version/1.1", "title": "Quay", "items": [%s]}'
ATTRIBUTES = b" ".join(b"a%d='1'" % number for number in range(200_000))
XMLNS = b" ".join(b"xmlns:a%d='u%d'" % (number, number) for number in range(150_000))

REFUSED = {
    "a deep feed": (FEED % (b"<a>" * 100_000), r"nested more than 256 elements deep: <a> at byte 830"),
    "a deep item": (FEED % (ITEM % (b"<b>" * 300 + b"</b>" * 300)), r"nested more than 256 .* deep: <b> at byte"),
    "items in items": (FEED % (b"<item>" * 100_000), r"nested more than 256 .* deep: <item> at byte"),
    "depth behind a quoted bracket": (FEED % (b"<a b='>'>" * 300), r"nested more than 256 .* deep: <a> at byte"),
    "many attributes": (FEED % (b"<item %s/>" % ATTRIBUTES), r"element of 200000 attributes.*: <item> at byte 68"),
    "many namespaces": (b"<rss %s><channel/></rss>" % XMLNS, r"element of 150000 attributes.*: <rss> at byte 0"),
    "many elements": (FEED % (b"<a/>" * 300_000), r"more than 200000 elements and attributes"),
    "many lines": (FEED % (ITEM % (b"w\n" * 4_000_000)), r"4000000 lines and refer"),
    "many references": (FEED % (ITEM % (b"&lt;b" * 1_500_000)), r"1500000 lines and refer"),
    "a deep sitemap": (b"<urlset>" + b"<url>" * 100_000, r"sitemap is nested more than 256 elements deep at byte"),
    "deep JSON": (JSON_FEED % (b"[" * 100_000 + b"]" * 100_000), r"nested 100002 deep at character 100074"),
    "many values": (JSON_FEED % b",".join([b"{}"] * 500_000), r"about 1000003 values, more than are read"),
    "a page of many attributes": (
        b"<!doctype html><p>Quay</p><article %s>" % ATTRIBUTES,
        r"page has an element of 200000 attributes.*: <article> at byte 26",
    ),
    "a packed page": (gzip.compress(b"<p>" + b"word " * 3_000_000, 1), r"unpacks to more than 10,000,000 bytes"),
}
#: Long text within one pair of brackets, and none of it too many attributes.
LONG_PAGES = {
    "a picture": b"<img alt='Quay' src='data:image/png;base64,%s=='>" % (b"iVBORw0KGgo/+A" * 20_000),
    "data": b"<div data-page='%s'></div>" % (b'{"quay": [1, 2], "a": "b c"}, ' * 20_000),
    "data with a bracket": b"<div data-page='%s'></div>" % (b'{"quay": [1, 2], "a": "b c"}, ' * 20_000 + b"1 < 2"),
    "a script": b"<script>for (i = 0; i<n; i++) {}; x = [%s]</script>" % (b'{a: 1, "b": "c d"}, ' * 20_000),
    "a script that is not ended": b"<p>x</p><script>if (a<b) { x = [%s" % (b'{a: 1, "b": "c d"}, ' * 20_000),
    "a style": b"<style>a<b {} %s</style>" % (b"p { color: red } " * 20_000),
    "a comment": b"<!-- <p %s -->" % (b"word " * 60_000),
    "text": b"<p>Tides of 1 <2 m. %s</p>" % (b"word " * 60_000),
}
READ = {
    "items of one tag": FEED % (b"<item/>" * 300_000),
    "a sitemap of anything": b"<urlset>" + b"<a/>" * 500_000 + b"<url><loc>https://f.example/1</loc></url></urlset>",
    "a page of a sitemap": b"<urlset><url>" + b"<a/>" * 500_000 + b"<loc>https://f.example/1</loc></url></urlset>",
    "a packed sitemap": gzip.compress(b"<urlset>" + b"<x> word </x>" * 2_000_000 + b"</urlset>", 1),
    "a line in a feed": JSON_FEED.replace(b"Quay", b"Quay " * 1_000_000) % b"",
    "a line in a sitemap": b"<urlset><url><loc>https://f.example/</loc><title>" + b"Quay " * 1_000_000,
    "a paragraph": b"<!doctype html><p>" + b"word " * 1_000_000,
    "a flattened line": b"word " * 1_000_000,
    "values in a page": b"<!doctype html><script type='application/ld+json'>[%s{}]</script>" % (b"{}," * 500_000),
}


def read(body: bytes) -> Document:
    return parsers.parse(RawPage(body, "https://f.example/list")).document


def growth(body: bytes) -> int:
    """How many megabytes reading a body takes at its most."""
    Path("/proc/self/clear_refs").write_text("5")  # the peak is then counted from here
    before = most_memory()
    with suppress(ParseError):
        read(body)
    return (most_memory() - before) // 1000


@pytest.mark.parametrize(("body", "told"), REFUSED.values(), ids=REFUSED)
def test_what_would_take_much_memory_is_refused_by_name_and_place(body: bytes, told: str) -> None:
    with pytest.raises(ParseError, match=told):
        read(body)


@pytest.mark.parametrize("body", [*(body for body, _ in REFUSED.values()), *READ.values()], ids=[*REFUSED, *READ])
def test_no_body_takes_much_memory(body: bytes) -> None:
    assert growth(body) < 60


@pytest.mark.parametrize("middle", LONG_PAGES.values(), ids=LONG_PAGES)
def test_a_long_attribute_script_or_text_is_not_taken_for_attributes(middle: bytes) -> None:
    document = read(b"<!doctype html><title>Quay</title><p>%s</p>%s" % (b"The crane was mended. " * 9, middle))
    assert document.title == "Quay"


LONG_TAG = "<p " + "a='1' " * 6000 + ">"
AROUND = st.lists(
    st.sampled_from(
        ["<p>crane</p>" * 900, "<script>" + "x" * 40_000 + "</script>", "quay " * 5000, "<!-- " + "y" * 30_000 + "-->"]
    )
)


@given(AROUND, AROUND, st.integers(0, 30_000))
def test_an_element_of_too_many_attributes_is_refused_wherever_it_stands(
    before: list[str], after: list[str], shifted: int
) -> None:
    text = f"<body>{' ' * shifted}{''.join(before)}{LONG_TAG}{''.join(after)}{'<br>' * 50_000}"
    with pytest.raises(ParseError, match=r"6000 attributes, more than are read: <p>"):
        hold_page(text.encode(), None)


def test_a_feed_whose_elements_are_not_closed_is_read() -> None:
    body = FEED % b"".join([ITEM % b"<description>One<br>two<br>three<p></description>"] * 1000)

    assert len(read(body).links) == 1000


@pytest.mark.parametrize("markup", [b"<![CDATA[%s]]>", b"<!-- %s -->"])
def test_markup_within_text_and_comments_is_none_of_the_feed(markup: bytes) -> None:
    body = FEED % (ITEM % (b"<description>" + markup % (b"<br>" * 1000) + b"</description>"))

    assert [link.title for link in read(body).links] == ["Crane"]


def test_a_feed_nested_as_deep_as_any_is_read() -> None:
    depth = DEEPEST - 3  # within rss, channel and item

    assert len(read(FEED % (ITEM % (b"<b>" * depth + b"</b>" * depth))).links) == 1


def test_a_packed_sitemap_larger_than_any_page_is_read_to_its_last_entry() -> None:
    urls = "".join(
        f"<url><loc>https://f.example/{n}</loc><lastmod>{1900 + n // 250}</lastmod></url>" for n in range(45_000)
    )
    body = gzip.compress(f"<urlset>{urls}<!--{'x' * 9_000_000}--></urlset>".encode(), 1)

    assert "https://f.example/44999" in {link.url for link in read(body).links}


def test_strings_may_hold_as_many_brackets_as_they_like() -> None:
    item = json.dumps({"url": "https://f.example/1", "title": "[{" * 5000})

    assert len(read(JSON_FEED % item.encode()).links) == 1


@given(
    st.lists(st.sampled_from([b"<a>", b"</a>", b"<b c='", b"'>", b"<a/>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<"]))
)
def test_any_run_of_markup_is_a_feed_or_a_named_error(marks: list[bytes]) -> None:
    with suppress(ParseError):
        assert read(FEED % b"".join(marks)).parser == "feed"
