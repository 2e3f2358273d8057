"""Pages that list others, without rules for their site: which links lead to articles."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from model.documents import Link
from model.moments import Moment
from model.text import clean_line
from model.urls import clean_url
from parsers.dates.reading import read_moment
from parsers.generic.places import in_chrome, senses_of
from parsers.generic.weights import reading_length
from parsers.listings.cards import MOST_LINKS
from parsers.listings.paid_boxes import boxes_paid_for
from parsers.page import Page

#: Sections, help, and at the end the archives of months and days.
_INDEX = re.compile(
    r"/(?:tags?|categor(?:y|ies)|topics?|authors?|profile|users?|members?|page|search|taxonomy|login|register|sign-?(?:in|up)|account|"
    r"about(?:-us)?|contact(?:-us)?|privacy(?:-policy)?|terms|help|info|newsletters?|subscribe|donate|jobs|careers|rss|feeds?|"
    r"pages|policies|legal|cookies?|advertis\w*|advertorials?|sponsored|partner-?content|share|sharer\.php|intent|"
    r"preference|sitemap)(?:/|$)|"
    r"/(?:19|20|25)\d\d/(?:\d\d?|(?:jan|feb|mar|apr|may|ju[nl]|aug|sep|oct|nov|dec)[a-z]{0,6})(?:/\d\d?)?/?$",
    re.IGNORECASE,
)
_DATED = re.compile(r"/(?:19|20)\d\d/(?:\d\d?|[a-z]{3})(?:/|-)|/(?:19|20)\d{6}/|(?:19|20)\d\d-\d\d-\d\d", re.IGNORECASE)
#: A number, or the identifier of a content system; in the name of a file that has figures among its letters.
_NUMBERED = re.compile(
    r"\d{5,}|/(?=\w*\d)(?=\w*[a-z])\w{10,}(?:/|$)|/(?=\w*[a-z]\d+[a-z])\w{10,}\.s?html?$", re.IGNORECASE
)
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|pdf|mp[34]|zip|xml|rss)$", re.IGNORECASE)
_REPLIES = re.compile(r"#(?:comments?|respond|disqus_thread|reply)\b", re.IGNORECASE)
_RANK = re.compile(r"^\d{1,2}[.)]?\s+(?=\D)")
_SHORT_LABEL, _LONG_LABEL, _FEWEST_DASHES = 12, 28, 3
_LONGEST_TITLE = 300
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_MOST_ANCHORS = 10_000  #: of a page that are looked at; honest lists have far fewer
_CARD_DEPTH, _CARD_LINKS, _MOST_DATED = 4, 4, 300


def article_links(page: Page) -> tuple[Link, ...]:
    """The links to articles on a page, each address once with its headline or its longest label, in order."""
    found: dict[str, tuple[tuple[bool, int], str, LexborNode]] = {}
    chrome = in_chrome(page.outline, senses_of(page.outline))
    paid = boxes_paid_for(page.outline)
    for anchor in page.outline.anchors[:_MOST_ANCHORS]:
        address = anchor.node.attributes.get("href") or ""
        url = None if chrome[anchor.frame] or anchor.frame in paid else page.absolute(address)
        if url is None or not _may_be_article(page, url) or _REPLIES.search(address):
            continue
        url, label = clean_url(url), _label(anchor.node)
        standing = (bool(label) and _is_headline(anchor.node), len(label))
        if url not in found or standing > found[url][0]:
            found[url] = (standing, label, anchor.node)
    chosen = [(url, label, node) for url, (_, label, node) in found.items() if _is_article(url, label)][:MOST_LINKS]
    return tuple(
        Link(url, label or None, _date_beside(page, node) if number < _MOST_DATED else None)
        for number, (url, label, node) in enumerate(chosen)
    )


def selected_links(page: Page, selector: str) -> tuple[Link, ...]:
    """The links that a selector picks, or the first within each card it picks, each address once, in order."""
    found: dict[str, Link] = {}
    for picked in page.root.css(selector)[:MOST_LINKS]:
        node = picked if picked.tag == "a" else picked.css_first("a[href]")
        url = page.absolute(node.attributes.get("href")) if node is not None else None
        if node is not None and url is not None:
            found.setdefault(clean_url(url), Link(clean_url(url), _label(node) or None, _date_beside(page, node)))
    return tuple(found.values())


def _label(node: LexborNode) -> str:
    """What the link says: its heading or its text without a rank before it, or its label for the blind."""
    heading = node.css_first(", ".join(_HEADINGS))
    line = clean_line((heading or node).text(separator=" ")) or clean_line(node.attributes.get("aria-label") or "")
    return _RANK.sub("", line)[:_LONGEST_TITLE]


def _is_headline(node: LexborNode) -> bool:
    """Whether a link holds a heading or stands in one, and does not merely lead on: Continue reading The Crane."""
    above = node.parent
    around = (above.tag, above.parent.tag if above.parent is not None else "") if above is not None else ()
    return not _HEADINGS.isdisjoint(around) or node.css_first(", ".join(_HEADINGS)) is not None


def _may_be_article(page: Page, url: str) -> bool:
    parts = urlsplit(url)
    if parts.path in ("", "/") or _FILE.search(parts.path) or _INDEX.search(parts.path):
        return False
    return parts.path.rstrip("/") != urlsplit(page.url or "").path.rstrip("/")


def tells_article(url: str) -> bool:
    """Whether an address speaks of one article: dated, numbered, or a headline in words, and of no index."""
    path = urlsplit(url).path
    return not _INDEX.search(path) and (bool(_DATED.search(path)) or _is_telling(path))


def _is_telling(path: str) -> bool:
    return bool(_NUMBERED.search(path)) or path.rstrip("/").rsplit("/", 1)[-1].count("-") >= _FEWEST_DASHES


def _is_article(url: str, label: str) -> bool:
    """Whether address and label together speak of an article: one of them clearly, the other not against it."""
    path, length = urlsplit(url).path, reading_length(label)
    if _DATED.search(path):
        return length >= _SHORT_LABEL or not label
    return length >= (_SHORT_LABEL if _is_telling(path) else _LONG_LABEL)


def _date_beside(page: Page, node: LexborNode) -> Moment | None:
    """The moment in the smallest box around a link that holds a time and few other links."""
    here = node.parent
    for _ in range(_CARD_DEPTH):
        if here is None or len(here.css("a[href]")) > _CARD_LINKS:
            return None
        if time := here.css_first("time"):
            shown = clean_line(time.text())
            return read_moment(time.attributes.get("datetime") or shown, page.zone) or page.recent_moment(shown)
        here = here.parent
    return None
