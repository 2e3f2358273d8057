"""OPML 2.0 in and out: lists of feeds, as feed readers exchange them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from lxml import etree

from alerts.feeds.entry import writable
from config.ladders import Discover, DiscoverKind
from config.sources import Source, SourceKind
from model.errors import NightdeskError
from model.text import clean_line
from model.urls import host_of, web_url


class OpmlError(NightdeskError):
    """The file is no OPML."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """An outline that makes no source, and why."""

    title: str
    reason: str


def read_opml(data: bytes) -> tuple[list[Source], list[Skipped]]:
    """A source for each host whose feeds an OPML file names, and what was left out. Nothing is fetched.

    Raises OpmlError. Entities are not resolved, nothing outside the file is read.
    """
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise OpmlError(str(error)) from error
    if etree.QName(root).localname != "opml":
        raise OpmlError(f"it is <{etree.QName(root).localname}>, and not <opml>")
    feeds: dict[str, list[tuple[str, str]]] = {}
    skipped: list[Skipped] = []
    for outline in root.iter("outline"):
        title = clean_line(outline.get("title") or outline.get("text") or "")
        address = outline.get("xmlUrl")
        url = web_url(address)
        if url is not None:
            feeds.setdefault(host_of(url), []).append((title or host_of(url), url))
        elif address:
            skipped.append(Skipped(title, f"{address!r} is no web address"))
    return [_source(host, found) for host, found in feeds.items()], skipped


def _source(host: str, found: list[tuple[str, str]]) -> Source:
    bare = re.sub(r"^(www|feeds?|rss)\.", "", host)
    return Source(
        id=re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:60] or "unnamed",
        name=found[0][0],
        kind=SourceKind.OUTLET,
        home=f"https://{bare}/",
        hosts=tuple(dict.fromkeys((host, bare, f"www.{bare}"))),
        discover=tuple(Discover(kind=DiscoverKind.FEED, url=url, note=title) for title, url in found),
    )


def write_opml(sources: Iterable[Source]) -> bytes:
    """The feeds of sources as OPML."""
    root = ET.Element("opml", version="2.0")
    ET.SubElement(ET.SubElement(root, "head"), "title").text = "Nightdesk sources"
    body = ET.SubElement(root, "body")
    for source in sources:
        for step in source.steps:
            if step.kind is DiscoverKind.FEED:
                told = {
                    "type": "rss",
                    "text": source.name,
                    "title": source.name,
                    "xmlUrl": step.url,
                    "htmlUrl": source.home,
                }
                ET.SubElement(body, "outline", {key: writable(value) for key, value in told.items()})
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"
