"""A page as parsers see it: its tree, its metadata and where it came from, each read when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property, wraps
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from model.moments import Moment
from model.text import single_blanks
from model.urls import clean_url, host_of, web_url
from parsers.dates.customs import Customs
from parsers.discussions import is_discussion
from parsers.embedded.json_ld import LinkedData, read_linked_data
from parsers.embedded.metas import Metas
from parsers.embedded.states import States
from parsers.generic import select_blocks
from parsers.tree.chrome import without_chrome
from parsers.tree.elements import MENU, UNSCRIPTED
from parsers.tree.next_stories import next_stories
from parsers.tree.outline import Block, Outline, outline_of

_LITTLE_TEXT = 3000  #: characters, with feet
_MENUS_AND_UNSCRIPTED = frozenset({MENU, UNSCRIPTED})


T = TypeVar("T")


def once(find: Callable[[Page], T]) -> Callable[[Page], T]:
    """The same function, which looks at each page once: several rules ask it."""

    @wraps(find)
    def kept(page: Page) -> T:
        if find not in page.kept:
            page.kept[find] = find(page)
        found: T = page.kept[find]
        return found

    return kept


class Page:
    """One HTML page, given as text or in UTF-8.

    The tree is shared by all readers and never changed: they skip while reading, and no events follow.
    """

    def __init__(
        self,
        html: str | bytes,
        *,
        url: str | None = None,
        zone: str | None = None,
        language: str | None = None,
        chrome: frozenset[int] | None = None,
    ) -> None:
        self.html = html if isinstance(html, bytes) else html.encode("utf-8", "ignore")
        self.tree = LexborHTMLParser(self.html, options=LexborDocumentOptions.WO_EVENTS)
        self.url, self.zone, self.language, self.chrome = url, zone, language, chrome
        self.seen_at: datetime | None = None  #: when it was fetched, where that is known
        self.is_board = False  #: whether its source is known to be a board
        self.kept: dict[Callable[[Page], Any], Any] = {}  #: what was found by functions that look once

    @property
    def root(self) -> LexborNode:
        """The node that everything on the page is under."""
        root = self.tree.root
        if root is None:  # lexbor builds html, head and body for any input
            raise AssertionError("a parsed page has a root")
        return root

    @cached_property
    def host(self) -> str:
        """The host of the page's address in lower case, "" where it is unknown."""
        return host_of(self.url or "")

    @cached_property
    def segments(self) -> tuple[str, ...]:
        """The parts of the address's path: /harbour/2026/crane gives harbour, 2026, crane."""
        return tuple(part for part in unquote(urlsplit(self.url or "").path).split("/") if part)

    @cached_property
    def linked(self) -> LinkedData:
        """The page's JSON-LD, flattened."""
        return read_linked_data(node.text() for node in self.asked_always["script"])

    @cached_property
    def states(self) -> States:
        """The data that the page carries for its own scripts."""
        return States(self.root)

    @cached_property
    def metas(self) -> Metas:
        """The contents of the meta elements."""
        return Metas(self.asked_always["meta"])

    @cached_property
    def asked_always(self) -> dict[str, list[LexborNode]]:
        """The nodes that every page is asked for, by their tags: to go through the tree once for each costs twice."""
        found: dict[str, list[LexborNode]] = {"script": [], "meta": [], "h1": []}
        for node in self.root.css('script[type*="ld+json"], meta[content], h1'):
            found[node.tag or ""].append(node)
        return found

    @cached_property
    def customs(self) -> Customs:
        """How days are written where the page comes from."""
        return Customs(self.zone, self.root.attributes.get("lang"), self.meta("og:locale"), self.seen_at)

    @cached_property
    def outline(self) -> Outline:
        """The blocks of text of the page without its menus, with what they stand in.

        Where that is little, all is read: scripts may draw the page, and there be a text for readers without scripts;
        or a menu that is never closed may hold everything.
        """
        body = self.tree.body or self.root
        outline = outline_of(body, self.next_stories, unread=_MENUS_AND_UNSCRIPTED)
        if outline.size >= _LITTLE_TEXT or _size_of(body.css("nav, noscript")) <= outline.size:
            return outline
        whole = outline_of(body, self.next_stories, unread=frozenset())
        return whole if whole.size > 2 * outline.size else outline

    @cached_property
    def next_stories(self) -> frozenset[int]:
        """The elements that hold other stories below the page's own, by memory id."""
        headings = self.asked_always["h1"]
        if len(headings) <= 1 or self.is_discussion:
            return frozenset()
        window = self.root.css_first("title")  # icons have titles too
        return next_stories(headings, (window.text() if window else "", self.meta("og:title") or ""))

    @cached_property
    def found_blocks(self) -> tuple[Block, ...]:
        """The blocks of the page's main text, found without rules for its site and without having met it before."""
        return select_blocks(self.outline, discussion=self.is_discussion)

    @cached_property
    def main_blocks(self) -> tuple[Block, ...]:
        """The blocks of the page's main text, without the site's learned chrome."""
        return without_chrome(self.found_blocks, self.chrome or frozenset())

    @cached_property
    def is_discussion(self) -> bool:
        """Whether the page says that it is a thread of posts."""
        named = [self.meta("generator", "application-name")]
        for node in (self.root, self.tree.body):
            attributes = node.attributes if node else {}
            named += [attributes.get("id"), attributes.get("class")]
        return is_discussion(self.linked, " ".join(filter(None, named)), self.url or "", self.html)

    @cached_property
    def base(self) -> str | None:
        """What relative addresses on the page are relative to."""
        head = self.tree.head or self.root  # to look for it in the whole tree costs as much as all else in the head
        node = head.css_first("base[href]")
        return web_url(node.attributes.get("href"), self.url) if node else self.url

    def moment(self, text: str) -> Moment | None:
        """The moment that a text of the page tells, by the customs of its place."""
        return self.customs.moment(text, lambda: self.outline.blocks)

    def recent_moment(self, text: str) -> Moment | None:
        """The moment that a text of the page tells by how long before the fetch it was, and tells alone."""
        return self.customs.recent_moment(text, lambda: self.outline.blocks)

    def meta(self, *names: str) -> str | None:
        """The first content of the first of these metas that the page has."""
        for name in names:
            if contents := self.metas.get(name):
                return contents[0]
        return None

    def absolute(self, address: str | None) -> str | None:
        """An address of the page made absolute, None where it is none of the web."""
        return web_url(address, self.base) if address and address.strip() else None

    def absolute_place(self, address: str) -> str | None:
        """An address of the page made absolute, with its fragment and without what only this visitor was given."""
        path, _, fragment = address.partition("#")
        url = self.absolute(path) or (self.base if fragment else None)
        return clean_url(url) + (f"#{fragment}" if fragment else "") if url else None


def _size_of(nodes: list[LexborNode]) -> int:
    """The characters of the texts in some nodes."""
    return sum(len(single_blanks(node.text())) for node in nodes)
