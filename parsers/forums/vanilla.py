"""Vanilla Forums."""

from __future__ import annotations

from parsers.fields import address, by, last_text, moment, place, text, texts
from parsers.forums.engine import ForumEngine
from parsers.listings.cards import Cards
from parsers.page import Page
from parsers.scope import Scope


def place_in_thread(scope: Scope) -> str:
    """1 for what opens a discussion: a page that begins with a comment is a later one."""
    return "1" if "ItemDiscussion" in (scope.node.attributes.get("class") or "") else "2"


class Vanilla(ForumEngine):
    """Discussions and categories: a list shows discussions by the same name as what opens one."""

    hints = ("ItemDiscussion", "ItemComment")
    row = ".MessageList .ItemDiscussion, .ItemComment"
    content = ".Message"
    drop = (".QuoteAuthor",)
    cards = Cards(
        ".DataList .ItemDiscussion",
        url=address(".Title a, a.Title"),
        title=text(".Title a, a.Title"),
        published_at=moment(".DiscussionMeta .DateCreated time", "datetime"),
    )

    author = text(".Author .Username") | text(".Author")
    posted_at = moment(".DateCreated time", "datetime")
    permalink = place("a.Permalink")
    quoted_name = text(".QuoteAuthor a") | text(".QuoteAuthor")
    quoted_url = place("a.QuoteLink")
    position = by(place_in_thread)

    title = text(".PageTitle h1, #Item_0 h1") | ForumEngine.title
    section = last_text(".Breadcrumbs .CrumbLabel a")
    tags = texts(".Tag a, a.Tag")
    pages = ".Pager a"
    current_page = text(".Pager .Highlight")
    next_url = address(".Pager a.Next") | ForumEngine.next_url

    def marks(self, page: Page) -> bool:
        """Whether the page has the engine's discussions."""
        return page.root.css_first(".MessageList .Message, .DataList .ItemDiscussion") is not None
