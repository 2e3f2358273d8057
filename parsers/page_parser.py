"""The base of all parsers of pages: whose pages each reads, what any page tells of itself, and lists."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from functools import cached_property
from typing import ClassVar

from model.documents import Document, Kind, Link, Parsed
from parsers import defaults
from parsers.account import Account
from parsers.fields import Field, address, by, head_address, meta_address
from parsers.finishing import finished
from parsers.listings.cards import Cards, card_links
from parsers.page import Page

_CAPITALS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class PageParser(ABC):
    """Reads pages of one sort. Fields are rules; a subclass replaces or extends them."""

    hosts: ClassVar[tuple[str, ...]] = ()
    hints: ClassVar[tuple[str, ...]] = ()  #: of which the markup of such pages holds one; none where nothing is known
    cards: ClassVar[Cards | None] = None  #: how lists show an article or a topic

    title: ClassVar[Field[str]]
    canonical_url: ClassVar[Field[str]] = head_address('link[rel="canonical"]') | meta_address("og:url")
    language: ClassVar[Field[str]] = by(defaults.declared_language, "html lang or og:locale or JSON-LD")
    next_url: ClassVar[Field[str]] = head_address('link[rel="next"]') | address('a[rel="next"]') | address("a.next")

    @classmethod
    def is_abstract(cls) -> bool:
        """Whether this class only serves to build others."""
        return False

    @cached_property
    def name(self) -> str:
        """The parser's name in documents: the class's, in lower case with underscores."""
        return _CAPITALS.sub("_", type(self).__name__).lower()

    @abstractmethod
    def fits(self, page: Page) -> bool:
        """Whether the page is one of this sort."""

    @abstractmethod
    def parse(self, page: Page) -> Parsed:
        """The document that a page holds, with how each field was read."""

    def links(self, page: Page) -> tuple[Link, ...]:
        """What the page lists, where its cards are known."""
        return card_links(page, self.cards) if self.cards else ()

    def page_number(self, page: Page) -> int:
        """Which page of its list this is."""
        return 1

    def following(self, number: int) -> Field[str]:
        """The address of the page after the one of a number."""
        return self.next_url

    def listing(self, page: Page, account: Account, links: tuple[Link, ...]) -> Parsed:
        """The list that the page is."""
        number = self.page_number(page)
        title, declared = account.read("title", self.title), account.read("language", self.language)
        document = Document(
            url=page.url,
            kind=Kind.LISTING,
            parser=self.name,
            title=title,
            canonical_url=account.read("canonical_url", self.canonical_url),
            language=defaults.language_for(declared, " ".join(link.title or "" for link in links), page.language),
            links=links,
            next_url=account.read("next_url", self.following(number)),
            page_number=number,
        )
        return finished(document, account.readings)
