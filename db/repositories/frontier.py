"""The frontier: discovered links, each once, waiting to be fetched."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, or_, select, update

from db.columns import moment, moment_columns
from db.tables import link
from db.upsert import change, insert_new
from model.documents import Link

#: Keys asked for at once: databases take so many values in one statement and no more, and lists have more.
_PAGE = 5000
_LONGEST_WAIT = timedelta(days=2)


class LinkState(StrEnum):
    """Where a link stands."""

    NEW = "new"  #: waiting to be fetched
    DONE = "done"  #: read into a document
    OTHER = "other"  #: fetched, and no article: a listing, a feed, an empty page
    FAILED = "failed"  #: given up


@dataclass(frozen=True, slots=True)
class FrontierLink:
    """A link with its key, and where and when it was found."""

    url_key: str
    link: Link
    found_in: str | None
    attempts: int = 0
    found_at: datetime | None = None


class Frontier:
    """The frontier on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, source_id: str, links: Sequence[FrontierLink], now: datetime) -> int:
        """Adds the links not met before; gives how many were new."""
        known = self.known({entry.url_key for entry in links})  # most lists hold what they held before
        fresh = [_row(source_id, entry, now) for entry in links if entry.url_key not in known]
        return sum(insert_new(self._connection, link, row, ["url_key"]) for row in fresh)

    def known(self, url_keys: Collection[str]) -> set[str]:
        """Which of these keys were met before."""
        keys, found = list(url_keys), set[str]()
        for start in range(0, len(keys), _PAGE):
            found.update(self._connection.execute(_KNOWN, {"keys": keys[start : start + _PAGE]}).scalars())
        return found

    def addresses(self, url_keys: Collection[str]) -> dict[str, str]:
        """The addresses of links by their keys, those that were met before."""
        return {row.url_key: row.url for row in self._connection.execute(_ADDRESSES, {"keys": list(url_keys)})}

    def move(self, url_key: str, url: str) -> None:
        """Gives a link another address."""
        change(self._connection, link, "url_key", url_key, url=url)

    def due(self, source_id: str, now: datetime, limit: int) -> list[FrontierLink]:
        """Links to fetch now, newest first by what their list said.

        One that was to wait for longer than any does was put off before the clock was put back.
        """
        given = {"of": source_id, "now": now, "beyond": now + _LONGEST_WAIT, "most": limit}
        return [_entry(row) for row in self._connection.execute(_DUE, given)]

    def waiting(self, source_id: str) -> int:
        """How many links of a source wait."""
        query = (
            select(func.count()).select_from(link).where(link.c.source_id == source_id, link.c.state == LinkState.NEW)
        )
        return self._connection.execute(query).scalar_one()

    def settle(self, url_key: str, state: LinkState, outcome: str, reason: str | None) -> None:
        """Writes down how a link ended."""
        row = {"state": state.value, "outcome": outcome, "reason": reason, "next_at": None}
        change(self._connection, link, "url_key", url_key, **row)

    def postpone(self, url_key: str, outcome: str, reason: str, next_at: datetime, *, counted: bool = True) -> None:
        """Leaves a link for a later try; this one counts, or does not."""
        row = {"attempts": link.c.attempts + int(counted), "outcome": outcome, "reason": reason, "next_at": next_at}
        self._connection.execute(update(link).where(link.c.url_key == url_key).values(**row))


_KNOWN = select(link.c.url_key).where(link.c.url_key.in_(bindparam("keys", expanding=True)))
_ADDRESSES = select(link.c.url_key, link.c.url).where(link.c.url_key.in_(bindparam("keys", expanding=True)))
_DUE = (
    select(link)
    .where(
        link.c.source_id == bindparam("of"),
        link.c.state == LinkState.NEW.value,
        or_(link.c.next_at.is_(None), link.c.next_at <= bindparam("now"), link.c.next_at > bindparam("beyond")),
    )
    .order_by(link.c.attempts, link.c.published_at.desc().nulls_last(), link.c.id)
    .limit(bindparam("most"))
)


def _row(source_id: str, entry: FrontierLink, now: datetime) -> dict[str, object]:
    said = entry.link
    return {
        "source_id": source_id,
        "url_key": entry.url_key,
        "url": said.url,
        "title": said.title,
        "item_id": said.item_id,
        "found_in": entry.found_in,
        "found_at": now,
        "state": LinkState.NEW.value,
        "attempts": 0,
        **moment_columns("published", said.published_at),
    }


def _entry(row: Row[Any]) -> FrontierLink:
    said = Link(row.url, row.title, moment(row.published_at, row.published_precision), row.item_id)
    return FrontierLink(row.url_key, said, row.found_in, row.attempts, row.found_at)
