"""Reddit: the old layout, and the one with hashed classes that replaced it."""

from __future__ import annotations

from model.documents import Credit, SourceCredit
from model.urls import host_of
from parsers.cards import Cards
from parsers.fields import address, moment, place, text
from parsers.forums.engine import ForumEngine, Row
from parsers.page import Page, Scope


def name_in_address(url: str) -> str | None:
    """The name in the address of a user's page: the page itself may show only a picture."""
    return url.rstrip("/").rsplit("/user/", 1)[-1] or None


class OldReddit(ForumEngine):
    """A submission with its comments, or a list of submissions. A link submission credits what it links to."""

    row = ".commentarea .thing.comment, #siteTable .thing.link"
    content = ".usertext-body .md"
    drop = (".reddit-embed",)
    cards = Cards(
        "#siteTable .thing.link",
        url=address("a.comments, a.bylink"),
        title=text("a.title"),
        published_at=moment("time.live-timestamp", "datetime") | moment("time", "datetime"),
    )

    author = text(".thing", "data-author") | text(".tagline .author")
    posted_at = moment(".tagline time", "datetime") | moment("time", "datetime")
    permalink = place(".thing", "data-permalink")

    title = text("#siteTable a.title") | ForumEngine.title
    section = text(".redditname a")
    next_url = address(".next-button a")

    def marks(self, page: Page) -> bool:
        """Whether the page has the layout's things."""
        return page.root.css_first(".thing[data-fullname]") is not None

    def is_thread(self, page: Page) -> bool:
        """Whether the page is one submission's: lists of submissions have no comments under them."""
        return page.root.css_first(".commentarea") is not None

    def read_row(self, scope: Scope) -> Row | None:
        """A submission or a comment, with the address that a submission links to."""
        row = super().read_row(scope)
        url = scope.page.absolute(scope.node.attributes.get("data-url"))
        if row is None or url is None or host_of(url).endswith(("reddit.com", "redd.it")):
            return row
        credit = SourceCredit(Credit.ORIGINAL, said=url, url=url, name=host_of(url))
        return Row(row.post, row.quotes, (*row.origins, credit))


class RedditRedesign(ForumEngine):
    """The layout of 2018 to 2023: little but test ids and addresses can be relied on; times are relative."""

    row = '[data-test-id="post-content"], .Comment'
    content = '[data-test-id="comment"], [data-testid="comment"], [data-click-id="text"]'
    keeps_empty = True  # deleted comments, and submissions that are all title
    drop = ("button",)

    author = text('a[href*="/user/"]', "href").map(name_in_address) | text('a[data-click-id="user"]')
    posted_at = moment("time", "datetime")
    permalink = place('a[href*="/comments/"]')

    title = text('[data-test-id="post-content"] h1') | ForumEngine.title
    section = text('[data-click-id="subreddit"]')

    def marks(self, page: Page) -> bool:
        """Whether the page has this layout's test ids."""
        return page.root.css_first('[data-test-id="post-content"]') is not None
