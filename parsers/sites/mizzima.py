"""Mizzima: two editions in WordPress, and the older pages in Drupal."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.families.wordpress import PLUGINS
from parsers.fields import address, moment, text, texts
from parsers.lines.bylines import names_in
from parsers.listings.cards import Cards
from parsers.story_text import story

_RELATED = ".entry-content > h2:lexbor-contains('related posts' i)"


class Mizzima(NewsParser):
    """English and Burmese. The related articles stand in the text, under a heading of their own."""

    hosts = ("eng.mizzima.com", "bur.mizzima.com")
    drop = (*PLUGINS, _RELATED, f"{_RELATED} ~ *")
    cards = Cards(
        "main.site-main article",
        url=address(".mag-post-title a[href], .entry-title a[href], a.post-thumbnail[href]"),
        title=text(".mag-post-title, .entry-title"),
        published_at=moment("time.entry-date", "datetime"),
    )

    body = story(".site-main > article .entry-content")


class MizzimaDrupal(NewsParser):
    """The site before the editions parted, and its Burmese sister."""

    hosts = ("www.mizzima.com", "mizzima.com", "www.mizzimaburmese.com", "mizzimaburmese.com")

    title = text(".news-details-title") | NewsParser.title
    authors = texts(".news-details-author-by").map(names_in) | NewsParser.authors
    published_at = moment(".news-details-date .date-display-single", "content") | moment(
        ".news-details-date .date-display-single"
    )
    body = story(".news-details-body, .field-name-body")
