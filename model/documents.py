"""Documents: what a parser read from a page, and nothing the page did not say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from model.moments import Moment


class Kind(StrEnum):
    """What sort of page a document was read from."""

    ARTICLE = "article"
    THREAD = "thread"
    LISTING = "listing"
    FEED = "feed"
    UNKNOWN = "unknown"


class Credit(StrEnum):
    """How a page refers to the origin of its text."""

    CANONICAL = "canonical"  #: rel=canonical or og:url, pointing elsewhere
    ORIGINAL = "original"  #: "Original url:", "Source:", a link marked as source
    AGENCY = "agency"  #: a wire agency in the byline or dateline
    REPRINT = "reprint"  #: "first published by", an outlet named as the origin
    QUOTE = "quote"  #: a quoted post or article


@dataclass(frozen=True, slots=True)
class SourceCredit:
    """A piece of evidence about where a text comes from, with the words seen."""

    kind: Credit
    said: str
    url: str | None = None
    name: str | None = None
    published_at: Moment | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """One post of a thread: its own text, without quotes and signature."""

    author: str | None
    posted_at: Moment | None
    permalink: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A URL that a listing, feed, sitemap or board names, with what it said of it."""

    url: str
    title: str | None = None
    published_at: Moment | None = None
    item_id: str | None = None  #: the feed's guid or Atom id
    summary: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What a page says: an article, a thread of posts, or a list of links.

    `text` is paragraphs joined by blank lines; a thread's is the first post's of page 1. `posts` is for threads,
    `links` for listings and feeds. `completeness` runs from 0 (nothing found) to 1 (every field of its kind found);
    `partial` is why the text is not the whole article, in words, where the page shows that it is not.
    """

    url: str | None
    kind: Kind
    parser: str
    title: str | None = None
    canonical_url: str | None = None
    authors: tuple[str, ...] = ()
    published_at: Moment | None = None
    modified_at: Moment | None = None
    language: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    image: str | None = None
    text: str = ""
    completeness: float = 0.0
    partial: str | None = None
    credits: tuple[SourceCredit, ...] = ()
    posts: tuple[Post, ...] = ()
    links: tuple[Link, ...] = ()
    next_url: str | None = None  #: the next page of a thread, listing or feed
    page_number: int = 1  #: which page of its thread or listing this is


@dataclass(frozen=True, slots=True)
class Reading:
    """How one field was read: the rule that won, the value as shown, the rules that missed before it."""

    field: str
    rule: str | None
    value: str
    missed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document with the account of how each of its fields was read.

    `fingerprints` are those of the page's blocks, where what repeats on the site's pages was left to be learned.
    """

    document: Document
    readings: tuple[Reading, ...] = ()
    fingerprints: tuple[int, ...] = ()
