"""Discourse: as it shows itself to readers without scripts, and as data."""

from __future__ import annotations

import re
from html import escape
from typing import Any, ClassVar, TypeGuard

from model.captures import RawPage
from model.documents import Parsed
from parsers.decoding.bounds import load_json
from parsers.fields import address, by, moment, place, text, texts
from parsers.forums.engine import ForumEngine
from parsers.listings.cards import Cards
from parsers.page import Page, once
from parsers.scope import Scope

_MOST_POSTS = 2000
_TOPIC = re.compile(r"https?://[^/]+/(?:.+/)?t/(?:[^/?#]*[^/?#\d][^/?#]*/)?\d+")  #: without the number of a post


def numbered_place(scope: Scope) -> str | None:
    """The address of a post by its number in the topic, which its element bears or shows."""
    number = place_in_topic(scope) or ""
    topic = _TOPIC.match(scope.page.url or "")
    return f"{topic.group()}/{number}" if number.isdecimal() and topic else None


def place_in_topic(scope: Scope) -> str | None:
    """The number of a post in its topic."""
    shown = scope.first('[itemprop="position"]')
    told = scope.node.attributes.get("id") or (scope.line(shown) if shown else "")
    return told.rpartition("_")[2].lstrip("#") or None


def quoted_place(scope: Scope) -> str | None:
    """The address of the post that a quote is from, by the numbers that the quote bears."""
    told = scope.node.attributes
    topic, post = told.get("data-topic") or "", told.get("data-post") or ""
    return scope.page.absolute(f"/t/{topic}/{post}") if topic.isdecimal() and post.isdecimal() else None


class Discourse(ForumEngine):
    """Topics and categories. The plain view stands inside a noscript element; a browser saves the drawn one."""

    hints: ClassVar[tuple[str, ...]] = ("Discourse", "crawler-post")
    row = ".topic-body.crawler-post, .topic-post article[id^='post_']"
    content = ".post, .cooked"
    quote = "aside.quote"
    drop = ("aside.onebox", ".lightbox-wrapper .meta", ".poll", ".md-table .fullscreen")
    cards = Cards(
        ".topic-list-item, .topic-list tr",
        url=address("a.title") | address("a.raw-topic-link"),
        title=text("a.title") | text("a.raw-topic-link"),
    )

    author = text('[itemprop="author"] [itemprop="name"]') | text(".creator") | text(".names .username")
    posted_at = (
        moment("time.post-time", "datetime")
        | moment("time", "datetime")
        | moment(".post-date [data-time]", "data-time")
    )
    permalink = place('link[itemprop="url"], .crawler-post-infos a[href]') | by(numbered_place)
    quoted_name = text("aside.quote", "data-username") | text(".title")
    quoted_url = by(quoted_place)
    position = by(place_in_topic)

    title = text("#topic-title h1 a") | ForumEngine.title
    section = text('#topic-title .topic-category [itemprop="name"]')
    tags = texts("#topic-title .discourse-tags .discourse-tag")

    def marks(self, page: Page) -> bool:
        """Whether the generator says Discourse."""
        return (page.meta("generator") or "").startswith("Discourse") or page.root.css_first(
            ".crawler-post"
        ) is not None


class DiscourseApp(Discourse):
    """Topics and lists as readers with scripts get them: the page carries them as data, and shows nothing."""

    hints = ("data-preloaded",)

    def fits(self, page: Page) -> bool:
        """Whether the page carries a topic or a list of topics as data and shows none."""
        return not super().fits(page) and bool(_preloaded(page))

    def parse(self, page: Page) -> Parsed:
        """The topic or the list in the page's data."""
        found, raw = _preloaded(page), RawPage(b"", page.url, zone=page.zone, language=page.language)
        shown = _plain_view(found, page.url, page.zone, page.language) if is_topic(found) else _plain_list(found, raw)
        return super().parse(shown)


def parse_topic(topic: dict[str, Any], raw: RawPage) -> Parsed:
    """The thread in a topic's JSON, as the address of a topic with `.json` at its end gives it."""
    return Discourse().parse(_plain_view(topic, _topic_url(topic, raw.url), raw.zone, raw.language))


