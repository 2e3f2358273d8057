"""The Hindu."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.fields import address, text, texts
from parsers.lines.bylines import names_in
from parsers.listings.cards import Cards
from parsers.story_text import story


class TheHindu(NewsParser):
    """Articles and lists."""

    hosts = ("www.thehindu.com", "thehindu.com")
    drop = (
        ".related-topics-list",
        ".comments-shares",
        ".article-ad",
        '[class*="articleblock-ad"]',
        ".also-read",
        ".share-page",
    )
    cards = Cards(".element", url=address("h3.title a[href], h2.title a[href]"), title=text("h3.title, h2.title"))

    title = text("h1.title") | NewsParser.title
    authors = texts(".author .author-name, a.auth-nm, a.person-name").map(names_in) | NewsParser.authors
    body = story("[id^=content-body-] > p, [id^=content-body-] > h4, [id^=content-body-] > h2") | story(
        "[id^=content-body-]"
    )
