"""vBulletin, versions 3 to 6."""

from __future__ import annotations

from typing import ClassVar

from parsers.fields import address, last_text, moment, place, text
from parsers.forums.engine import ForumEngine
from parsers.forums.shown_times import shown
from parsers.listings.cards import Cards
from parsers.page import Page


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

    hints: ClassVar[tuple[str, ...]] = ("post_message_", "thread_title_")
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


class VbulletinArchive(ForumEngine):
    """The archive of versions 3 and 4, plain text for readers who want no more: a quote is not told from the rest."""

    hints = ("archive/index.php", "posttop")
    row = "div.post:has(> .posttop > .username)"
    content = ".posttext"
    cards = Cards("#content > ol > li", url=address("a[href]"), title=text("a[href]"))

    author = text(".posttop .username")
    posted_at = shown(".posttop .date")

    title = text(".largefont a") | ForumEngine.title
    section = last_text("#navbar a[href]")
    pages = "#pagenumbers a"
    current_page = text("#pagenumbers b:nth-of-type(2)")

    def marks(self, page: Page) -> bool:
        """Whether the page has the archive's posts or path."""
        return page.root.css_first('.posttop > .username, #navbar a[href*="archive/index.php"]') is not None


class VbulletinPrint(Vbulletin):
    """The print view of version 4."""

    hints = ("printthread", "postbit blockbody")
    row = "#postlist > li.blockbody:has(> .header)"
    content = ".content"

    posted_at = shown(".header .datetime")

    title = text("#pagetitle h1") | ForumEngine.title

    def marks(self, page: Page) -> bool:
        """Whether the page has posts as that view shows them."""
        return page.root.css_first(self.row) is not None


class Vbulletin3Print(ForumEngine):
    """The print view of version 3: a cell a post, with the poster in large letters."""

    hints = ("font-size:14pt",)
    row = 'td.page:has(> table td[style*="14pt"])'
    content = "td.page > div:last-of-type"
    quote = "td:has(> hr)"
    drop = ("div:has(> table td > hr) > .smallfont",)

    author = text('td[style*="14pt"]')
    posted_at = shown("td.smallfont")
    quoted_name = text("strong")

    title = last_text('td a[href*="showthread.php"] strong, strong a[href*="showthread.php"]') | ForumEngine.title
    pages = ".pagenav a"
    current_page = text(".pagenav td.alt2 strong") | text(".pagenav td.vbmenu_control")

    def marks(self, page: Page) -> bool:
        """Whether the page has such cells."""
        return page.root.css_first(self.row) is not None
