"""MyBB, versions 1.6 and 1.8."""

from __future__ import annotations

import re
from dataclasses import replace

from selectolax.lexbor import LexborNode

from model.text import clean_line
from parsers.fields import Field, address, by, last_text, place, text
from parsers.forums.engine import ForumEngine
from parsers.forums.post_places import place_of_number
from parsers.forums.shown_times import shown
from parsers.listings.cards import Cards
from parsers.page import Page
from parsers.scope import Scope

_PAGER = ".pagination:not(.pagination_breadcrumb)"  #: the other is that of the board, hidden in the breadcrumbs
_IN_BRACKETS = re.compile(r"^\s*\([^)]*\)\s*")  #: (06-14-2025, 09:12 PM) Aye Wrote:


def written_line(scope: Scope, node: LexborNode) -> str:
    """The line of a time without when the post was changed; a day that is told by how long ago it was is in a title."""
    changed = frozenset(found.mem_id for found in node.css(".post_edit, [id^='edited_by']"))
    line = replace(scope, dropped=scope.dropped | changed).line(node)
    for told in node.css("span[title]"):
        line = line.replace(scope.line(told), clean_line(told.attributes.get("title") or ""), 1)
    return line.strip("() ")


class Mybb(ForumEngine):
    """Threads and forums: boxes, in the older version and in its themes tables."""

    hints = ("post_body", "forumdisplay_")
    row = "div.post[id^='post_'], table[id^='post_']"
    content = '.post_body[id^="pid_"]'
    drop = ("blockquote > cite", ".codeblock > .title")
    cards = Cards(
        "tr.inline_row",
        url=address('[id^="tid_"] a'),
        title=text('[id^="tid_"] a'),
        published_at=Field(),  # only the last answer has a time
    )

    author = text(".author_information .largetext") | text(".post_author .largetext") | text(".largetext a")
    posted_at = shown(".post_date, td.tcat .smalltext", written_line)
    permalink = place('.float_right a[href*="#pid"]:not(.post_body *)') | by(place_of_number)
    quoted_name = text("cite").map(lambda line: _IN_BRACKETS.sub("", line))
    quoted_at = shown("cite > span", written_line)
    quoted_url = place('cite a[href*="#pid"]')
    position = text('.float_right a[href*="#pid"]:not(.post_body *)')

    title = text(".navigation .active") | ForumEngine.title
    section = last_text(".navigation a:not(.pagination *)")
    pages = f"{_PAGER} a"
    current_page = text(f"{_PAGER} .pagination_current")
    next_url = address(f"{_PAGER} a.pagination_next") | ForumEngine.next_url

    def marks(self, page: Page) -> bool:
        """Whether the page has the engine's posts or its rows of threads."""
        return page.root.css_first(".post_body[id^='pid_'], tr.inline_row [id^='tid_'] a") is not None


class MybbArchive(ForumEngine):
    """The archive, which shows threads to readers who want little more than the text."""

    hints = ("fullversion",)
    row = "#content > .post:has(> .message)"
    content = ".message"
    drop = Mybb.drop
    cards = Cards("#content .threadlist li", url=address("a"), title=text("a"), published_at=Field())

    author = text(".author")
    posted_at = shown(".dateline", written_line)
    quoted_name = Mybb.quoted_name
    quoted_at = Mybb.quoted_at
    quoted_url = Mybb.quoted_url

    title = text("#fullversion a") | ForumEngine.title
    section = last_text(".navigation a")
    pages = ".multipage a"
    current_page = text(".multipage strong:nth-of-type(2)")

    def marks(self, page: Page) -> bool:
        """Whether the page leads to its full version."""
        return page.root.css_first("#fullversion a") is not None
