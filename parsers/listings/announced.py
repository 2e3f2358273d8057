"""The feeds and the language a page announces in its head."""

from __future__ import annotations

from dataclasses import dataclass

from model.captures import RawPage
from model.text import clean_line
from model.urls import web_url
from parsers.decoding.encoding import decode
from parsers.page import Page

_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")


@dataclass(frozen=True, slots=True)
class Announced:
    """What a front page says of its site. `feeds` are absolute, in the page's order, comment feeds last."""

    title: str | None
    language: str | None
    feeds: tuple[str, ...]


def announced(raw: RawPage) -> Announced:
    """What the head of a page announces: RSS and Atom autodiscovery by `link rel=alternate`."""
    page = Page(decode(raw.body, raw.content_type), url=raw.url)
    found: dict[str, bool] = {}
    for node in page.root.css("link[rel~=alternate][href]"):
        kind = (node.attributes.get("type") or "").partition(";")[0].strip().lower()
        url = web_url(node.attributes.get("href"), raw.url)
        if kind in _TYPES and url:
            found.setdefault(url, "comment" in url.lower() or "comment" in (node.attributes.get("title") or "").lower())
    site = page.metas.get("og:site_name") or tuple(node.text() for node in page.root.css("title")[:1])
    html = page.root.css_first("html")
    language = (html.attributes.get("lang") or "").partition("-")[0].lower() if html else ""
    return Announced(
        clean_line(site[0]) if site else None, language or None, tuple(sorted(found, key=found.__getitem__))
    )
