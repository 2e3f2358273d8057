"""Discuz!, on which most boards in Chinese run."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from model.text import clean_line
from parsers.fields import address, by, last_text, place, text
from parsers.forums.engine import ForumEngine
from parsers.forums.post_places import place_of_number
from parsers.forums.shown_times import shown
from parsers.listings.cards import Cards
from parsers.page import Page
from parsers.scope import Scope

_WROTE = re.compile(r"\s*(?:发表于|發表於|发表在|發表在).*")


def exact_line(scope: Scope, node: LexborNode) -> str:
    """The line of a time; where that tells how long ago it was, the title in which it stands in full."""
    told = node.css_first("span[title]")
    return clean_line(told.attributes.get("title") or "") if told is not None else scope.line(node)


class Discuz(ForumEngine):
    """Threads and forums. Boards may mix into a text what nobody sees, so that copies of it are known."""

    hints = ("postmessage_", "normalthread_")
    row = 'div[id^="post_"]:has([id^="postmessage_"])'
    content = '[id^="postmessage_"]'
    quote = ".quote"
    drop = (".pstatus", ".jammer", ".locked", ".attach_nopermission", "ignore_js_op", ".blockcode > em", ".aimg_tip")
    cards = Cards(
        'tbody[id^="normalthread_"], tbody[id^="stickthread_"]',
        url=address("a.xst"),
        title=text("a.xst"),
        published_at=shown("td.by em", exact_line),
    )

    author = text(".authi a.xw1") | text('.authi a[href*="space"]')
    posted_at = shown('[id^="authorposton"]', exact_line)
    permalink = by(place_of_number)
    quoted_name = text("a, font").map(lambda line: _WROTE.sub("", line))
    quoted_at = shown("a, font", exact_line)
    quoted_url = place('a[href*="findpost"]')
    position = text('a[id^="postnum"]')

    title = text("#thread_subject") | text("h1.xs2 a") | ForumEngine.title
    section = last_text('#pt a[href*="forum-"], #pt a[href*="mod=forumdisplay"]')
    pages = ".pg a"
    current_page = text(".pg strong")
    next_url = address(".pg a.nxt") | ForumEngine.next_url

    def marks(self, page: Page) -> bool:
        """Whether the page has the engine's posts or its rows of threads."""
        return page.root.css_first(f'{self.row}, tbody[id^="normalthread_"] a.xst') is not None
