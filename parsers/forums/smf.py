"""SMF (Simple Machines Forum), versions 2.0 and 2.1."""

from __future__ import annotations

import re
from typing import ClassVar

from selectolax.lexbor import LexborNode

from model.moments import Moment
from parsers.fields import Field, address, by, last_text, place, text
from parsers.forums.engine import ForumEngine
from parsers.forums.recent_days import shown_moment
from parsers.forums.shown_times import shown
from parsers.listings.cards import Cards
from parsers.page import Page
from parsers.scope import Scope

#: Quote from: Aye on June 14, 2025, 09:12:00 PM, in the words of the board's language.
_QUOTED = re.compile(
    r"[^:：]*[:：]\s*(?:(?P<name>.+)\s+(?:on|am|le|el|em|il|op|den|dnia|в|от|на|at)\s+(?P<at>[^:：]*\d.*)|(?P<all>.+))"
)
_NUMBER = re.compile(r"#(\d+)")  #: Reply #15 on:


def behind_words(scope: Scope, node: LexborNode) -> str:
    """The line of a time without the words before it, which say that it is one and the number of the answer."""
    words = node.css_first("strong") if node.tag != "a" else None
    line = scope.line(node)
    return (line.replace(scope.line(words), "", 1) if words is not None else line).strip("«» ")


def quoted_person(scope: Scope) -> str | None:
    """The poster who is named above a quote."""
    found = _QUOTED.fullmatch(_head_of(scope))
    return found["name"] or found["all"] if found else None


def quoted_time(scope: Scope) -> Moment | None:
    """The time that is told above a quote."""
    found = _QUOTED.fullmatch(_head_of(scope))
    return shown_moment(found["at"], scope.page) if found and found["at"] else None


def quoted_place(scope: Scope) -> str | None:
    """The post that the line above a quote leads to."""
    head = _head(scope)
    link = head.css_first("a[href]") if head is not None else None
    return scope.page.absolute_place(link.attributes.get("href") or "") if link is not None else None


def _head_of(scope: Scope) -> str:
    head = _head(scope)
    return scope.line(head) if head is not None else ""


def _head(scope: Scope) -> LexborNode | None:
    """What tells whom a quote is from: inside it, or right before it in the older version."""
    if (cite := scope.node.css_first("cite")) is not None:
        return cite
    before = scope.node.prev
    return before if before is not None and "quoteheader" in (before.attributes.get("class") or "") else None


def printed_poster(scope: Scope) -> str | None:
    """Who wrote a post, in the line above it in the print view."""
    told = _printed(scope)
    return told[1] if len(told) > 1 else None


def printed_time(scope: Scope) -> Moment | None:
    """When a post was written, in the same line."""
    told = _printed(scope)
    return shown_moment(told[2], scope.page) if len(told) > 2 else None


def _printed(scope: Scope) -> list[str]:
    """What stands in bold above a post in the print view: its subject, its poster, its time."""
    before = scope.node.prev
    while before is not None and "postheader" not in (before.attributes.get("class") or ""):
        before = before.prev
    return [scope.line(node) for node in before.css("strong")] if before is not None else []


class Smf(ForumEngine):
    """Topics and boards. The first post has no number, the answers are counted from it."""

    hints: ClassVar[tuple[str, ...]] = ("post_wrapper", "messageindex")
    row = "div.post_wrapper"
    content = ".post .inner"
    drop = (".quoteheader", ".quotefooter", "blockquote > cite", ".codeheader")
    cards = Cards(
        "#messageindex tr:has(td.subject), #topic_container > div",
        url=address('[id^="msg_"] a'),
        title=text('[id^="msg_"] a'),
        published_at=Field(),  # only the last answer has a time
    )

    author = text(".poster h4 a") | text(".poster h4") | text('.poster a[href*="action=profile"]')
    posted_at = shown(".keyinfo a.smalltext, .keyinfo div.smalltext:not(.modified)", behind_words)
    permalink = place('.keyinfo a[href*="msg"]')
    quoted_name = by(quoted_person)
    quoted_at = by(quoted_time)
    quoted_url = by(quoted_place)
    position = (text(".keyinfo .page_number") | text(".keyinfo div.smalltext strong")).map(
        lambda line: found.group(1) if (found := _NUMBER.search(line)) else None
    )

    title = text("#top_subject") | text(".navigate_section li.last a") | ForumEngine.title
    section = last_text('.navigate_section li:not(.last) a[href*="board"]')
    pages = ".pagelinks a"
    current_page = text(".pagelinks .current_page") | text(".pagelinks > strong")

    def marks(self, page: Page) -> bool:
        """Whether the page has the engine's posts or its list of topics."""
        return page.root.css_first(".post_wrapper .postarea .inner, #messageindex [id^='msg_'] a") is not None


class SmfPrint(Smf):
    """The print view of a topic, all of it on one page."""

    hints = ("postheader",)
    row = "#posts > .postbody"
    content = ".postbody"

    author = by(printed_poster)
    posted_at = by(printed_time)
    permalink = Field()
    position = Field()

    title = text("#posts .postheader strong") | ForumEngine.title
    section = text("#linktree").map(lambda path: path.split(" => ")[-2] if path.count(" => ") else None)

    def marks(self, page: Page) -> bool:
        """Whether the page has posts as that view shows them."""
        return page.root.css_first("#linktree ~ #posts > .postheader + .postbody") is not None
