"""What a feed says, whatever its format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from model.moments import Moment, Precision

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
    """One alert. `updated_at` is when we last learned something new of the story, `published` the outlet's own date."""

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

    @property
    def published_instant(self) -> datetime | None:
        """The publication as an instant; None where only the day is known, for a time is never made up."""
        if self.published is None or self.published.precision is Precision.DAY:
            return None
        return self.published.at

    @property
    def dates(self) -> str:
        """The dates in words, each for what it is."""
        seen = f"first seen {self.first_seen_at:%Y-%m-%d %H:%M} UTC"
        if self.published is None:
            return f"no publication date given; {seen}"
        if self.published_instant is None:
            return f"published {self.published.iso()} (day only); {seen}"
        return f"published {self.published.at:%Y-%m-%d %H:%M} UTC; {seen}"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed and its entries, the newest first. `self_url` is where this very feed is served, by format."""

    uid: str
    title: str
    home: str
    self_url: str
    updated_at: datetime
    entries: tuple[Entry, ...]
    generator: str = "Nightdesk"


def writable(text: str) -> str:
    """The text without characters that XML 1.0 forbids or discourages."""
    return _UNWRITABLE.sub("", text)
