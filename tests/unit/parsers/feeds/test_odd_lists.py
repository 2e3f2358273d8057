"""Feeds, sitemaps and JSON lists as some systems write them, against the letter of the formats."""

from __future__ import annotations

import json

import pytest

import parsers
from model.captures import RawPage
from model.documents import Kind, Link

ITEM = "<item><title>Ferry sunk</title><link>https://f.example/1</link>%s</item>"
RSS = '<rss version="2.0"><channel><title>T</title><link>https://f.example/</link>%s</channel></rss>'
SITEMAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/'
    'sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:video='
    '"http://www.google.com/schemas/sitemap-video/1.1">%s</urlset>'
)


def links(body: str) -> tuple[Link, ...]:
    return parsers.parse(RawPage(body.encode(), "https://f.example/list")).document.links


def told(body: str) -> list[tuple[str, str | None]]:
    return [(link.url, link.title) for link in links(body)]


def test_items_that_hold_whole_pages_do_not_make_a_page_of_the_feed() -> None:
    page = "<description><![CDATA[<!DOCTYPE html><html><body><p>The old ferry.</p></body></html>]]></description>"

    assert [(link.title, link.summary) for link in links(RSS % ITEM % page)] == [("Ferry sunk", "The old ferry.")]


def test_the_elements_of_a_feed_may_bear_a_prefix() -> None:
    entry = '<ns0:entry><ns0:title>Ferry sunk</ns0:title><ns0:link href="https://f.example/1"/></ns0:entry>'

    assert told(f'<ns0:feed xmlns:ns0="http://www.w3.org/2005/Atom">{entry}</ns0:feed>') == [
        ("https://f.example/1", "Ferry sunk")
    ]


def test_a_title_that_was_put_into_a_section_of_characters_twice_is_read() -> None:
    item = "<item><title><![CDATA[<![CDATA[Ferry sunk]]>]]></title><link>https://f.example/1</link></item>"

    assert told(RSS % item) == [("https://f.example/1", "Ferry sunk")]


@pytest.mark.parametrize("day", ["Sat, 14 Jun 25 09:12:00 +0000", "14 Jun 25 09:12:00 GMT"])
def test_a_year_of_two_figures_is_of_this_century(day: str) -> None:
    (link,) = links(RSS % ITEM % f"<pubDate>{day}</pubDate>")

    assert link.published_at is not None
    assert link.published_at.iso() == "2025-06-14T09:12:00Z"


def test_items_that_share_an_address_are_as_many_as_the_feed_has() -> None:
    assert told(RSS % (ITEM % "" * 2)) == [("https://f.example/1", "Ferry sunk")] * 2


def test_pictures_and_films_lend_a_page_of_a_sitemap_neither_address_nor_title_nor_day() -> None:
    picture = (
        "<image:image><image:loc>https://f.example/a.jpg</image:loc><image:title>A ferry</image:title></image:image>"
    )
    film = "<video:title>Film</video:title><video:publication_date>2020-01-01</video:publication_date>"
    news = "<n:news><n:publication_date>2025-06-14</n:publication_date><n:title>Ferry sunk</n:title></n:news>"
    (link,) = links(
        SITEMAP % f"<url>{picture}<video:video>{film}</video:video><loc>https://f.example/1</loc>{news}</url>"
    )

    assert (link.url, link.title) == ("https://f.example/1", "Ferry sunk")
    assert link.published_at is not None
    assert link.published_at.iso() == "2025-06-14"


def test_markup_in_a_title_of_a_sitemap_is_read() -> None:
    news = "<n:news><n:title>Ferry&amp;#8217;s &lt;b&gt;end&lt;/b&gt;</n:title></n:news>"

    assert told(SITEMAP % f"<url><loc>https://f.example/1</loc>{news}</url>") == [
        ("https://f.example/1", "Ferry’s end")
    ]


def test_an_item_of_a_json_feed_may_lead_elsewhere() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"id": "1", "external_url": "https://g.example/1"}],
    }

    assert told(json.dumps(feed)) == [("https://g.example/1", None)]


def test_a_universal_time_of_nought_leaves_it_to_the_local_one() -> None:
    post = {"link": "https://f.example/1", "date": "2025-06-14T16:12:00", "date_gmt": "0000-00-00T00:00:00"}
    raw = RawPage(json.dumps([post]).encode(), "https://f.example/wp-json/wp/v2/posts", zone="Asia/Yangon")
    (link,) = parsers.parse(raw).document.links

    assert link.published_at is not None
    assert link.published_at.iso() == "2025-06-14T09:42:00Z"


def test_a_page_that_names_the_elements_of_a_feed_is_a_page() -> None:
    body = "<!DOCTYPE html><html><body><p>Write <rss> and <channel> around the items of your feed.</p></body></html>"

    assert parsers.parse(RawPage(body.encode(), "https://f.example/how-to")).document.kind is not Kind.FEED


def test_an_item_after_one_that_was_broken_off_is_read_without_a_summary() -> None:
    link = "<link>https://f.example/{}</link>"
    broken = f"<item>{link.format(1)}<description></description><description></title></item>"

    assert [
        each.summary for each in links(RSS % f"{broken}<item>{link.format(2)}<description></description></item>")
    ] == [
        None,
        None,
    ]
