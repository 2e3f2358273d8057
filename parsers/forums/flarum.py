"""Flarum: as readers without scripts get it, with the times from the data beside; and as it draws itself."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from model.moments import Moment
from parsers.dates.reading import read_moment
from parsers.embedded.states import dig
from parsers.fields import Field, address, by, moment, place, text, texts
from parsers.forums.engine import ForumEngine
from parsers.listings.cards import Cards
from parsers.page import Page, once
from parsers.scope import Scope
from parsers.tree.markup import plain_text

_TOPIC = ".DiscussionListItem"
_DISCUSSION = re.compile(r"(.*/d/(\d+)[^/?#]*)")  #: without the number of a post, at which readers would go on


def begun_at(scope: Scope) -> Moment | None:
    """When a discussion of a list was begun, in the page's data."""
    link = scope.first("a[href]")
    found = _DISCUSSION.match(link.attributes.get("href") or "") if link is not None else None
    at = _begun(scope.page).get(found.group(2)) if found else None
    return read_moment(at) if isinstance(at, str) else None


def without_number(url: str) -> str:
    """The address of a discussion."""
    found = _DISCUSSION.match(url)
    return found.group(1) if found else url


def stored_time(scope: Scope) -> Moment | None:
    """When a post was written, in the page's data."""
    at = _stored(scope).get("createdAt")
    return read_moment(at) if isinstance(at, str) else None


def stored_number(scope: Scope) -> str | None:
    """The number of a post in its discussion, which its element bears or the page's data tells."""
    told = scope.node.attributes.get("data-number") or _stored(scope).get("number")
    return str(told) if told else None


def numbered_place(scope: Scope) -> str | None:
    """The address of a post by its number in the discussion."""
    number = stored_number(scope)
    canonical = scope.page.root.css_first('link[rel="canonical"]')
    told = (canonical.attributes.get("href") if canonical is not None else None) or scope.page.url or ""
    topic = scope.page.absolute(told.partition("?")[0])
    return f"{topic.rstrip('/')}/{number}" if number and topic else None


def stored_tags(scope: Scope) -> tuple[str, ...]:
    """The names of the discussion's tags in the page's data."""
    told = _told(scope.page)
    names = {str(tag.get("id")): dig(tag, "attributes.name") for tag in _included(told, "tags")}
    found = (names.get(str(tag.get("id"))) for tag in _things(dig(told, "data.relationships.tags.data")))
    return tuple(name for name in found if isinstance(name, str))


def _stored(scope: Scope) -> dict[str, Any]:
    """What the page's data tells of the post that a row shows."""
    return _posts_in_data(scope.page).get(scope.node.mem_id, {})


@once
def _posts_in_data(page: Page) -> dict[int, dict[str, Any]]:
    """What the page's data tells of its posts, by the elements that show the same words. The data may hold others."""
    posts: dict[str, list[dict[str, Any]]] = {}
    for thing in _included(_told(page), "posts"):
        post = dig(thing, "attributes")
        if isinstance(post, dict) and isinstance(post.get("contentHtml"), str):
            posts.setdefault(_letters(post["contentHtml"]), []).append(post)
    bodies = ((row.mem_id, row.css_first(Flarum.content)) for row in page.root.css(Flarum.row))
    shown = ((row, posts.get(_letters(body.inner_html or ""))) for row, body in bodies if body is not None)
    return {row: alike.pop(0) for row, alike in shown if alike}


def _letters(markup: str) -> str:
    """The words of markup without blanks and signs, which it writes in more ways than one."""
    return "".join(filter(str.isalnum, plain_text(markup)))


@once
def _begun(page: Page) -> dict[str, object]:
    """When the discussions of a list were begun, by their numbers."""
    return {str(told.get("id")): dig(told, "attributes.createdAt") for told in _things(dig(_told(page), "data"))}


def _included(told: object, kind: str) -> list[dict[str, Any]]:
    """What comes with the discussion: things of a kind."""
    return [thing for thing in _things(dig(told, "included")) if thing.get("type") == kind]


def _things(value: object) -> list[dict[str, Any]]:
    return [thing for thing in value if isinstance(thing, dict)] if isinstance(value, list) else []


def _told(page: Page) -> object:
    """The answer of the engine's own interface that the page carries for its scripts."""
    return dig(page.states.named("flarum-json-payload"), "apiDocument")


class Flarum(ForumEngine):
    """Discussions and lists of them in the plain view, which stands inside a noscript element."""

    hints: ClassVar[tuple[str, ...]] = ("flarum-content",)
    row = "#flarum-content article:has(> .Post-body)"
    content = ".Post-body"
    cards = Cards(
        "#flarum-content > .container > ul > li",
        url=address("a[href]"),
        title=text("a[href]"),
        published_at=by(begun_at),
    )

    author = text(".PostUser-name .username") | text(".PostUser-name")
    posted_at = moment("time[datetime]:not(.Post-body *)", "datetime") | by(stored_time, "the page's data")
    permalink = by(numbered_place)
    quoted_name = text(".PostMention")
    quoted_url = place(".PostMention")
    position = by(stored_number)

    title = text("#flarum-content h1") | text("#flarum-content h2") | ForumEngine.title
    tags = by(stored_tags, "the page's data")

    def marks(self, page: Page) -> bool:
        """Whether the page has the engine's plain view."""
        return page.root.css_first("#flarum-content") is not None


class FlarumApp(Flarum):
    """The same as a browser saves it without the plain view."""

    hints = ("PostStream-item", "DiscussionListItem")
    row = '.PostStream-item[data-type="comment"]'
    cards = Cards(
        _TOPIC,
        url=address(f"a{_TOPIC}-main").map(without_number),
        title=text(f"{_TOPIC}-title"),
        published_at=Field(),  # only the last answer has a time
    )

    title = text(".DiscussionHero-title") | ForumEngine.title
    tags = texts(".DiscussionHero .TagLabel")

    def marks(self, page: Page) -> bool:
        """Whether the page has the engine's stream of posts or list of discussions."""
        return page.root.css_first(f"{self.row}, {_TOPIC}") is not None
