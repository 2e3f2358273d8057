"""Grouping: what each document of a story is to the others.

The verdict depends on what is known of all of them and not on the order in which they came: a later-found original
takes the lead.
"""

from __future__ import annotations

from collections.abc import Sequence

from model.stories import Membership, Relation
from stories.overlaps import Overlap
from stories.provenance import Member, credit_of, is_excerpt, overlap_of, precedence, said, same_page

#: A text is a copy where all but so little of the original stands in it, and little else does.
_COPY_THEIRS, _COPY_MINE = 0.95, 0.75
#: A text of which so much stands in another was not cut anywhere but at its ends …
_UNBROKEN = 0.995
#: … and is a copy where the other has no more than what outlets print around a text.
_UNBROKEN_THEIRS = 0.9
#: Of documents that hold as much as the fullest but for so little, the first seen stands first.
_AS_MUCH = 0.98
#: An earlier version of the same page, or the same words, need hold only so much.
_MUCH = 0.8
#: So many documents of a large story are compared for who holds most.
_COMPARED = 12


def place(members: Sequence[Member]) -> dict[str, Membership]:
    """The place of each document of a story, by uid."""
    lead = leader(members)
    places = {lead.uid: _alone(lead)}
    for member in members:
        if member.uid != lead.uid:
            places[member.uid] = _beside(member, _model(member, lead, members))
    return places


def leader(members: Sequence[Member]) -> Member:
    """The document that stands first.

    That is the earliest published of those of the first rank. Where several say the same time, or none says when, it is
    the one that holds most of what the others have: what is cut and altered on its way loses words.
    """
    ranked = sorted(members, key=precedence)
    first = [member for member in ranked if precedence(member)[:3] == precedence(ranked[0])[:3]]
    if len(first) == 1:
        return ranked[0]
    compared = ranked[:_COMPARED]
    held = {one.uid: sum(overlap_of(other, one).mine for other in compared) for one in first[:_COMPARED]}
    fullest = next(one for one in first if held[one.uid] >= _AS_MUCH * max(held.values()))
    alike = (one for one in first if held.get(one.uid, 0.0) >= _MUCH * held[fullest.uid])
    return next(one for one in alike if one is fullest or same_page(one, fullest) or _are_copies(one, fullest))


def _are_copies(one: Member, other: Member) -> bool:
    """Whether one of two texts may be what the other copies: neither lacks much, or all of it stands there unbroken.

    What was cut in the middle has a seam, words beside each other that are not so in the other.
    """
    found = overlap_of(one, other)
    return found.both >= _COPY_THEIRS or (found.mine >= _UNBROKEN and found.theirs >= _COPY_MINE)


def _model(member: Member, lead: Member, members: Sequence[Member]) -> Member:
    """The document that a member is related to: an earlier version of its own page, else the one that stands first."""
    versions = [one for one in members if one is not member and same_page(one, member)]
    earlier = [one for one in versions if one is lead or one.first_seen_at < member.first_seen_at]
    return min(earlier, key=precedence) if earlier else lead


def _alone(member: Member) -> Membership:
    """What a document is whose origin is not in the store: what it says of itself."""
    credit = credit_of(member.document)
    if credit is None:
        return Membership(Relation.ORIGINAL)
    return Membership(Relation.REPOST if member.is_thread else Relation.REPRINT, evidence=said(credit))


def _beside(member: Member, model: Member) -> Membership:
    found = overlap_of(member, model)
    share = round(min(found.mine, 1.0), 3)
    return Membership(_relation(member, model, found), model.uid, share, _evidence(member, model, found))


def _relation(member: Member, model: Member, found: Overlap) -> Relation:
    if same_page(member, model) and (member.signature.page.address or not _is_copy(found)):
        return Relation.REVISION
    if member.is_thread:
        return Relation.REPOST
    if is_excerpt(found):
        return Relation.EXCERPT
    return Relation.COPY if _is_copy(found) else Relation.REPRINT


def _is_copy(found: Overlap) -> bool:
    if found.mine >= _UNBROKEN:
        return found.theirs >= _UNBROKEN_THEIRS
    return found.theirs >= _COPY_THEIRS and found.mine >= _COPY_MINE


def _evidence(member: Member, model: Member, found: Overlap) -> tuple[str, ...]:
    if member.signature.exact == model.signature.exact:
        words = f"same text as {model.outlet}"
    else:
        words = f"{found.mine:.0%} of its text is in {model.outlet}, {found.theirs:.0%} of that in it"
    page = ("same page",) if same_page(member, model) else ()
    return (words, *page, *said(credit_of(member.document)))
