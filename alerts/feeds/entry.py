"""What a feed says, whatever its format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from alerts.dates import dates, instant_of
from model.moments import Moment

#: What XML 1.0 cannot carry (§2.2), and lone surrogates, which UTF-8 cannot.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u007f-\u0084\u0086-\u009f]")


@dataclass(frozen=True, slots=True)
class Copy:
    """One document of a story: where it stands and how it relates to the first."""

    outlet: str
    relation: str
    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One alert. `updated_at` is when we last learned something new of the story, `published` the outlet's own date.

    `marks` are words to be marked in the excerpt: those that met the watch.
    """

    uid: str
    title: str
    url: str
    outlet: str
    published: Moment | None
    first_seen_at: datetime
    updated_at: datetime
    excerpt: str
    authors: tuple[str, ...] = ()
    language: str | None = None
    tags: tuple[str, ...] = ()
    image: str | None = None
    copies: tuple[Copy, ...] = ()
    marks: tuple[str, ...] = ()

    @property
    def published_instant(self) -> datetime | None:
        """The publication as an instant; None where only the day is known, for a time is never made up."""
        return instant_of(self.published)

    @property
    def dates(self) -> str:
        """The dates in words, each for what it is."""
        return dates(self.published, self.first_seen_at)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed and its entries, the newest first. `self_url` is where this very document is served.

    `links` are its neighbours by relation (RFC 5005), `archive` says that it is an archive document, which gets no new
    entries; `hub` is where changes are announced (WebSub).
    """

    uid: str
    title: str
    home: str
    self_url: str
    updated_at: datetime
    entries: tuple[Entry, ...]
    generator: str = "Nightdesk"
    links: tuple[tuple[str, str], ...] = ()
    archive: bool = False
    hub: str | None = None

    @property
    def relations(self) -> tuple[tuple[str, str], ...]:
        """Every link of the feed that is the same in every format but its own address and home."""
        return (*self.links, ("hub", self.hub)) if self.hub else self.links


def writable(text: str) -> str:
    """The text without characters that XML 1.0 forbids or discourages."""
    return text if text.isprintable() else _UNWRITABLE.sub("", text)  # what is printable is quickly seen to be so
