"""Reddit: the old layout, and the one with hashed classes that replaced it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from selectolax.lexbor import LexborNode

from model.documents import Credit, SourceCredit
from model.moments import Moment
from model.urls import host_of
from parsers.dates.reading import read_moment
from parsers.embedded.states import dig
from parsers.fields import address, by, moment, place, text
from parsers.forums.engine import ForumEngine
from parsers.forums.rows import Row
from parsers.listings.cards import Cards
from parsers.page import Page, once
from parsers.scope import Scope


def name_in_address(url: str) -> str | None:
    """The name in the address of a user's page: the page itself may show only a picture."""
    return url.rstrip("/").rsplit("/user/", 1)[-1] or None


def own_author(scope: Scope) -> str | None:
    """The poster's name, and not that of an answer: answers stand inside the comment, whose poster may be gone."""
    line = scope.first(".tagline")
    told = line.css_first(".author") if line is not None else None
    return scope.node.attributes.get("data-author") or (scope.line(told) if told is not None else None)


def submission_title(scope: Scope) -> str | None:
    """The title of the submission that a page is of; a list shows those of many."""
    is_one = scope.page.root.css_first(".commentarea") is not None
    title = scope.first("#siteTable a.title") if is_one else None
    return scope.line(title) if title is not None else None


class OldReddit(ForumEngine):
    """A submission with its comments, or a list of submissions. A link submission credits what it links to."""

    hints = ("data-fullname",)
    row = ".commentarea .thing.comment, #siteTable .thing.link"
    content = ".usertext-body .md"
    drop = (".reddit-embed",)
    cards = Cards(
        "#siteTable .thing.link:not(.promoted)",
        url=address("a.comments, a.bylink"),
        title=text("a.title"),
        published_at=moment("time.live-timestamp", "datetime") | moment("time", "datetime"),
    )

    author = by(own_author)
    posted_at = moment(".tagline time", "datetime") | moment("time", "datetime")
    permalink = place(".thing", "data-permalink")

    title = by(submission_title) | text(".redditname a") | ForumEngine.title
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
        return with_link(row, scope, scope.node.attributes.get("data-url")) if row else None


def with_link(row: Row, scope: Scope, address: str | None) -> Row:
    """A submission with what it links to as its origin, where that is elsewhere."""
    url = scope.page.absolute(address)
    if url is None or host_of(url).endswith(("reddit.com", "redd.it")):
        return row
    return replace(row, origins=(*row.origins, SourceCredit(Credit.ORIGINAL, said=url, url=url, name=host_of(url))))


def stored_author(scope: Scope) -> str | None:
    """The poster's name in the page's data."""
    name = _stored(scope).get("author")
    return name if isinstance(name, str) and not name.startswith("[") else None


def stored_time(scope: Scope) -> Moment | None:
    """The time in the page's data, in unix seconds or milliseconds."""
    at = _stored(scope).get("created")
    return read_moment(str(int(at))) if isinstance(at, (int, float)) else None


def _stored(scope: Scope) -> dict[str, Any]:
    """What the page's data tells of the post that a row shows: the name of a node around it is its id."""
    posts = _posts_in_data(scope.page)
    here: LexborNode | None = scope.node
    while here is not None and posts:
        attributes = here.attributes
        for name in (attributes.get("id") or "", *(attributes.get("class") or "").split()):
            if isinstance(found := posts.get(name), dict):
                return found
        here = here.parent
    return {}


@once
def _posts_in_data(page: Page) -> dict[str, Any]:
    """The submissions and comments in the page's data by their names."""
    state = page.states.named("window.___r")
    models = (dig(state, "posts.models"), dig(state, "comments.models"))
    return {name: post for found in models if isinstance(found, dict) for name, post in found.items()}


def poster(name: str) -> str | None:
    """The poster's name, None for an account that is gone."""
    return None if name.startswith("[") else name


class Shreddit(ForumEngine):
    """The layout since 2023: elements of its own, whose attributes tell everything. Answers stand inside comments."""

    hints = ("shreddit-post",)
    row = "shreddit-post, shreddit-comment"
    content = '[slot="text-body"], [slot="comment"]'
    keeps_empty = True  # deleted comments, and submissions that are all title
    drop = ("button", "faceplate-tracker")
    cards = Cards(
        "shreddit-post",
        url=address("shreddit-post", "permalink"),
        title=text("shreddit-post", "post-title"),
        published_at=moment("shreddit-post", "created-timestamp"),
    )

    author = text("shreddit-post, shreddit-comment", "author").map(poster)
    posted_at = (
        moment("shreddit-post", "created-timestamp")
        | moment("shreddit-comment", "created")
        | moment('[slot="commentMeta"] time', "datetime")
        | moment('[slot="commentMeta"] faceplate-timeago', "ts")
    )
    permalink = place("shreddit-post, shreddit-comment", "permalink")

    title = text("shreddit-post", "post-title") | text('h1[slot="title"]') | ForumEngine.title
    section = text("shreddit-post", "subreddit-prefixed-name")

    def marks(self, page: Page) -> bool:
        """Whether the page has the layout's posts."""
        return page.root.css_first("shreddit-post") is not None

    def is_thread(self, page: Page) -> bool:
        """Whether the page is one submission's."""
        return "comments" in page.segments or page.root.css_first("shreddit-comment-tree") is not None

    def read_row(self, scope: Scope) -> Row | None:
        """A submission or a comment, with the address that a submission links to."""
        row = super().read_row(scope)
        return with_link(row, scope, scope.node.attributes.get("content-href")) if row else None


class RedditRedesign(ForumEngine):
    """The layout of 2018 to 2023: little but test ids and addresses can be relied on; times are relative."""

    hints = ("post-content",)
    row = '[data-test-id="post-content"], .Comment'
    content = '[data-test-id="comment"], [data-testid="comment"], [data-click-id="text"]'
    keeps_empty = True  # deleted comments, and submissions that are all title
    drop = ("button",)

    author = (
        text('a[href*="/user/"]', "href").map(name_in_address)
        | text('a[data-click-id="user"]')
        | by(stored_author, "the page's data")
    )
    posted_at = moment("time", "datetime") | by(stored_time, "the page's data")
    permalink = place('a[href*="/comments/"]')

    title = text('[data-test-id="post-content"] h1') | ForumEngine.title
    section = text('[data-click-id="subreddit"]')

    def marks(self, page: Page) -> bool:
        """Whether the page has this layout's test ids."""
        return page.root.css_first('[data-test-id="post-content"]') is not None
