"""The President of Russia: the feed holds the full text, pages the same in microformats."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.fields import address, moment, text, texts
from parsers.listings.cards import Cards
from parsers.story_text import story


class Kremlin(NewsParser):
    """News and transcripts, in Russian and English. Times are days: no offset is given."""

    hosts = ("kremlin.ru", "www.kremlin.ru", "en.kremlin.ru", "www.en.kremlin.ru", "special.kremlin.ru")
    drop = (".read__bottommeta", ".masha-ignore", ".read__tools")
    cards = Cards(
        ".hentry",
        url=address(".hentry__title a[href], .entry-title a[href], h3 a[href]") | address("a[href]"),
        title=text(".entry-title") | text(".hentry__title") | text("a[href]"),
        published_at=moment("time[datetime]", "datetime"),
    )

    title = text("h1.entry-title") | NewsParser.title
    published_at = moment("time.read__published", "datetime") | NewsParser.published_at
    section = text(".read__place")
    tags = texts("a[rel=tag]")
    body = story(".read__lead, .entry-content.read__internal_content")
