"""Feeds, sitemaps, JSON lists and pages of links."""

from __future__ import annotations

import codecs
import gzip
import json

import pytest

import parsers
from model.captures import RawPage
from model.documents import Kind, Parsed
from model.errors import ParseError
from parsers.feeds.xml_feeds import MOST_ITEMS
from parsers.listings.articles import article_links
from parsers.page import Page

RSS = b'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><link>https://f.example/</link>%s</channel></rss>'


def feed(items: bytes, content_type: str = "application/rss+xml") -> Parsed:
    return parsers.parse(RawPage(RSS % items, "https://f.example/rss", content_type))


def test_an_empty_channel_is_a_feed_without_links() -> None:
    document = feed(b"").document

    assert (document.kind, document.title, document.links) == (Kind.FEED, "T", ())


def test_control_characters_that_xml_forbids_do_not_cost_the_feed() -> None:
    document = feed(b"<item><title>a\x0b\x00b</title><link>https://f.example/1</link></item>").document

    assert [link.title for link in document.links] == ["ab"]


@pytest.mark.parametrize("declared", ["", "windows-1251", "utf-8", "iso-8859-1"])
@pytest.mark.parametrize("header", ["text/xml", "text/xml; charset=windows-1251", "text/xml; charset=utf-8"])
@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Старая переправа закрывается после проверки", "cp1251"),
        ("Старая переправа закрывается после проверки", "utf-8"),
        ("旧渡轮码头因裂缝将关闭居民称毫无准备", "utf-8"),
        ("Vieux débarcadère fermé à cause de fissures", "utf-8"),
    ],
)
def test_a_feed_is_read_as_it_is_written_and_not_as_it_says(
    title: str, written: str, header: str, declared: str
) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    item = f"<item><title>{title}</title><link>https://f.example/1</link></item>"
    body = f'{head}<rss version="2.0"><channel><title>T</title>{item}</channel></rss>'.encode(written)

    assert [link.title for link in parsers.parse(RawPage(body, "https://f.example/rss", header)).document.links] == [
        title
    ]


@pytest.mark.parametrize("declared", ["", "windows-1251", "utf-8"])
@pytest.mark.parametrize("written", ["cp1251", "utf-8"])
def test_a_sitemap_is_read_as_it_is_written_and_not_as_it_says(written: str, declared: str) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    news = "<news:news><news:title>Старая переправа закрывается</news:title></news:news>"
    body = (
        f'{head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/'
        f'sitemap-news/0.9"><url><loc>https://f.example/1</loc>{news}</url></urlset>'
    )
    document = parsers.parse(RawPage(body.encode(written), "https://f.example/sitemap.xml", "text/xml")).document

    assert [link.title for link in document.links] == ["Старая переправа закрывается"]


@pytest.mark.parametrize("reference", ["&#xD800;", "&#55296;", "&#x110000;", "&#99999999999;", f"&#{'9' * 9000};"])
def test_a_reference_to_what_is_no_character_does_not_cost_the_feed(reference: str) -> None:
    (link,) = feed(
        f"<item><title>Quay{reference}</title><link>https://f.example/1</link></item>".encode()
    ).document.links

    assert (link.url, link.title) == ("https://f.example/1", "Quay\ufffd")


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
@pytest.mark.parametrize("declared", [None, "application/xml; charset=utf-16"])
def test_lists_in_utf_16_are_read(mark: bytes, declared: str | None) -> None:
    coded = "utf-16-be" if mark == codecs.BOM_UTF16_BE else "utf-16-le"
    item = "<item><title>Кран</title><link>https://f.example/1</link></item>"
    rss = f"<?xml version='1.0' encoding='utf-16'?><rss version='2.0'><channel><title>T</title>{item}</channel></rss>"
    urls = "<?xml version='1.0' encoding='utf-16'?><urlset><url><loc>https://f.example/1</loc></url></urlset>"
    for text, title in ((rss, "Кран"), (urls, None)):
        document = parsers.parse(RawPage(mark + text.encode(coded), "https://f.example/rss", declared)).document
        assert [(link.url, link.title) for link in document.links] == [("https://f.example/1", title)]


def test_a_feed_in_an_old_encoding_is_read() -> None:
    head = '<?xml version="1.0" encoding="windows-1251"?>'
    text = f'{head}<rss version="2.0"><channel><title>Пристань</title></channel></rss>'

    assert parsers.parse(RawPage(text.encode("cp1251"))).document.title == "Пристань"


