"""Browsing: which stories a reader asks for, and as much of each as a list shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from model.moments import Moment


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a story stands in the list: when it was first stored, and its number. What comes later never moves it."""

    at: datetime
    number: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which stories: those with a document of a watch, source, language and relation, first stored in a span of time.

    `until` is not included. `unread`, `flagged` and `label` are the marks of `account`.
    """

    watch: str | None = None
    source: str | None = None
    language: str | None = None
    relation: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    account: str = ""
    unread: bool = False
    flagged: bool = False
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A page of stories by number and place, the newest first.

    `after` is where the next page begins, None where there is none. A page with few stories and an `after` was ended
    because so many were looked at in vain.
    """

    stories: tuple[Place, ...]
    after: Place | None = None


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A document as a list of stories shows it."""

    number: int
    uid: str
    source_id: str
    kind: str
    url: str
    title: str | None
    language: str | None
    relation: str
    of: str | None
    share: float
    published: Moment | None
    first_seen_at: datetime
    version: int
    gone_at: datetime | None
    watches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a story is told: a watch, the document that met it, the clauses as they were stored, and the text."""

    watch_id: str
    document: str
    title: str | None
    text: str
    clauses: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """What a reader did with a story."""

    read_at: datetime | None = None
    flagged_at: datetime | None = None
    labels: tuple[str, ...] = ()
    notes: int = 0


@dataclass(frozen=True, slots=True)
class ListedStory:
    """A story as a list shows it: the document that leads it first, the others as they came out.

    `count` counts documents, of which at most a few dozen are here.
    """

    place: Place
    uid: str
    documents: tuple[ListedDocument, ...]
    count: int
    reason: Reason | None = None
    marks: Marks = field(default_factory=Marks)

    @property
    def lead(self) -> ListedDocument:
        """The document that stands first."""
        return self.documents[0]

    @property
    def watches(self) -> tuple[str, ...]:
        """The watches that any of its documents met."""
        return tuple(dict.fromkeys(watch for each in self.documents for watch in each.watches))


@dataclass(frozen=True, slots=True)
class ListedCapture:
    """A kept response without its body: which version of which document was read from it, and its hashes."""

    id: int
    document: str
    version: int
    url: str
    status: int
    size: int
    sha256: str
    chain: str
    requested_at: datetime
    fetched_at: datetime
    pruned: bool


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote about a story."""

    id: int
    account: str
    text: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that somebody keeps: its address, its name, and what is asked for, as it stands in an address."""

    slug: str
    account: str
    title: str
    wish: Mapping[str, str]
    created_at: datetime
