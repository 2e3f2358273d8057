"""The house system of Rossiya Segodnya: RIA Novosti and Sputnik's many editions."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.fields import address, moment, text, texts
from parsers.lines.bylines import names_in
from parsers.listings.cards import Cards
from parsers.page import Page
from parsers.story_text import story


class RossiyaSegodnya(NewsParser):
    """The layout since 2021: a page is built of blocks, some of which are text."""

    hints = ("article__block", "article__info-date", "list-item__title", "list__title")
    drop = (
        ".article__userbar", ".article__aggr", ".article__article-info", ".article__info", ".article__article",
        ".article__photo", ".media", ".article__announce", '[data-type="article"]', '[data-type="media"]',
        '[data-type="banner"]', '[data-type="social"]',     )  # fmt: skip
    cards = Cards(
        ".list-item, .list__item",
        url=address("a.list-item__title[href], a.list__title[href]") | address("a[href]"),
        title=text(".list-item__title, .list__title"),
        published_at=moment(".list-item__date, .list__date"),
    )

    title = text(".article__title") | NewsParser.title
    authors = texts(".article__author-name").map(names_in)
    published_at = NewsParser.published_at | moment(".article__info-date a, .article__info-date")
    tags = texts(".article__tags-item, .tag__text") | NewsParser.tags
    body = story(
        '.article__block[data-type="text"] .article__text, .article__block[data-type="h2"] .article__h2,'
        ' .article__block[data-type="h3"] .article__h3, .article__block[data-type="quote"] .article__quote-text,'
        ' .article__block[data-type="list"] li'
    ) | story(".article__body .article__text, .article__text")

    def fits(self, page: Page) -> bool:
        """Whether the page has the system's article or its lists."""
        marks = ".article__block, .article__info-date, a.list-item__title, a.list__title"
        return page.root.css_first(marks) is not None and super().fits(page)


class Sputnik(NewsParser):
    """The layout before that."""

    hints = ("b-article__text",)
    drop = (".b-inject", ".b-article__refs", ".b-banner", ".b-subscribe", ".marker-quote1 .marker-quote3")

    title = text(".b-article__header-title h1") | NewsParser.title
    authors = texts(".b-article__refs-author a[rel=author], .b-article__refs-author a").map(names_in)
    published_at = NewsParser.published_at | moment("time.b-article__refs-date", "datetime")
    tags = texts(".b-article__refs-tags a, .b-article__refs a[href*='tags']") | NewsParser.tags
    body = story(".b-article__lead, .b-article__text")

    def fits(self, page: Page) -> bool:
        """Whether the page has that layout's article."""
        return page.root.css_first(".b-article__text") is not None and super().fits(page)
