"""Rematching: the stored history held against a watch anew, after the watch was changed.

Stored documents -> verdicts -> what differs from the stored matches -> written in batches. Nothing of it is news: its
alerts are late ones.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from crawler.revisits import next_look
from db.repositories.matches import Stored
from db.store import Store
from db.unit import UnitOfWork
from matching.watch import CompiledWatch
from matching.watchset import WatchSet
from model.stories import StoredDocument
from nightdesk.notices.newsroom import Newsroom
from nightdesk.notices.telling import Subject, tell_arrivals
from nightdesk.watches.watching import Hit, hit_of, subject_of_stored

#: So many changes are written in one transaction.
_BATCH = 100


@dataclass(frozen=True, slots=True)
class Change:
    """A stored document whose match differs from what the watch says now: `hit` is None where it has to go."""

    stored: StoredDocument
    hit: Hit | None
    before: Stored | None


@dataclass(frozen=True, slots=True)
class Rematch:
    """What differs between the stored matches of a watch and what it says now of the same documents."""

    documents: int
    same: int
    changes: tuple[Change, ...]

    @property
    def gained(self) -> tuple[StoredDocument, ...]:
        """Documents that match only now."""
        return tuple(change.stored for change in self.changes if change.before is None)

    @property
    def lost(self) -> tuple[StoredDocument, ...]:
        """Documents that match no more."""
        return tuple(change.stored for change in self.changes if change.hit is None)

    @property
    def altered(self) -> int:
        """How many match as before, by other words or with another score."""
        return len(self.changes) - len(self.gained) - len(self.lost)


def compare(uow: UnitOfWork, compiled: CompiledWatch) -> Rematch:
    """What would change if the history were matched anew."""
    watch_id, alone = compiled.watch.id, WatchSet([compiled])
    known = uow.matches.of(watch_id)
    changes: list[Change] = []
    documents = same = 0
    for stored in uow.reading.all():
        result = alone.matches(subject_of_stored(stored)).get(watch_id)
        change = Change(stored, hit_of(watch_id, result) if result else None, known.get(stored.uid))
        documents += 1
        if _differs(change):
            changes.append(change)
        else:
            same += result is not None
    return Rematch(documents, same, tuple(changes))


def _differs(change: Change) -> bool:
    if change.hit is None or change.before is None:
        return change.hit is not None or change.before is not None
    return change.before.score != change.hit.score or change.before.clauses != json.loads(
        json.dumps(change.hit.clauses)
    )


def rematch(store: Store, compiled: CompiledWatch, newsroom: Newsroom, at: datetime) -> tuple[Rematch, int]:
    """Brings the stored matches of a watch up to date; gives what changed and how many late alerts are new."""
    found = store.read(lambda uow: compare(uow, compiled))
    watch_id, alerts = compiled.watch.id, 0
    for start in range(0, len(found.changes), _BATCH):
        chunk = found.changes[start : start + _BATCH]
        alerts += store.write_now(partial(_write, watch_id=watch_id, changes=chunk, newsroom=newsroom, at=at))
    return found, alerts


def _write(uow: UnitOfWork, *, watch_id: str, changes: Sequence[Change], newsroom: Newsroom, at: datetime) -> int:
    return sum(_write_one(uow, watch_id, change, newsroom, at) for change in changes)


def _write_one(uow: UnitOfWork, watch_id: str, change: Change, newsroom: Newsroom, at: datetime) -> bool:
    """Writes a change down; tells whether it made an alert."""
    number = uow.matches.number(change.stored.uid)
    if number is None:
        return False  # pruned meanwhile
    if change.hit is None:
        uow.matches.remove(watch_id, number)
        return False
    since = change.before.matched_at if change.before else at
    uow.matches.put(watch_id, number, change.hit.score, list(change.hit.clauses), since)
    return change.before is None and _tell(uow, watch_id, change.stored, number, newsroom, at)


def _tell(
    uow: UnitOfWork, watch_id: str, stored: StoredDocument, number: int, newsroom: Newsroom, at: datetime
) -> bool:
    story = uow.stories.of(stored.uid)
    look_at = next_look(stored.first_seen_at, at)
    if look_at is not None:
        uow.looks.set_next(number, look_at)
    if story is None:
        return False
    subject = Subject(number, stored.uid, stored.source_id, story)
    return bool(tell_arrivals(uow, newsroom, subject, [watch_id], at, "late"))
