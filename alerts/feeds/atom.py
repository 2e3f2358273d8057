"""Atom 1.0 (RFC 4287)."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from alerts.feeds.body import html_body
from alerts.feeds.entry import Entry, Feed, writable
from model.moments import iso_instant

_ATOM = "http://www.w3.org/2005/Atom"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def write_atom(feed: Feed) -> bytes:
    """The feed as an Atom document in UTF-8."""
    root = ET.Element("feed", {"xmlns": _ATOM})
    _text(root, "id", f"urn:uuid:{feed.uid}")
    _text(root, "title", feed.title)
    _text(root, "updated", iso_instant(feed.updated_at))
    ET.SubElement(root, "link", rel="self", type="application/atom+xml", href=feed.self_url)
    ET.SubElement(root, "link", rel="alternate", type="text/html", href=feed.home)
    _text(root, "generator", feed.generator)
    _text(ET.SubElement(root, "author"), "name", feed.generator)
    for entry in feed.entries:
        _entry(ET.SubElement(root, "entry"), entry)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _entry(node: ET.Element, entry: Entry) -> None:
    if entry.language:
        node.set(_XML_LANG, entry.language)
    _text(node, "id", f"urn:uuid:{entry.uid}")
    _text(node, "title", entry.title)
    _text(node, "updated", iso_instant(entry.updated_at))
    if entry.published_instant:
        _text(node, "published", iso_instant(entry.published_instant))
    ET.SubElement(node, "link", rel="alternate", type="text/html", href=writable(entry.url))
    for copy in entry.copies:
        ET.SubElement(
            node, "link", rel="related", href=writable(copy.url), title=writable(f"{copy.relation}: {copy.outlet}")
        )
    for name in entry.authors or (entry.outlet,):
        _text(ET.SubElement(node, "author"), "name", name)
    for tag in entry.tags:
        ET.SubElement(node, "category", term=writable(tag))
    _text(node, "content", html_body(entry)).set("type", "html")


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    node = ET.SubElement(parent, name)
    node.text = writable(text)
    return node
