"""The Global New Light of Myanmar, a state newspaper: WordPress."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.families.wordpress import PLUGINS
from parsers.fields import address, moment, text, texts
from parsers.lines.bylines import names_in
from parsers.listings.cards import Cards
from parsers.story_text import story


class GlobalNewLight(NewsParser):
    """Old and new address, one house."""

    hosts = (
        "www.gnlm.com.mm", "gnlm.com.mm", "www.globalnewlightofmyanmar.com", "globalnewlightofmyanmar.com",
    )  # fmt: skip
    drop = (*PLUGINS, ".entry-content .post-tags")
    cards = Cards(
        "li.post",
        url=address("h2.cat-grid-title a[href]") | address("h2 a[href], h3 a[href]"),
        title=text("h2.cat-grid-title, h2, h3"),
        published_at=moment("time.entry-date", "datetime"),
    )

    authors = texts("a[itemprop=author], [itemprop=author] a").map(names_in) | NewsParser.authors
    section = text(".entry-cat a, .entry-cat") | NewsParser.section
    body = story(".entry-content")
