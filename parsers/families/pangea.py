"""Pangea, the system of RFE/RL and VOA."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.fields import address, moment, text, texts
from parsers.lines.bylines import names_in
from parsers.listings.cards import Cards
from parsers.page import Page
from parsers.story_text import story


class Pangea(NewsParser):
    """Articles and lists. What a page calls author may be whose claim is checked, so only its own line is read."""

    hints = ("pg-article", "wsw", "media-block__content")
    drop = (
        ".wsw__embed", ".media-block-wrap", ".wsw .media-pholder", "figure", ".c-mmp", ".region--grid", ".intro-date",
        ".load-more", ".infgraphicsAttach", ".quiz", ".wsw .dateline",
    )  # fmt: skip
    cards = Cards(
        "ul.archive-list > li, .media-block-wrap li .media-block, .media-block",
        url=address(".media-block__content a[href]") | address("a[href]"),
        title=text(".media-block__title"),
        published_at=moment("time[datetime]", "datetime") | moment(".date"),
    )

    title = text("h1.pg-title, h1.title") | NewsParser.title
    authors = texts(".publishing-details .links__item-link, .pg-links .links__item-link") | texts(
        ".publishing-details .links__item"
    ).map(names_in)
    published_at = NewsParser.published_at | moment("time[pubdate]", "datetime")
    body = story("#article-content .wsw, .body-container .wsw")

    def fits(self, page: Page) -> bool:
        """Whether the page bears the system's marks."""
        marks = "#article-content .wsw, body.pg-article, .media-block__content"
        return page.root.css_first(marks) is not None and super().fits(page)
