"""Novaya Gazeta Europe: class names are made anew with each build, tags and attributes last."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.fields import address, by, moment, text
from parsers.listings.cards import Cards
from parsers.story_text import declared_story


class NovayaGazetaEurope(NewsParser):
    """Articles, and lists whose times are unix milliseconds."""

    hosts = ("novayagazeta.eu", "www.novayagazeta.eu")
    cards = Cards(
        "#materials-container article",
        url=address('a[href*="/articles/"], a[href*="/20"]') | address("a[href]"),
        title=text("h1, h2, h3, h4, h5"),
        published_at=moment("article-time[date-time]", "date-time"),
    )

    published_at = NewsParser.published_at | moment("article-time[date-time]", "date-time")
    learns_chrome = True
    body = by(declared_story)
