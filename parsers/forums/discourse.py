"""Discourse, as it shows itself to readers without scripts."""

from __future__ import annotations

from parsers.cards import Cards
from parsers.fields import address, moment, place, text, texts
from parsers.forums.engine import ForumEngine
from parsers.page import Page


class Discourse(ForumEngine):
    """Topics and categories. The plain view stands inside a noscript element."""

    row = ".topic-body.crawler-post"
    content = ".post"
    quote = "aside.quote"
    drop = ("aside.onebox", ".lightbox-wrapper .meta", ".poll", ".md-table .fullscreen")
    cards = Cards(
        ".topic-list-item, .topic-list tr",
        url=address("a.title") | address("a.raw-topic-link"),
        title=text("a.title") | text("a.raw-topic-link"),
    )

    author = text('[itemprop="author"] [itemprop="name"]') | text(".creator")
    posted_at = moment("time.post-time", "datetime") | moment("time", "datetime")
    permalink = place('link[itemprop="url"], .crawler-post-infos a[href]')
    quoted_name = text("aside.quote", "data-username") | text(".title")

    title = text("#topic-title h1 a") | ForumEngine.title
    section = text('#topic-title .topic-category [itemprop="name"]')
    tags = texts(".discourse-tags .discourse-tag")

    def marks(self, page: Page) -> bool:
        """Whether the generator says Discourse."""
        return (page.meta("generator") or "").startswith("Discourse") or page.root.css_first(
            ".crawler-post"
        ) is not None
