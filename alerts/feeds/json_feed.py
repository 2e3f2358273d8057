"""JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from functools import lru_cache

from alerts.feeds.body import html_body
from alerts.feeds.entry import Entry, Feed, writable
from alerts.feeds.markup import KEPT
from model.moments import iso_instant
from model.urls import web_url


def write_json(feed: Feed) -> bytes:
    """The feed as JSON in UTF-8."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": writable(feed.title),
        "home_page_url": feed.home,
        "feed_url": feed.self_url,
        "next_url": dict(feed.links).get("next") or dict(feed.links).get("prev-archive"),
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else None,
    }
    head = json.dumps({key: value for key, value in document.items() if value is not None}, ensure_ascii=False)
    return f'{head[:-1]}, "items": [{", ".join(map(_written, feed.entries))}]}}'.encode()


@lru_cache(maxsize=KEPT)
def _written(entry: Entry) -> str:
    """An item, kept as it was written: of a feed that grows most items stay as they are."""
    return json.dumps(_item(entry), ensure_ascii=False)


def _item(entry: Entry) -> dict[str, object]:
    said = {
        "id": f"urn:uuid:{entry.uid}",
        "url": web_url(entry.url),
        "title": writable(entry.title),
        "content_html": html_body(entry),
        "date_published": iso_instant(entry.published_instant) if entry.published_instant else None,
        "date_modified": iso_instant(entry.updated_at),
        "authors": [{"name": writable(name)} for name in entry.authors or (entry.outlet,)],
        "language": entry.language,
        "tags": [writable(tag) for tag in entry.tags],
        "image": web_url(entry.image),
        "_nightdesk": {
            "first_seen_at": iso_instant(entry.first_seen_at),
            "published": entry.published.iso() if entry.published else None,
            "copies": [
                {"outlet": writable(copy.outlet), "relation": copy.relation, "url": web_url(copy.url)}
                for copy in entry.copies
            ],
        },
    }
    return {key: value for key, value in said.items() if value}
