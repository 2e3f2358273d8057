"""JNews, a WordPress theme."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.defaults import PUBLISHED
from parsers.families.wordpress import PLUGINS
from parsers.fields import address, meta_moment, moment, text, texts
from parsers.lines.bylines import names_in
from parsers.listings.cards import Cards
from parsers.page import Page
from parsers.story_text import story


class JNews(NewsParser):
    """Its JSON-LD writes the UTC clock with the local offset, so the meta's date is the one to trust."""

    hints = ("jeg_",)
    drop = (
        *PLUGINS, '[class*="jnews_inline_related_post"]', ".jnews_related_post_container", '[class*="jeg_ad"]',
        ".jeg_share_button", ".jeg_share_top_container", ".jeg_authorbox", ".content-inner .jeg_post_tags",
        ".content-inner figure",
    )  # fmt: skip
    cards = Cards(
        "article.jeg_post",
        url=address(".jeg_post_title a[href]"),
        title=text(".jeg_post_title"),
        published_at=moment(".jeg_meta_date"),
    )

    title = text("h1.jeg_post_title") | NewsParser.title
    published_at = meta_moment(*PUBLISHED) | NewsParser.published_at
    authors = texts(".jeg_meta_container .jeg_meta_author a").map(names_in) | NewsParser.authors  # cards name theirs
    image = NewsParser.image | address(".jeg_featured img", "data-src") | address(".jeg_featured img", "src")
    tags = texts(".jeg_post_tags a") | NewsParser.tags
    body = story(
        ".content-inner p, .content-inner h2, .content-inner h3, .content-inner h4, .content-inner li,"
        ' .content-inner blockquote, .content-inner div[dir="auto"]'  # as what is pasted from social networks
    )

    def fits(self, page: Page) -> bool:
        """Whether the page bears the theme's marks."""
        return page.root.css_first(".jeg_post_title, .jeg_main, .jeg_viewport") is not None and super().fits(page)
