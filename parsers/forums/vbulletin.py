"""vBulletin, versions 3 to 6."""

from __future__ import annotations

import re

from model.moments import Moment
from parsers.fields import Field, address, by, last_text, moment, place, text
from parsers.forums.board_clocks import clock_of_board
from parsers.forums.engine import ForumEngine
from parsers.forums.recent_days import shown_moment
from parsers.listings.cards import Cards
from parsers.page import Page, once
from parsers.scope import Scope

_MOST_DATES, _LONGEST_DATE = 50, 60


_NUMBERS = re.compile(r"\b(\d\d?)[-/.]\d\d?[-/.]\d{4}\b")


def shown(selector: str) -> Field[Moment]:
    """The moment in the first readable match: the month comes first, unless a date on the page shows otherwise."""

    @once
    def is_month_first(page: Page) -> bool:
        dates = " ".join(node.text()[:_LONGEST_DATE] for node in page.root.css(selector)[:_MOST_DATES])
        return not any(int(day) > 12 for day in _NUMBERS.findall(dates))

    def find(scope: Scope) -> Moment | None:
        lines = [scope.line(node) for node in scope.all(selector)[:_MOST_DATES]]
        month_first, zone = is_month_first(scope.page), clock_of_board(scope.page)
        told = (shown_moment(line, scope.page, zone, month_first=month_first) for line in lines)
        return next((at for at in told if at), None)

    return by(find, selector)


class Vbulletin5(ForumEngine):
    """Versions 5 and 6, whose posts carry microdata."""

    hints = ("js-post", "topic-item")
    row = "li.b-post.js-post"
    content = ".js-post__content-text"
    quote = ".bbcode_quote"
    drop = (".bbcode_description", ".b-post__edited-by", ".b-post__edit-details", ".h-hide-imp", ".post-signature")
    cards = Cards(
        "tr.topic-item",
        url=address("a.topic-title"),
        title=text("a.topic-title"),
        published_at=shown(".topic-info .date"),
    )

    author = text('[itemprop="author"] [itemprop="name"]') | text(".author")
    posted_at = (
        moment('meta[itemprop="publishDate"]', "content")
        | moment(".b-post__timestamp time", "datetime")
        | shown(".b-post__timestamp")
    )
    permalink = place(".b-post__count") | place('meta[itemprop="url"][content*="#post"]', "content")
    quoted_name = text(".bbcode_postedby strong")
    quoted_url = place('.bbcode_postedby a[href*="post"]')
    position = text(".b-post__count")

    title = text("h1.main-title") | ForumEngine.title
    section = last_text("li.crumb a[href]")
    next_url = address("a.js-pagenav-next-button[href]") | ForumEngine.next_url

    def marks(self, page: Page) -> bool:
        """Whether the page has this version's posts or topic lists."""
        return page.root.css_first("li.b-post.js-post, tr.topic-item") is not None


class Vbulletin(ForumEngine):
    """Versions 3 and 4: tables first, list items later; a large house has boxes in place of the tables."""

    hints = ("post_message_", "thread_title_")
    row = 'table[id^="post"], div.tpost, li.postbit, li.postbitlegacy, li[id^="post_"]'
    content = '[id^="post_message_"]'
    quote = ".bbcode_container .quote_container, .bbcode_quote, div.quote, td.alt2, div.panel.alt2"
    drop = (
        ".bbcode_description", ".bbcode_container .bbcode_quote_container", "div:has(> table td.alt2) > .smallfont",
        "div:has(> div.panel.alt2) > div:has(> label)", "div:has(> .alt2[dir]) > .smallfont",
    )  # fmt: skip
    cards = Cards(
        'li.threadbit, td[id^="td_threadtitle_"]',
        url=address('a[id^="thread_title_"]'),
        title=text('a[id^="thread_title_"]'),
        published_at=shown(".threadmeta .label"),
    )

    author = text("a.bigusername") | text("a.username") | text(".username") | text('[id^="postmenu_"]')
    posted_at = shown(".postdate .date") | shown("td.thead, .thead .tcell")
    permalink = place('a[id^="postcount"]') | place("a.postcounter")
    quoted_name = text("strong")
    quoted_url = place('a[href*="#post"]')
    position = text('a[id^="postcount"]') | text("a.postcounter")

    title = text("h1 .threadtitle") | text("h1 .forumtitle") | text(".navbar strong") | ForumEngine.title
    section = last_text(".navbit a[href], span.navbar a[href]")
    pages = ".pagenav a, .pagination:not(.threadbit *) a"
    current_page = (
        text(".pagenav td.alt2 strong")
        | text(".pagination:not(.threadbit *) .selected")
        | text(".pagenav td.vbmenu_control")
        | text(".pagination a.popupctrl")
    )

    def marks(self, page: Page) -> bool:
        """Whether a post's text bears the version's id."""
        return page.root.css_first('[id^="post_message_"], a[id^="thread_title_"]') is not None
