"""bbPress, forums of WordPress: who wrote a post and what stands in one box, when and where in one above."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from model.moments import Moment
from parsers.fields import Field, address, by, last_text, text
from parsers.forums.engine import ForumEngine
from parsers.forums.recent_days import shown_moment
from parsers.listings.cards import Cards
from parsers.page import Page
from parsers.scope import Scope

_POSTS = (".bbp-reply-content", ".bbp-topic-content")


def told_time(scope: Scope) -> Moment | None:
    """When a post was written, in the box above it."""
    node = _above(scope, ".bbp-reply-post-date, .bbp-topic-post-date")
    return shown_moment(scope.line(node), scope.page) if node is not None else None


def told_place(scope: Scope) -> str | None:
    """Where a post stands, in the box above it."""
    node = _above(scope, "a.bbp-reply-permalink[href], a.bbp-topic-permalink[href]")
    return scope.page.absolute_place(node.attributes.get("href") or "") if node is not None else None


def _above(scope: Scope, selector: str) -> LexborNode | None:
    """The first match in the box above a post, or in the post."""
    before = scope.node.prev
    while before is not None and before.tag_id != scope.node.tag_id:
        before = before.prev
    boxes = (before, scope.node)
    return next((found for box in boxes if box is not None and (found := box.css_first(selector)) is not None), None)


class Bbpress(ForumEngine):
    """Topics and forums."""

    hints = ("bbp-reply-content", "bbp-topic-content", "bbp-topic-permalink")
    row = ", ".join(f'div[class*="bbp-parent-forum-"]:has(> {content})' for content in _POSTS)
    content = ", ".join(_POSTS)
    drop = (
        ".bbp-reply-revision-log", ".bbp-topic-revision-log", '[class*="bbp-signature"]', ".bbp-attachments",
    )  # fmt: skip
    cards = Cards(
        'ul[id^="bbp-topic-"]',
        url=address("a.bbp-topic-permalink"),
        title=text("a.bbp-topic-permalink"),
        published_at=Field(),  # only the last answer has a time
    )

    author = text(".bbp-author-name") | text("a.bbp-author-link")
    posted_at = by(told_time)
    permalink = by(told_place)

    title = text(".bbp-breadcrumb-current") | ForumEngine.title
    section = last_text("a.bbp-breadcrumb-forum")
    pages = ".bbp-pagination-links a"
    current_page = text(".bbp-pagination-links .current")
    next_url = address(".bbp-pagination-links a.next") | ForumEngine.next_url

    def marks(self, page: Page) -> bool:
        """Whether the page has the boxes above posts, which some themes make otherwise, or rows of topics."""
        return page.root.css_first('.bbp-meta, ul[id^="bbp-topic-"] a.bbp-topic-permalink') is not None
