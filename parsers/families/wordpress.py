"""WordPress themes that many outlets use: Newspack, Jannah, tagDiv.

Plain themes have no parser: what plugins set among the paragraphs of `.entry-content` differs from site to site, and
finding the text by its blocks leaves more of it out than a list of selectors does.
"""

from __future__ import annotations

from typing import ClassVar

from parsers.base import NewsParser
from parsers.defaults import PUBLISHED
from parsers.fields import address, meta_moment, moment, text, texts
from parsers.lines.bylines import names_in
from parsers.listings.cards import Cards
from parsers.page import Page
from parsers.story_text import story

PLUGINS = (
    ".sharedaddy", ".jp-relatedposts", ".wp-caption", ".wp-block-image", ".wp-block-embed", ".wp-block-button",
    ".wp-block-latest-posts", ".yarpp-related", ".addtoany_share_save_container", ".code-block", ".author-box",
    ".wp-block-gallery", ".tptn_counter", ".mailpoet_form", ".wpcf7", ".m-a-box", ".saboxplugin-wrap", ".mc4wp-form",
    ".pp-multiple-authors-boxes-wrapper", ".heateor_sss_sharing_container", ".essb_links", "#ez-toc-container",
    ".molongui-authorship-box", ".post-views", ".wp-post-author-wrap", ".crp_related", ".rp4wp-related-posts",
    ".republication_tracker_tool", '[id^="republication-tracker"]', ".shariff", ".swp_social_panel", ".BorlabsCookie",
)  # fmt: skip


class WordPress(NewsParser):
    """What the themes have in common: the plugins' boxes inside the text, and metas that are right."""

    mark: ClassVar[str] = ""  #: the elements that tell the theme
    drop: ClassVar[tuple[str, ...]] = PLUGINS
    published_at = meta_moment(*PUBLISHED) | NewsParser.published_at

    @classmethod
    def is_abstract(cls) -> bool:
        """Whether this class only serves to build others."""
        return not cls.mark

    def fits(self, page: Page) -> bool:
        """Whether the page bears the theme's marks and reads as one of its pages."""
        return page.root.css_first(self.mark) is not None and super().fits(page)


class Newspack(WordPress):
    """Newspack, made for small newsrooms: pop-ups and newsletter boxes stand inside the text."""

    hints = ("newspack",)
    mark = 'body[class*="newspack"], link[href*="newspack-theme"], [class*="newspack-popup"]'
    drop: ClassVar[tuple[str, ...]] = (
        *PLUGINS, '[class*="newspack-popup"]', ".newspack-inline-popup", '[class*="newspack-blocks-homepage"]',
        '[class*="newspack-newsletters"]', ".entry-content figure", ".author-bio", ".entry-content form",
        ".above-content", ".below-content",
    )  # fmt: skip
    cards = Cards("main article.type-post", published_at=moment("time.entry-date.published", "datetime"))

    title = text("h1.entry-title") | WordPress.title
    authors = texts(".entry-meta .byline .author a, .entry-subhead .byline .author a").map(names_in) | WordPress.authors
    body = story("article .entry-content")


class Jannah(WordPress):
    """Jannah, by TieLabs."""

    hints = ("tie-wrapper", "tie-container")
    mark = "#tie-wrapper, .tie-container"
    drop: ClassVar[tuple[str, ...]] = (
        *PLUGINS, "#related-posts", ".share-buttons",
        ".stream-item", ".post-bottom-meta", ".about-author", ".read-next-block",
        "#read-next-block", ".entry-content figure", "#inline-related-post", ".mag-box", ".multiple-post-pages",
    )  # fmt: skip
    cards = Cards(
        "#posts-container .post-item, .posts-items .post-item",
        url=address(".post-title a[href]"),
        title=text(".post-title"),
        published_at=moment(".date.meta-item"),
    )

    title = text("h1.entry-title") | WordPress.title
    body = story("#the-post .entry-content, .main-content .entry-content")


class TagDiv(WordPress):
    """tagDiv's Newspaper: the menus hold other stories with titles and times of their own."""

    hints = ("td-post-content", "tdb_single_content", "td_module_wrap")
    mark = ".td-post-content, .tdb_single_content, .td_module_wrap"
    drop: ClassVar[tuple[str, ...]] = (
        *PLUGINS, ".td-a-rec", '[class*="td_block_related"]',
        ".td-post-sharing", ".td-post-featured-image", "figure",
        ".td_block_wrap .td_module_wrap", ".td-post-source-tags", ".td-author-box", ".td-adspot-title",
        ".td-post-content .td-module-meta-info",
    )  # fmt: skip
    cards = Cards(
        ".td-main-content .td_module_wrap, .tdc-content-wrap .td_module_wrap",
        url=address(".entry-title a[href]"),
        title=text(".entry-title"),
        published_at=moment("time.entry-date", "datetime"),
    )

    title = text("h1.entry-title, h1.tdb-title-text") | WordPress.title
    authors = texts(".td-post-author-name a, a.tdb-author-name").map(names_in) | WordPress.authors
    body = story(".td-post-content, .tdb_single_content .tdb-block-inner")
