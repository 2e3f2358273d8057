"""RSS 2.0 (the RSS Advisory Board's specification 2.0.11)."""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from alerts.feeds.body import html_body
from alerts.feeds.entry import Entry, Feed, writable

_NAMESPACES = {"xmlns:atom": "http://www.w3.org/2005/Atom", "xmlns:dc": "http://purl.org/dc/elements/1.1/"}


def write_rss(feed: Feed) -> bytes:
    """The feed as an RSS document in UTF-8."""
    root = ET.Element("rss", {"version": "2.0", **_NAMESPACES})
    channel = ET.SubElement(root, "channel")
    _text(channel, "title", feed.title)
    _text(channel, "link", feed.home)
    _text(channel, "description", f"Alerts: {feed.title}")
    _text(channel, "lastBuildDate", _date(feed.updated_at))
    _text(channel, "generator", feed.generator)
    ET.SubElement(channel, "atom:link", rel="self", type="application/rss+xml", href=feed.self_url)
    for entry in feed.entries:
        _item(ET.SubElement(channel, "item"), entry)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _item(node: ET.Element, entry: Entry) -> None:
    _text(node, "title", entry.title)
    _text(node, "link", entry.url)
    _text(node, "guid", f"urn:uuid:{entry.uid}").set("isPermaLink", "false")
    if entry.published_instant:
        _text(node, "pubDate", _date(entry.published_instant))
    for name in entry.authors or (entry.outlet,):
        _text(node, "dc:creator", name)
    for tag in entry.tags:
        _text(node, "category", tag)
    _text(node, "description", html_body(entry))


def _date(at: datetime) -> str:
    return format_datetime(at.replace(microsecond=0), usegmt=True)


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    node = ET.SubElement(parent, name)
    node.text = writable(text)
    return node
