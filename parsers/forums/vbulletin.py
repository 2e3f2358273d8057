"""vBulletin, versions 3 to 6."""

from __future__ import annotations

from parsers.cards import Cards
from parsers.fields import address, moment, place, text
from parsers.forums.engine import ForumEngine
from parsers.page import Page


class Vbulletin5(ForumEngine):
    """Versions 5 and 6, whose posts carry microdata."""

    row = "li.b-post.js-post"
    content = ".js-post__content-text"
    quote = ".bbcode_quote"
    drop = (".bbcode_description", ".b-post__edited-by", ".b-post__edit-details", ".h-hide-imp", ".post-signature")
    cards = Cards(
        "tr.topic-item",
        url=address("a.topic-title"),
        title=text("a.topic-title"),
        published_at=moment(".topic-info .date"),
    )

    author = text('[itemprop="author"] [itemprop="name"]') | text(".author")
    posted_at = moment('meta[itemprop="publishDate"]', "content") | moment(".b-post__timestamp time", "datetime")
    permalink = place('meta[itemprop="url"]', "content") | place(".b-post__count")
    quoted_name = text(".bbcode_postedby strong")

    title = text("h1.main-title") | ForumEngine.title
    section = text(".crumb:last-of-type a")
    next_url = address("a.js-pagenav-next-button[href]") | ForumEngine.next_url

    def marks(self, page: Page) -> bool:
        """Whether the page has this version's posts or topic lists."""
        return page.root.css_first("li.b-post.js-post, tr.topic-item") is not None


class Vbulletin(ForumEngine):
    """Versions 3 and 4: tables first, list items later."""

    row = 'table[id^="post"], li.postbit, li.postbitlegacy, li[id^="post_"]'
    content = '[id^="post_message_"]'
    quote = ".bbcode_container .quote_container, .bbcode_quote, div.quote, td.alt2"
    drop = (".bbcode_description", ".bbcode_container .bbcode_quote_container")
    cards = Cards(
        'li.threadbit, td[id^="td_threadtitle_"]',
        url=address('a[id^="thread_title_"]'),
        title=text('a[id^="thread_title_"]'),
    )

    author = text("a.bigusername") | text("a.username") | text(".username")
    posted_at = moment(".postdate .date") | moment("td.thead")
    permalink = place('a[id^="postcount"]') | place("a.postcounter")
    quoted_name = text("strong")

    title = text(".threadtitle") | ForumEngine.title
    section = text(".navbit:last-of-type a, .navbar a:last-of-type")

    def marks(self, page: Page) -> bool:
        """Whether a post's text bears the version's id."""
        return page.root.css_first('[id^="post_message_"], a[id^="thread_title_"]') is not None
