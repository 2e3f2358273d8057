"""Feeds: alerts as Atom 1.0, RSS 2.0 and JSON Feed 1.1."""

from alerts.feeds.atom import write_atom
from alerts.feeds.entry import Copy, Entry, Feed
from alerts.feeds.json_feed import write_json
from alerts.feeds.rss import write_rss

#: The writer and media type of each format.
FORMATS = {
    "atom": (write_atom, "application/atom+xml"),
    "rss": (write_rss, "application/rss+xml"),
    "json": (write_json, "application/feed+json"),
}

__all__ = ["FORMATS", "Copy", "Entry", "Feed", "write_atom", "write_json", "write_rss"]
