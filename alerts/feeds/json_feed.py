"""JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json

from alerts.feeds.body import html_body
from alerts.feeds.entry import Entry, Feed, writable
from model.moments import iso_instant


def write_json(feed: Feed) -> bytes:
    """The feed as JSON in UTF-8."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": writable(feed.title),
        "home_page_url": feed.home,
        "feed_url": feed.self_url,
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _item(entry: Entry) -> dict[str, object]:
    said = {
        "id": f"urn:uuid:{entry.uid}",
        "url": writable(entry.url),
        "title": writable(entry.title),
        "content_html": html_body(entry),
        "date_published": iso_instant(entry.published_instant) if entry.published_instant else None,
        "date_modified": iso_instant(entry.updated_at),
        "authors": [{"name": writable(name)} for name in entry.authors or (entry.outlet,)],
        "language": entry.language,
        "tags": [writable(tag) for tag in entry.tags],
        "image": entry.image,
    }
    return {key: value for key, value in said.items() if value}
