"""phpBB 3."""

from __future__ import annotations

import re
from datetime import timedelta, tzinfo

from model.moments import Moment
from parsers.dates.clock_times import zone_ahead
from parsers.fields import address, by, last_text, moment, place, text
from parsers.forums.engine import ForumEngine
from parsers.forums.recent_days import shown_moment
from parsers.forums.rows import Row
from parsers.listings.cards import Cards
from parsers.page import Page, once
from parsers.scope import Scope

#: All times are UTC + 1 hour [ DST ], in any language; the brackets speak of summer time.
_ZONE = re.compile(
    r"\b(?:UTC|GMT)\b\s*(?:(?P<sign>[+−-])\s*(?P<hours>[01]\d|\d)(?::(?P<minutes>[0-5]\d))?)?"
    r"(?P<summer>\s*[^\W\d]*\.?\s*\[[^\]]{2,30}\])?"
)
_COLON = re.compile("[:：]")
_MARK = "»"  #: between a poster's name and the time


def shown_time(scope: Scope) -> Moment | None:
    """The time in the author line, in the zone that the foot of the page names."""
    return _time_in(scope, "p.author, .author, .post-date")


def printed_time(scope: Scope) -> Moment | None:
    """The time in the print view, in the same zone."""
    return _time_in(scope, ".date strong")


def begun_at(scope: Scope) -> Moment | None:
    """The time behind the poster's name in a board's row of a topic, which tells no other behind such a mark."""
    return _time_in(scope, ".topic-poster, dt", _MARK)


def quoted_time(scope: Scope) -> Moment | None:
    """The time in the line above a quote, in the same zone."""
    return _time_in(scope, "cite .responsive-hide")


def before_colon(said: str) -> str:
    """Who is quoted, and that he wrote, of a line that goes on with an arrow and the time."""
    return _COLON.split(said)[0] + ":"


def _time_in(scope: Scope, selector: str, mark: str = "") -> Moment | None:
    """The time in a line that holds a mark, behind the last one that parts it from the poster's name."""
    line = next((line for node in scope.all(selector) if mark in (line := scope.line(node))), None)
    return shown_moment(line.rpartition(_MARK)[2], scope.page, _zone(scope.page)) if line else None


@once
def _zone(page: Page) -> tzinfo | None:
    """The offset that all times on the page are in, None where it is not told."""
    for node in page.root.css("#page-footer, .footer-row, .copyright, .navbar, .timezone"):
        if found := _ZONE.search(" ".join(node.text().split())):
            return _offset(found)
    return None


def _offset(found: re.Match[str]) -> tzinfo | None:
    """The offset that the foot names; summer time is told apart from it."""
    shift = timedelta(hours=int(found["hours"] or 0), minutes=int(found["minutes"] or 0))
    return zone_ahead(
        (shift if found["sign"] in ("+", None) else -shift) + timedelta(hours=1 if found["summer"] else 0)
    )


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
        published_at=moment(".topic-poster time", "datetime") | by(begun_at),
    )

    author = (
        text("p.author .username, p.author .username-coloured")
        | text(".postprofile .username, .postprofile .username-coloured")
        | text(".postprofile dt strong")
        | text("p.author strong")
        | text(".username, .username-coloured")
    )
    posted_at = moment("p.author time[datetime]", "datetime") | by(shown_time)
    permalink = place("p.author a[href]") | place("h3 a[href]")
    quoted_name = text("cite a:not([data-post-id])") | text("cite").map(before_colon)
    quoted_at = by(quoted_time)
    quoted_url = place('cite a[data-post-id], cite a[href*="#p"]')

    title = text("h2.topic-title a, h2.forum-title a, #page-body > h2 a") | text("h2.topic-title") | ForumEngine.title
    section = last_text(".crumb[data-forum-id]") | last_text(
        '.navlinks a[href*="viewforum"], .crumb a[href*="viewforum"]'
    )
    pages = ".pagination:not(li.row *) a"
    current_page = text(".pagination li.active span") | text("div.pagination strong") | text(".pagination")
    next_url = address("li.arrow.next a, li.next a") | ForumEngine.next_url

    def marks(self, page: Page) -> bool:
        """Whether the page's body or wrapper is phpBB's."""
        marks = "body#phpbb, body.section-viewtopic, body.section-viewforum, .postbody .content"
        return page.root.css_first(marks) is not None

    def read_row(self, scope: Scope) -> Row | None:
        """A post, whose element bears its number; advertisements among posts bear none."""
        number = (scope.node.attributes.get("id") or "").removeprefix("p").removeprefix("_")
        return super().read_row(scope) if number.isdecimal() else None


class PhpbbTheme(Phpbb):
    """Themes that give a post no class, or its number to an anchor, and those that make a table of a board."""

    row = ", ".join(
        f"{post}:has(.postbody [id^='post_content'])"
        for post in ("div.post", *(f"div:not(.post)[id^='p{digit}']" for digit in range(1, 10)))
    )
    cards = Cards(
        "tr:has(a.topictitle)", url=address("a.topictitle"), title=text("a.topictitle"), published_at=by(begun_at)
    )

    def read_row(self, scope: Scope) -> Row | None:
        """A post, which the theme was found by."""
        return ForumEngine.read_row(self, scope)


class PhpbbPrint(Phpbb):
    """The print view of a topic, whose posts have neither numbers nor places."""

    row = "div.post:has(> .date):has(> .content)"

    author = text(".author strong")
    posted_at = by(printed_time)

    title = text("#page-header h2") | ForumEngine.title
    current_page = text(".page-number strong") | text(".page-number")

    def marks(self, page: Page) -> bool:
        """Whether the page has the head that only this view has."""
        return page.root.css_first("body#phpbb #page-body > .page-number") is not None

    def read_row(self, scope: Scope) -> Row | None:
        """A post, which the view was found by."""
        return ForumEngine.read_row(self, scope)