def parse_topics(found: dict[str, Any], raw: RawPage) -> Parsed:
    """The list of topics in JSON, as the address of a list with `.json` at its end gives it."""
    return Discourse().parse(_plain_list(found["topic_list"], raw))


def is_topics(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether a JSON value is a list of topics."""
    found = value.get("topic_list") if isinstance(value, dict) else None
    return isinstance(found, dict) and isinstance(found.get("topics"), list)


def is_topic(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether a JSON value is a topic."""
    stream = value.get("post_stream") if isinstance(value, dict) else None
    return isinstance(stream, dict) and isinstance(stream.get("posts"), list)


@once
def _preloaded(page: Page) -> dict[str, Any]:
    """The topic, else the list of topics, in the data that a page carries in an attribute, or newer in a script; empty
    where there is neither. Values are JSON once more.
    """
    node = page.root.css_first("[data-preloaded], #data-preloaded")
    try:
        data: Any = load_json(node.attributes.get("data-preloaded") or node.text()) if node else {}
        told = [value for key, value in data.items() if key.startswith("topic_")]
        found = [load_json(value) if isinstance(value, str) else value for value in told]
    except (ValueError, AttributeError):
        return {}
    lists = (value["topic_list"] for value in found if is_topics(value))
    return next(filter(is_topic, found), None) or next(lists, {})


def _topic_url(topic: dict[str, Any], url: str | None) -> str | None:
    """The address of the topic's page, of which the JSON's is a variant."""
    path, _, _ = (url or "").partition("?")
    return path.removesuffix(".json") if path else None


def _plain_view(topic: dict[str, Any], url: str | None, zone: str | None, language: str | None) -> Page:
    """The topic as the engine's own plain view would show it."""
    told = [post for post in topic["post_stream"]["posts"] if isinstance(post, dict)][:_MOST_POSTS]
    posts = [post for post in told if post.get("cooked")]  # the others note that a topic was pinned, or closed
    title = escape(str(topic.get("title") or ""))
    named = topic.get("tags") if isinstance(topic.get("tags"), list) else ()
    tags = "".join(f'<a class="discourse-tag">{escape(_tag(tag))}</a>' for tag in named or ())
    head = f'<div id="topic-title"><h1><a href="#">{title}</a></h1><div class="discourse-tags">{tags}</div></div>'
    return Page(head + "".join(map(_plain_post, posts)), url=url, zone=zone, language=language)


def _tag(told: object) -> str:
    """The name of a tag, which newer versions tell with its number."""
    return str(told.get("name") or "" if isinstance(told, dict) else told)


def _plain_list(found: dict[str, Any], raw: RawPage) -> Page:
    """The topics as the engine's own plain view would show them."""
    topics = (topic for topic in found["topics"][:_MOST_POSTS] if isinstance(topic, dict) and topic.get("id"))
    path, mark, query = str(found.get("more_topics_url") or "").partition("?")
    more = f'<a rel="next" href="{escape(path)}.json{mark}{escape(query)}"></a>' if path else ""
    rows = "".join(map(_plain_row, topics))
    return Page(f"<table>{rows}</table>{more}", url=raw.url, zone=raw.zone, language=raw.language)


def _plain_row(topic: dict[str, Any]) -> str:
    address = escape(f"/t/{topic.get('slug') or 'topic'}/{topic['id']}")
    title, at = escape(str(topic.get("title") or "")), escape(str(topic.get("created_at") or ""))
    return (
        f'<tr class="topic-list-item"><td><a class="title" href="{address}">{title}</a>'
        f'<time datetime="{at}"></time></td></tr>'
    )


def _plain_post(post: dict[str, Any]) -> str:
    name, at = escape(str(post.get("username") or "")), escape(str(post.get("created_at") or ""))
    return (
        f'<div id="post_{escape(str(post.get("post_number") or ""))}" class="topic-body crawler-post">'
        f'<span class="creator">{name}</span><time class="post-time" datetime="{at}"></time>'
        f'<div class="post">{post.get("cooked") or ""}</div></div>'
    )