def test_a_feed_declared_as_html_is_a_feed_all_the_same() -> None:
    assert feed(b"", "text/html").document.kind is Kind.FEED


def test_no_more_items_are_kept_than_the_bound() -> None:
    items = b"".join(b"<item><link>https://f.example/%d</link></item>" % number for number in range(MOST_ITEMS + 5))

    assert len(feed(items).document.links) == MOST_ITEMS


def test_entities_of_a_feed_are_not_expanded() -> None:
    bomb = (
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
        + RSS % b"<item><title>&b;</title><link>https://f.example/1</link></item>"
    )

    assert all("aaa" not in (link.title or "") for link in parsers.parse(RawPage(bomb)).document.links)


def test_a_packed_sitemap_is_unpacked() -> None:
    xml = b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://f.example/1</loc></url></urlset>'

    document = parsers.parse(RawPage(gzip.compress(xml), "https://f.example/s.xml.gz", "application/gzip")).document

    assert (document.parser, [link.url for link in document.links]) == ("sitemap", ["https://f.example/1"])


def test_of_too_many_pages_the_latest_are_kept() -> None:
    urls = "".join(
        f"<url><loc>https://f.example/{n}</loc><lastmod>{2000 + n // 1000}-01-01</lastmod></url>" for n in range(6000)
    )

    links = parsers.parse(RawPage(f"<urlset>{urls}</urlset>".encode())).document.links

    assert len(links) == MOST_ITEMS
    assert "https://f.example/0" not in {link.url for link in links}


def test_a_date_of_change_is_not_taken_for_one_of_publication() -> None:
    xml = b"<urlset><url><loc>https://f.example/1</loc><lastmod>2024-05-03</lastmod></url></urlset>"

    assert parsers.parse(RawPage(xml)).document.links[0].published_at is None


@pytest.mark.parametrize("text", ['{"a": 1}', "[1, 2]", "{broken", '[{"link": 5}]' + "x"])
def test_json_of_no_known_form_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(ParseError, match="JSON"):
        parsers.parse(RawPage(text.encode(), "https://f.example/x.json", "application/json"))


def test_a_wordpress_post_without_universal_time_is_read_in_the_zone_of_the_source() -> None:
    body = json.dumps(
        [{"id": 1, "link": "https://f.example/1/", "title": {"rendered": "A"}, "date": "2024-05-03T11:00:00"}]
    )

    (link,) = parsers.parse(RawPage(body.encode(), zone="Asia/Yangon")).document.links

    assert link.published_at is not None
    assert link.published_at.iso() == "2024-05-03T04:30:00Z"


def test_links_to_sections_pages_and_files_are_no_articles() -> None:
    html = """<nav><a href="/2024/05/01/in-the-menu">A long enough headline in the menu</a></nav>
    <a href="/2024/05/01/a-real-story">A real story about a pier</a> <a href="/2024/05/01/a-real-story"><img></a>
    <a href="/tag/pier">All we ever wrote about the pier</a> <a href="/sport">Sport</a>
    <a href="/">Home</a> <a href="?page=2">The next page of this very long list</a> <a href="/x/report.pdf">PDF</a>
    <a href="/stories/the-lamp-that-was-stolen">A lamp is stolen</a> <a href="javascript:void(0)">Open the menu</a>
    <a href="/news/1234567" aria-label="A moth is seen at the lamp"></a>"""

    links = article_links(Page(html, url="https://f.example/news"))

    assert [(link.url.rsplit("/", 1)[-1], link.title) for link in links] == [
        ("a-real-story", "A real story about a pier"),
        ("the-lamp-that-was-stolen", "A lamp is stolen"),
        ("1234567", "A moth is seen at the lamp"),
    ]


def test_of_a_page_of_endless_links_the_first_ten_thousand_are_looked_at() -> None:
    first, last = (f'<a href="/2024/05/01/{name}">A long enough headline at the {name}</a>' for name in ("top", "end"))
    html = f"<main>{first}{'<a href=/about>us</a>' * 10_000}{last}</main>"
    found = article_links(Page(html, url="https://harbour-sheet.example/"))
    assert [link.url for link in found] == ["https://harbour-sheet.example/2024/05/01/top"]
