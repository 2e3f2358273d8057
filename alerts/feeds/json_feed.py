"""JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from functools import lru_cache

from alerts.feeds.body import html_body
from alerts.feeds.entry import Entry, Feed, address, writable
from alerts.feeds.markup import KEPT
from model.moments import iso_instant


def write_json(feed: Feed) -> bytes:
    """The feed as JSON in UTF-8."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.shown_title,
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
        "url": address(entry.url),
        "title": entry.shown_title,
        "content_html": html_body(entry),
        "date_published": iso_instant(entry.published_instant) if entry.published_instant else None,
        "date_modified": iso_instant(entry.updated_at),
        "authors": [{"name": name} for name in entry.names],
        "language": entry.language_tag,
        "tags": entry.categories,
        "image": address(entry.image),
        "_nightdesk": {
            "first_seen_at": iso_instant(entry.first_seen_at),
            "published": entry.published.iso() if entry.published else None,
            "gone_at": iso_instant(entry.gone_at) if entry.gone_at else None,
            "copies": [
                {
                    "outlet": writable(copy.outlet),
                    "relation": copy.relation,
                    "url": address(copy.url),
                    "gone": copy.gone,
                }
                for copy in entry.copies
            ],
        },
    }
    return {key: value for key, value in said.items() if value}
