"""Brightspot, the system of AP and other agencies and broadcasters: its elements begin with `bsp-`."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.fields import address, moment, text, texts
from parsers.lines.bylines import names_in
from parsers.listings.cards import Cards
from parsers.page import Page
from parsers.story_text import story


class Brightspot(NewsParser):
    """Articles and lists. Times are unix milliseconds in an attribute."""

    hints = ("RichTextStoryBody", "RichTextArticleBody", "ArticlePage-articleBody", "bsp-story-page", "PagePromo")
    drop = (
        ".Enhancement", ".HTMLModuleEnhancement", ".PageListEnhancementGeneric", '[class*="Advertisement"]',
        ".ad-placeholder", ".Infobox", ".Carousel", "bsp-carousel", ".Blockquote-share",
        ".Figure", ".Newsletter", ".Page-below", ".RelatedStories", "bsp-list-loadmore",
    )  # fmt: skip
    cards = Cards(
        ".PagePromo",
        url=address(".PagePromo-title a[href]") | address("a[href]"),
        title=text(".PagePromo-title"),
        published_at=moment("bsp-timestamp", "data-timestamp"),
    )

    title = text("h1.Page-headline, h1.ArticlePage-headline") | NewsParser.title
    authors = NewsParser.authors | texts(".Page-authors a, .Page-byline a").map(names_in)
    published_at = NewsParser.published_at | moment(
        ".Page-dateModified bsp-timestamp, .Page-datePublished bsp-timestamp, bsp-timestamp", "data-timestamp"
    )
    body = story(".RichTextStoryBody, .RichTextArticleBody, .ArticlePage-articleBody .RichTextBody")

    def fits(self, page: Page) -> bool:
        """Whether the page has the system's elements; a site known for it may have older pages too."""
        marks = ".RichTextStoryBody, .RichTextArticleBody, .ArticlePage-articleBody, bsp-story-page, .PagePromo"
        return (bool(self.hosts) or page.root.css_first(marks) is not None) and super().fits(page)
