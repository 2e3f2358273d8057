"""Grouping: which story a new document joins, and as what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from model.documents import Credit, Document, Kind, SourceCredit
from model.stories import Membership, Relation

#: Credits by which a page says that its text is another's.
_SAYS_SO = (Credit.REPRINT, Credit.ORIGINAL, Credit.AGENCY, Credit.CANONICAL)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stored document that may be the same text: how much of the new text is found in it (0 to 1)."""

    uid: str
    source_name: str
    share: float


def decide(new: Document, candidates: Sequence[Candidate]) -> Membership:
    """The new document's place: beside the best candidate, or as the first of a story of its own.

    Candidates are in the order they were first seen; of equal shares the earliest counts.
    """
    credit = next((c for kind in _SAYS_SO for c in new.credits if c.kind is kind), None)
    said = _in_words(credit)
    if candidates:
        best = max(candidates, key=lambda candidate: candidate.share)
        relation = Relation.REPOST if new.kind is Kind.THREAD else Relation.COPY
        return Membership(relation, best.uid, best.share, (f"same text as {best.source_name}", *said))
    return Membership(_alone(new, credit), None, 0.0, said)


def _alone(new: Document, credit: SourceCredit | None) -> Relation:
    """What a document is whose origin is not in the store: what it says of itself."""
    if credit is None:
        return Relation.ORIGINAL
    return Relation.REPOST if new.kind is Kind.THREAD else Relation.REPRINT


def _in_words(credit: SourceCredit | None) -> tuple[str, ...]:
    if credit is None:
        return ()
    day = f", {credit.published_at.iso()}" if credit.published_at else ""
    return (f"says {credit.name or credit.said}{day}",)
