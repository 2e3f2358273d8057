"""Lists that come as JSON: JSON Feed, and the posts of WordPress's own interface."""

from __future__ import annotations

from typing import Any

from model.captures import RawPage
from model.documents import Document, Kind, Link, Parsed
from model.errors import ParseError
from model.text import clean_line
from model.urls import clean_url, web_url
from parsers.dates.reading import read_moment
from parsers.decoding.bounds import load_json
from parsers.feeds.xml_feeds import MOST_ITEMS
from parsers.finishing import finished
from parsers.forums.discourse import is_topic, is_topics, parse_topic, parse_topics
from parsers.languages import language_of, language_tag
from parsers.tree.markup import plain_text

_LONGEST_SUMMARY = 2000


def parse_json(raw: RawPage, text: str) -> Parsed:
    """The document of a JSON Feed, of a list of WordPress posts, or of a topic or a list of topics of Discourse."""
    try:
        found = load_json(text.lstrip("\ufeff"))
    except ValueError as fault:
        raise ParseError(f"the page looks like JSON and cannot be read ({fault})", raw.url) from fault
    if isinstance(found, dict) and "jsonfeed.org" in str(found.get("version")):
        return _json_feed(raw, found)
    if isinstance(found, list) and all(isinstance(item, dict) and "link" in item for item in found):
        return _wordpress(raw, found)
    if is_topic(found):
        return parse_topic(found, raw)
    if is_topics(found):
        return parse_topics(found, raw)
    raise ParseError("JSON of no known form", raw.url)


def _json_feed(raw: RawPage, feed: dict[str, Any]) -> Parsed:
    items = [item for item in feed.get("items") or () if isinstance(item, dict)]
    links = tuple(link for item in items[:MOST_ITEMS] if (link := _feed_item(item, raw)))
    document = Document(
        url=raw.url,
        kind=Kind.FEED,
        parser="json-feed",
        title=clean_line(str(feed.get("title") or "")) or None,
        canonical_url=web_url(_text(feed.get("feed_url")), raw.url),
        language=language_tag(_text(feed.get("language"))) or _language(links) or raw.language,
        links=links,
        next_url=web_url(_text(feed.get("next_url")), raw.url) if feed.get("next_url") else None,
    )
    return finished(document, ())


def _feed_item(item: dict[str, Any], raw: RawPage) -> Link | None:
    told = _text(item.get("url")) or _text(item.get("external_url"))
    url = web_url(told, raw.url) if told else web_url(_text(item.get("id")))
    if url is None:
        return None
    summary = _text(item.get("summary")) or _text(item.get("content_text")) or _text(item.get("content_html"))
    return Link(
        url=clean_url(url),
        title=plain_text(_text(item.get("title"))) or None,
        published_at=read_moment(_text(item.get("date_published")), raw.zone),
        item_id=clean_line(_text(item.get("id"))) or None,
        summary=plain_text(summary)[:_LONGEST_SUMMARY] or None,
    )


def _wordpress(raw: RawPage, posts: list[dict[str, Any]]) -> Parsed:
    links = tuple(link for post in posts[:MOST_ITEMS] if (link := _post(post, raw)))
    document = Document(
        url=raw.url, kind=Kind.FEED, parser="wordpress", language=_language(links) or raw.language, links=links
    )
    return finished(document, ())


def _post(post: dict[str, Any], raw: RawPage) -> Link | None:
    url = web_url(_text(post.get("link")), raw.url)
    if url is None:
        return None
    universal = read_moment(f"{_text(post.get('date_gmt'))}Z")
    return Link(
        url=clean_url(url),
        title=plain_text(_rendered(post.get("title"))) or None,
        published_at=universal or read_moment(_text(post.get("date")), raw.zone),
        item_id=clean_line(_rendered(post.get("guid"))) or _text(post.get("id")) or None,
        summary=plain_text(_rendered(post.get("excerpt")))[:_LONGEST_SUMMARY] or None,
    )


def _rendered(value: object) -> str:
    """WordPress wraps text as {"rendered": …}."""
    return _text(value.get("rendered")) if isinstance(value, dict) else _text(value)


def _text(value: object) -> str:
    return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""


def _language(links: tuple[Link, ...]) -> str | None:
    return language_of(" ".join(link.title or "" for link in links[:30]))
