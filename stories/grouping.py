"""Grouping: what each document of a story is to the others.

The verdict depends on what is known of all of them and not on the order in which they came: a later-found original
takes the lead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from model.documents import Credit, Document, Kind, SourceCredit
from model.moments import Moment, Precision
from model.stories import Membership, Relation

#: Credits by which a page says that its text is another's, the plainest first.
_SAYS_SO = (Credit.REPRINT, Credit.ORIGINAL, Credit.AGENCY, Credit.CANONICAL)
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Member:
    """A document of a story, with what decides its place. `outlet` is its source's name."""

    uid: str
    outlet: str
    document: Document
    first_seen_at: datetime


def place(members: Sequence[Member]) -> dict[str, Membership]:
    """The place of each document of a story whose texts are equal, by uid."""
    first, *others = sorted(members, key=_precedence)
    places = {first.uid: _alone(first.document)}
    for other in others:
        relation = Relation.REPOST if other.document.kind is Kind.THREAD else Relation.COPY
        evidence = (f"same text as {first.outlet}", *_said(_credit(other.document)))
        places[other.uid] = Membership(relation, first.uid, 1.0, evidence)
    return places


def _precedence(member: Member) -> tuple[bool, bool, datetime, datetime, str]:
    """Who stands first: who names no other origin, an outlet before a forum, then by publication, then by sight."""
    document = member.document
    published = _latest(document.published_at)
    return _credit(document) is not None, document.kind is Kind.THREAD, published, member.first_seen_at, member.uid


def _latest(moment: Moment | None) -> datetime:
    """When it was published at the latest: a day without a clock time may have meant its end."""
    if moment is None:
        return _NEVER
    return moment.at + timedelta(days=1) if moment.precision is Precision.DAY else moment.at


def _alone(document: Document) -> Membership:
    """What a document is whose origin is not in the store: what it says of itself."""
    credit = _credit(document)
    if credit is None:
        return Membership(Relation.ORIGINAL)
    relation = Relation.REPOST if document.kind is Kind.THREAD else Relation.REPRINT
    return Membership(relation, evidence=_said(credit))


def _credit(document: Document) -> SourceCredit | None:
    return next((credit for kind in _SAYS_SO for credit in document.credits if credit.kind is kind), None)


def _said(credit: SourceCredit | None) -> tuple[str, ...]:
    if credit is None:
        return ()
    day = f", {credit.published_at.iso()}" if credit.published_at else ""
    return (f"says {credit.name or credit.said}{day}",)
