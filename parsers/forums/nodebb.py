"""NodeBB: names of components stand where other engines have classes."""

from __future__ import annotations

from parsers.fields import address, by, last_text, meta, moment, text, texts
from parsers.forums.engine import ForumEngine
from parsers.listings.cards import Cards
from parsers.page import Page
from parsers.scope import Scope

_LEAD = 'p:has(> a[href*="/post/"]):has(+ blockquote)'  #: @aye said in Terminal closed:


def quoted_person(scope: Scope) -> str | None:
    """The poster who is named in the line above a quote."""
    before = scope.node.prev
    while before is not None and before.tag != "p":
        before = before.prev
    link = before.css_first('a[class*="mention"]') if before is not None else None
    return scope.line(link).lstrip("@") if link is not None else None


def numbered_place(scope: Scope) -> str | None:
    """The link to a post, and not that to the one it answers: it ends with the number that the post bears."""
    number = scope.node.attributes.get("data-pid") or ""
    link = scope.first(f'a[href$="/post/{number}"]') if number.isalnum() else None
    return scope.page.absolute(link.attributes.get("href")) if link is not None else None


class Nodebb(ForumEngine):
    """Topics and categories. Posts are counted from nought."""

    hints = ('component="post"', 'component="category/topic"')
    row = '[component="post"][data-pid]'
    content = '[component="post/content"]'
    drop = (_LEAD,)
    cards = Cards(
        '[component="category/topic"]',
        url=address('[component="topic/header"] a[href*="/topic/"]') | address('a[href*="/topic/"]'),
        title=text('[component="topic/header"] a[href*="/topic/"]') | text('a[href*="/topic/"]'),
        published_at=moment('.timeago:not([component="topic/teaser"] *)', "title"),
    )

    author = text('[component="post"]', "data-username") | text('[itemprop="author"]')
    posted_at = (
        moment('meta[itemprop="datePublished"]', "content")
        | moment('[component="post"]', "data-timestamp")
        | moment(".timeago", "title")
    )
    permalink = by(numbered_place)
    quoted_name = by(quoted_person)
    position = text('[component="post"]', "data-index").map(
        lambda index: str(int(index) + 1) if index.isdecimal() else None
    )

    title = text('[component="topic/title"]') | ForumEngine.title
    section = last_text('.breadcrumb a[href*="/category/"]') | meta("article:section")
    tags = texts('[component="topic/tags"] .tag, .tag-list .tag')
    pages = '[component="pagination"] a'
    current_page = text('[component="pagination"] .active')

    def marks(self, page: Page) -> bool:
        """Whether the page has such components."""
        return page.root.css_first(f'{self.row}, [component="category/topic"]') is not None
