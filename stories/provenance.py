"""Provenance: which document of a story stands first, and what each says of its origin."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from model.agencies import agency_named
from model.documents import Credit, Document, Kind, SourceCredit
from model.moments import latest, out_by
from model.text import letters_only
from model.urls import url_key
from stories.overlaps import Overlap, Worth, weigh_texts
from stories.signatures import Signature

#: Credits by which a page says that its text is another's, the plainest first.
_SAYS_SO = (Credit.REPRINT, Credit.ORIGINAL, Credit.AGENCY, Credit.CANONICAL)
#: A text of which so much stands in another, and of which the other has so little, is an excerpt of it.
EXCERPT_MINE, EXCERPT_THEIRS = 0.4, 0.51
#: A text is a copy where all but so little of the original stands in it, and little else does …
_COPY_THEIRS, _COPY_MINE = 0.95, 0.75
#: … or, with what outlets print around a text, so much of both, nothing cut out of it or put in.
_FRAMED = 0.8


@dataclass(frozen=True, slots=True)
class Member:
    """A document of a story, with what decides its place. `outlet` is its source's name.

    `worth` is what its shingles count, where commonplaces in it are known. `in_turn` is for one of which nobody knows
    when it was seen: `first_seen_at` is then its turn in a list.
    """

    uid: str
    outlet: str
    document: Document
    first_seen_at: datetime
    signature: Signature
    worth: Worth | None = None
    in_turn: bool = False

    @property
    def is_thread(self) -> bool:
        """Whether it is a forum's."""
        return self.document.kind is Kind.THREAD


def overlap_of(one: Member, other: Member) -> Overlap:
    """How much of each of two documents stands in the other."""
    return weigh_texts(one.signature.shingles, other.signature.shingles, one.worth, other.worth)


def is_excerpt(found: Overlap) -> bool:
    """Whether the first of two texts is a part of the second."""
    return found.mine >= EXCERPT_MINE and found.theirs < EXCERPT_THEIRS


def is_copy(one: Member, other: Member, found: Overlap) -> bool:
    """Whether the first of two texts is the second over again, given their overlap."""
    if found.theirs >= _COPY_THEIRS and found.mine >= _COPY_MINE:
        return True
    return found.both >= _FRAMED and _is_unbroken(one, other) and _is_unbroken(other, one)


def _is_unbroken(one: Member, other: Member) -> bool:
    """Whether what a text shares with another stands in one piece: what was cut or altered has seams."""
    shared = set(other.signature.shingles)
    pieces = groupby(shingle in shared for shingle in one.signature.shingles)
    return sum(is_shared for is_shared, _ in pieces) == 1


def credit_of(member: Member) -> SourceCredit | None:
    """The plainest thing a document says of where its text comes from. An outlet that names itself says nothing."""
    strange = [credit for credit in member.document.credits if not _is_own(credit, member.outlet)]
    return next((credit for kind in _SAYS_SO for credit in strange if credit.kind is kind), None)


def _is_own(credit: SourceCredit, outlet: str) -> bool:
    """Whether a credit names the outlet it was read at; of some nothing but the host is known."""
    if not credit.name:
        return False
    return same_name(credit.name, outlet) or letters_only(credit.name) in outlet.casefold().split(".")


def named_among(member: Member, others: Sequence[Member]) -> Member | None:
    """The first of other outlets' documents that one says its text is from, by what it says plainest of any of them.

    A post that names the paper it was found in may carry that paper's line on its agency as well.
    """
    strange = [one for one in others if one.outlet != member.outlet]
    for kind in _SAYS_SO:
        named = [credit for credit in member.document.credits if credit.kind is kind]
        names = [credit.name for credit in named if credit.name]
        addresses = {url_key(credit.url) for credit in named if credit.url}
        found = next((one for one in strange if _is_named(one, names, addresses)), None) if named else None
        if found:
            return found
    return None


def _is_named(one: Member, names: Sequence[str], addresses: Collection[str]) -> bool:
    if any(same_name(name, one.outlet) for name in names):
        return True
    return bool(addresses and one.document.url) and url_key(one.document.url or "") in addresses


def same_name(one: str, other: str) -> bool:
    """Whether two names are one outlet's, or spell one agency."""
    agency = agency_named(one)
    if agency is not None and agency == agency_named(other):
        return True
    here, there = (letters_only(re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE)) for name in (one, other))
    return bool(here) and here == there


def said(credit: SourceCredit | None) -> tuple[str, ...]:
    """A credit as evidence."""
    if credit is None:
        return ()
    day = f", {credit.published_at.iso()}" if credit.published_at else ""
    return (f"says {credit.name or credit.said}{day}",)


def precedence(member: Member) -> tuple[bool, bool, datetime, datetime, str]:
    """Who stands first: an outlet before a forum, who names no other origin, then by publication, then by sight."""
    return member.is_thread, credit_of(member) is not None, published_by(member), member.first_seen_at, member.uid


def published_by(member: Member) -> datetime:
    """When a document was published at the latest: whatever it says, it was out when it was seen."""
    told = member.document.published_at
    return latest(told) if member.in_turn else out_by(told, member.first_seen_at)


def same_page(one: Member, other: Member) -> bool:
    """Whether two documents are versions of one page: one address, or where none is known, outlet and headline."""
    here, there = one.signature, other.signature
    if here.page.address and there.page.address:
        return here.page.address == there.page.address
    if not here.page.host or here.page.host != there.page.host or one.is_thread:
        return False
    return here.title != 0 and here.title == there.title
