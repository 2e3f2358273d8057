"""What an archive holds: responses that can be read one at a time, none kept in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from model.captures import Capture

#: A response beyond this is not taken, in bytes, decoded.
MOST_BYTES = 50_000_000

_FAR_FUTURE = datetime.max.replace(tzinfo=UTC)


class Entry(NamedTuple):
    """One archived response: its name in the archive, its URL, and how to read it.

    `url` is as the archive says it; where that is no web address, no request finds the entry. `load` raises FetchError
    where the response cannot be had whole.
    """

    name: str
    url: str
    load: Callable[[], Capture]


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry and when it was captured, where that is told."""

    entry: Entry
    captured_at: datetime | None = None

    @property
    def order(self) -> tuple[datetime, str]:
        """The earliest first, those without an instant last, then by name."""
        return self.captured_at or _FAR_FUTURE, self.entry.name


def instant(text: str | None) -> datetime | None:
    """An ISO 8601 instant as aware UTC, None where there is none. Raises ValueError where it is no instant."""
    if not text:
        return None
    at = datetime.fromisoformat(text)
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
