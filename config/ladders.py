"""Ladders: where the links of a source are found, step by step."""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import quote_plus

from pydantic import field_validator, model_validator
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from config.addresses import WebUrl
from config.section import Section


class DiscoverKind(StrEnum):
    """Where links are found."""

    FEED = "feed"
    SITEMAP = "sitemap"
    LISTING = "listing"
    BOARD = "board"
    WORDPRESS = "wordpress"
    SEARCH = "search"
    PAGE = "page"


class Discover(Section):
    """One step of the ladder by which a source's links are found.

    Steps are tried in order and the first that yields is used. Pages are no step: each is visited in its own right.
    """

    kind: DiscoverKind
    """feed, sitemap, listing, board, wordpress, search or page."""
    url: WebUrl
    """The address to look at."""
    selector: str | None = None
    """For listings, boards and searches: a CSS selector for the links that count, or for the cards around them."""
    queries: tuple[str, ...] = ()
    """For a search: what is asked for, each put in the place of {query} in the address."""
    note: str | None = None
    """Why this step stands where it does."""

    @field_validator("selector")
    @classmethod
    def _selects(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                LexborHTMLParser("<a>").css(value)
            except SelectolaxError as error:
                raise ValueError("not a CSS selector") from error
        return value

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Discover:
        searches = self.kind is DiscoverKind.SEARCH
        if searches != ("{query}" in self.url) or searches != bool(self.queries):
            raise ValueError("a search has {query} in its address and `queries`; other steps have neither")
        if self.selector and self.kind not in _PAGES_OF_LINKS:
            raise ValueError("a selector is for listings, boards and searches")
        return self

    @property
    def listings(self) -> tuple[Discover, ...]:
        """The pages of a search, a listing each."""
        return tuple(
            Discover(
                kind=DiscoverKind.LISTING, url=self.url.replace("{query}", quote_plus(query)), selector=self.selector
            )
            for query in self.queries
        )


_PAGES_OF_LINKS = frozenset({DiscoverKind.LISTING, DiscoverKind.BOARD, DiscoverKind.SEARCH})
