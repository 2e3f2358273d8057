"""Standing: in what order the documents of a story came, and which of them stands first.

By what they say of their origin and of their time. Where that does not tell two apart, by what the others have of each:
what is cut and altered on its way loses words, and changes how they are written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property

from stories.provenance import Member, overlap_of, precedence, published_by, same_page
from stories.spellings import Spellings, favour, spellings

#: What is seen first is not first out where it was seen so little earlier: sources are looked at in turn.
_FOUND_TOGETHER = timedelta(days=1)
#: So many documents of a large story are compared.
_COMPARED = 12
#: Where more of a document is in one text than in the other by no more than this, it tells nothing.
_AS_MUCH = 0.06
#: Of two texts, of which so much of one is in the other, it is how they are written that tells.
_SAME_WORDS = 0.95


@dataclass(frozen=True, slots=True)
class Lead:
    """The document that stands first, and by uid what speaks against others that might have."""

    member: Member
    against: Mapping[str, str] = field(default_factory=dict)


def in_order(members: Sequence[Member]) -> list[Member]:
    """From the first to the last.

    Of versions of one page that were seen nobody knows when, the one comes first of which others have most: they copied
    what stood there.
    """
    ranked, left = sorted(members, key=precedence), on_shared_pages(members)
    for number, member in enumerate(ranked):
        if member.uid not in left:
            continue
        places = [number, *(n for n in range(number + 1, len(ranked)) if _untold(member, ranked[n]))]
        left -= {ranked[place].uid for place in places}
        if len(places) > 1:
            versions = sorted((ranked[n] for n in places), key=lambda one: -_carried(one, ranked[:_COMPARED]))
            for place, version in zip(places, versions, strict=True):
                ranked[place] = version
    return ranked


def on_shared_pages(members: Sequence[Member]) -> set[str]:
    """The uids of documents of whose page there may be other versions: where an address is unknown, of all."""
    pages = Counter(member.signature.page.address for member in members)
    return {member.uid for member in members if pages[None] or pages[member.signature.page.address] > 1}


def _untold(one: Member, other: Member) -> bool:
    """Whether two documents are versions of one page, and nothing they say tells which was the earlier."""
    return one.in_turn and other.in_turn and same_page(one, other) and precedence(one)[:3] == precedence(other)[:3]


def _carried(version: Member, among: Sequence[Member]) -> float:
    """How much of other pages' texts stands in a version, to the hundredth: less tells nothing."""
    return round(sum(overlap_of(other, version).mine for other in among if not same_page(other, version)), 2)


def leader(ordered: Sequence[Member]) -> Lead:
    """The document that stands first, of documents in order.

    That is the earliest published of those of the first rank. Where several say the same time, or none says when, it is
    the one for which the others speak against most of its rivals; then the one whose page has most versions, since who
    copies a text seldom works on it; then the first in order.
    """
    first = [member for member in ordered if _as_early(member, ordered[0])]
    rivals = _earliest_versions(first[:_COMPARED])
    if len(rivals) == 1:
        return Lead(rivals[0])
    witnesses = [_Witness(member) for member in ordered[:_COMPARED]]
    heard = [each for each in witnesses if any(each.member is rival for rival in rivals)]
    best = min(heard, key=lambda one: (-_won(one, heard, witnesses), -_versions(one, witnesses)))
    return Lead(best.member, _against(best, heard, witnesses))


def _as_early(one: Member, other: Member) -> bool:
    """Whether two documents of one rank say the same time or day, or say none and were seen within a day."""
    if precedence(one)[:2] != precedence(other)[:2]:
        return False
    told, beside = one.document.published_at, other.document.published_at
    if told and beside:
        return told == beside
    if told or beside:
        return published_by(one) == published_by(other)
    return one.in_turn or other.in_turn or abs(one.first_seen_at - other.first_seen_at) <= _FOUND_TOGETHER


def _earliest_versions(ordered: Sequence[Member]) -> list[Member]:
    kept: list[Member] = []
    for one in ordered:
        if not any(same_page(one, other) for other in kept):
            kept.append(one)
    return kept


class _Witness:
    """A document of the story with what it has of the others, each compared once."""

    def __init__(self, member: Member) -> None:
        self.member = member
        self._shares: dict[str, float] = {}

    def share(self, other: _Witness) -> float:
        """How much of its text is in another."""
        uid = other.member.uid
        if uid not in self._shares:
            self._shares[uid] = overlap_of(self.member, other.member).mine
        return self._shares[uid]

    @cached_property
    def written(self) -> Spellings:
        """How its words are written."""
        return spellings(self.member.document)


def _won(one: _Witness, rivals: Sequence[_Witness], witnesses: Sequence[_Witness]) -> int:
    """Against how many more of its rivals than for them the others speak."""
    spoken = (_speaks(one, other, witnesses) for other in rivals if other is not one)
    return sum((said > 0) - (said < 0) for said in spoken)


def _speaks(one: _Witness, other: _Witness, witnesses: Sequence[_Witness]) -> int:
    """For the first of two above 0, for the second below."""
    beside = [each for each in witnesses if each is not one and each is not other]
    if max(one.share(other), other.share(one)) < _SAME_WORDS:
        return _words(one, other, beside) or _writing(one, other, beside)
    return _writing(one, other, beside) or _words(one, other, beside)


def _words(one: _Witness, other: _Witness, beside: Sequence[_Witness]) -> int:
    differences = (each.share(one) - each.share(other) for each in beside)
    return sum((more > _AS_MUCH) - (more < -_AS_MUCH) for more in differences)


def _writing(one: _Witness, other: _Witness, beside: Sequence[_Witness]) -> int:
    return favour(one.written, other.written, (each.written for each in beside)) if beside else 0


def _versions(one: _Witness, witnesses: Sequence[_Witness]) -> int:
    return sum(same_page(one.member, each.member) for each in witnesses)


def _against(best: _Witness, rivals: Sequence[_Witness], witnesses: Sequence[_Witness]) -> dict[str, str]:
    """What is told of rivals with the same words: that the others write otherwise."""
    said = f"the others write as {best.member.outlet} does"
    alike = [each for each in rivals if each is not best and each.share(best) >= _SAME_WORDS]
    beside = [each for each in witnesses if each is not best]
    return {
        each.member.uid: said for each in alike if _writing(best, each, [one for one in beside if one is not each]) > 0
    }
