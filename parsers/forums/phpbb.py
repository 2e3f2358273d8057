"""phpBB 3."""

from __future__ import annotations

import re

from model.moments import Moment
from parsers.cards import Cards
from parsers.dates import read_moment
from parsers.fields import address, by, moment, place, text
from parsers.forums.engine import ForumEngine
from parsers.page import Page, Scope

_ZONE = re.compile(r"All times are\s+(?:UTC|GMT)?\s*([+-]\d\d?(?::\d\d)?)?", re.IGNORECASE)


def shown_time(scope: Scope) -> Moment | None:
    """The time in the author line, in the zone that the foot of the page names."""
    line = scope.first("p.author, .author")
    return read_moment(f"{scope.line(line)} {_zone(scope.page)}") if line else None


def _zone(page: Page) -> str:
    """The offset that all times on the page are in: "UTC", "UTC+02:00", "" where it is not told."""
    for node in page.root.css("#page-footer, .footer-row, .copyright, .navbar, .timezone"):
        if found := _ZONE.search(" ".join(node.text().split())):
            return f"UTC{found.group(1) or ''}"
    return ""


class Phpbb(ForumEngine):
    """Topics and forums. Newer versions write the time as an attribute, older ones only for reading."""

    hints = ("phpbb", "section-view", "postbody")
    row = "div.post[id^='p']"
    content = ".postbody .content, .content"
    quote = "blockquote"
    drop = (".codebox > p", "dl.codebox > dt", "dl.attachbox", ".attachbox", ".notice", ".inline-attachment")
    cards = Cards(
        "li.row",
        url=address("a.topictitle"),
        title=text("a.topictitle"),
        published_at=moment(".topic-poster time", "datetime"),
    )

    author = (
        text("p.author .username, p.author .username-coloured")
        | text(".postprofile .username, .postprofile .username-coloured")
        | text(".postprofile dt strong")
        | text("p.author strong")
    )
    posted_at = moment("p.author time[datetime]", "datetime") | by(shown_time)
    permalink = place("p.author a[href]") | place("h3 a[href]")
    quoted_name = text("cite a") | text("cite")

    title = text("h2.topic-title a") | text("h2.topic-title") | ForumEngine.title
    section = text(".breadcrumbs .crumb:last-of-type")
    current_page = text(".pagination li.active span")
    next_url = address("li.arrow.next a, li.next a") | ForumEngine.next_url

    def marks(self, page: Page) -> bool:
        """Whether the page's body or wrapper is phpBB's."""
        marks = "body#phpbb, body.section-viewtopic, body.section-viewforum, .postbody .content"
        return page.root.css_first(marks) is not None
