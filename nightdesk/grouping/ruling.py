"""Ruling: what ties the documents of a story, and what a person says against it or beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from db.unit import UnitOfWork
from model.stories import StoredDocument
from nightdesk.grouping.gathering import settle
from nightdesk.notices.newsroom import Newsroom
from nightdesk.notices.telling import tell_parted
from stories.ties import Firmness


@dataclass(frozen=True, slots=True)
class Evidence:
    """What ties two documents, by their identifiers, in words."""

    one: str
    other: str
    firmness: str
    strength: float
    said: str


def why(uow: UnitOfWork, story: Sequence[StoredDocument]) -> list[Evidence]:
    """What ties each two documents of a story, the firmest first."""
    uids = {number: uid for uid, number in uow.fingerprints.numbers([each.uid for each in story]).items()}
    rows = [row for row in uow.fingerprints.ties(uids) if row.one in uids and row.other in uids]
    said = [row for row in uow.fingerprints.rulings(uids) if row.together and row.one in uids and row.other in uids]
    found = [
        Evidence(uids[row.one], uids[row.other], Firmness(row.firmness).name.lower(), row.strength, row.evidence)
        for row in sorted(rows, key=lambda row: (-row.firmness, -row.strength))
    ]
    hand = [Evidence(uids[row.one], uids[row.other], "hand", 1.0, "somebody said so") for row in said]
    return [*hand, *found]


def split(
    uow: UnitOfWork, out: StoredDocument, story: Sequence[StoredDocument], newsroom: Newsroom, at: datetime
) -> None:
    """Takes a document out of a story for good; what is a story of its own now is told as one, unless it was before."""
    numbers = uow.fingerprints.numbers([each.uid for each in story])
    for uid, number in numbers.items():
        if uid != out.uid:
            uow.fingerprints.rule(numbers[out.uid], number, together=False, at=at)
    settle(uow, numbers[out.uid], newsroom.names, at, numbers.values())
    parted = {uow.stories.get(each.uid) for each in story}
    tell_parted(uow, newsroom, sorted(parted), at)


def merge(uow: UnitOfWork, one: StoredDocument, other: StoredDocument, names: Mapping[str, str], at: datetime) -> None:
    """Makes one story of two for good; that they were once said to be apart is forgotten."""
    here, there = ({each.uid for each in uow.reading.story(side.story_uid)} for side in (one, other))
    numbers = uow.fingerprints.numbers(here | there)
    for row in uow.fingerprints.rulings(numbers.values()):
        if not row.together and {row.one, row.other} <= set(numbers.values()):
            uow.fingerprints.unrule(row)
    uow.fingerprints.rule(numbers[one.uid], numbers[other.uid], together=True, at=at)
    settle(uow, numbers[one.uid], names, at)
