"""Times that lie ahead of the page that tells them: a clock set wrong, an event, a year mistyped. They are refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from model.documents import Document
from model.moments import Moment

#: It is tomorrow already somewhere, servers write their own hour as if it were UTC, and papers are dated ahead.
_ALLOWED = timedelta(days=2)


def not_ahead(at: Moment | None, seen_at: datetime | None) -> Moment | None:
    """The moment, None where it lies ahead of the instant at which the page was seen; any where that is not known."""
    return None if at is not None and seen_at is not None and at.at > seen_at + _ALLOWED else at


def without_times_ahead(document: Document, seen_at: datetime | None) -> Document:
    """The document without any time of its own, its posts and its links that lies ahead; itself where none does."""
    if seen_at is None or not any(at.at > seen_at + _ALLOWED for at in _times(document)):
        return document
    return replace(
        document,
        published_at=not_ahead(document.published_at, seen_at),
        modified_at=not_ahead(document.modified_at, seen_at),
        posts=tuple(replace(post, posted_at=not_ahead(post.posted_at, seen_at)) for post in document.posts),
        links=tuple(replace(link, published_at=not_ahead(link.published_at, seen_at)) for link in document.links),
    )


def _times(document: Document) -> Iterator[Moment]:
    own = (document.published_at, document.modified_at)
    told = (*own, *(post.posted_at for post in document.posts), *(link.published_at for link in document.links))
    return filter(None, told)
