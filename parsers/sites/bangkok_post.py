"""The Bangkok Post, which runs much of AFP's and Reuters's copy."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.fields import address, meta, meta_moment, moment, text
from parsers.lines.bylines import names_in
from parsers.listings.cards import Cards
from parsers.story_text import story


class BangkokPost(NewsParser):
    """Articles and lists; metas of the house's own tell author and time."""

    hosts = ("www.bangkokpost.com", "bangkokpost.com")
    drop = (
        ".ads-article",
        ".articl--info",
        ".box-relate",
        ".relate-content",
        ".box-img",
        ".article-news--img",
    )
    cards = Cards(
        ".news--list li, .listing-items .item, .column--4 article",
        url=address("h3 a[href], h2 a[href]") | address("a[href]"),
        title=text("h3, h2"),
    )

    title = text(".article-headline h1, h1.article-headline") | NewsParser.title
    authors = meta("lead:author").map(lambda line: names_in((line,))) | NewsParser.authors
    published_at = meta_moment("lead:published_at") | NewsParser.published_at
    section = NewsParser.section | text(".breadcrumb li:last-of-type a")
    modified_at = NewsParser.modified_at | moment(".article-info .updated", "datetime")
    body = story(".article-content > p, .article-content > h2, .article-content > h3, .article-content > ul") | story(
        ".article-content"
    )
