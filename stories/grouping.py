"""Grouping: what each document of a story is to the others.

The verdict depends on what is known of all of them and not on the order in which they came: a later-found original
takes the lead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from model.stories import Membership, Relation
from stories.overlaps import Overlap
from stories.provenance import (
    Member,
    credit_of,
    is_copy,
    is_excerpt,
    named_among,
    overlap_of,
    precedence,
    said,
    same_page,
)
from stories.standing import in_order, leader, on_shared_pages

#: So many documents of a large story are looked at for the one that another names, the first ones.
_LOOKED_AT = 40


def place(members: Sequence[Member]) -> dict[str, Membership]:
    """The place of each document of a story, by uid."""
    ordered, several = in_order(members), on_shared_pages(members)
    lead = leader(ordered)
    places = {lead.member.uid: _alone(lead.member)}
    for number, member in enumerate(ordered):
        if member is not lead.member:
            version = _earlier_version(number, lead.member, ordered) if member.uid in several else None
            model = version or named_among(member, ordered[: min(number, _LOOKED_AT)]) or lead.member
            if _leads_to(member, model, places):
                model = lead.member
            places[member.uid] = _beside(member, model, lead.against.get(member.uid))
    return places


def place_behind(late: Member, front: Sequence[Member], lead: Member) -> Membership | None:
    """The place of a document that comes late to a large story; None where it may change that of others.

    `front` are the documents likeliest to stand before others, `lead` is the one that stands first. No two of them are
    of one page.
    """
    ahead = sorted(front, key=precedence)[:_LOOKED_AT]
    if len(ahead) < _LOOKED_AT or precedence(late) < precedence(ahead[-1]):
        return None
    return _beside(late, named_among(late, ahead) or lead, None)


def _earlier_version(number: int, lead: Member, ordered: Sequence[Member]) -> Member | None:
    """An earlier version of a document's page. When each was seen, if it is known, tells more than what they say."""
    member = ordered[number]
    for place, one in enumerate(ordered):
        earlier = place < number if member.in_turn else one.first_seen_at < member.first_seen_at
        if place != number and (one is lead or earlier) and same_page(one, member):
            return one
    return None


def _leads_to(member: Member, model: Member, places: Mapping[str, Membership]) -> bool:
    """Whether what a document would be related to is itself, over whatever others, related to the document."""
    here: str | None = model.uid
    while here is not None and here != member.uid:
        here = places[here].of if here in places else None
    return here is not None


def _alone(member: Member) -> Membership:
    """What a document is whose origin is not in the store: what it says of itself."""
    credit = credit_of(member)
    if credit is None:
        return Membership(Relation.ORIGINAL)
    return Membership(Relation.REPOST if member.is_thread else Relation.REPRINT, evidence=said(credit))


def _beside(member: Member, model: Member, against: str | None) -> Membership:
    found = overlap_of(member, model)
    share = round(min(found.mine, 1.0), 3)
    evidence = (*_evidence(member, model, found), *([against] if against else []))
    return Membership(_relation(member, model, found), model.uid, share, evidence)


def _relation(member: Member, model: Member, found: Overlap) -> Relation:
    if same_page(member, model) and (member.signature.page.address or not is_copy(member, model, found)):
        return Relation.REVISION
    if member.is_thread:
        return Relation.REPOST
    if is_excerpt(found):
        return Relation.EXCERPT
    return Relation.COPY if is_copy(member, model, found) else Relation.REPRINT


def _evidence(member: Member, model: Member, found: Overlap) -> tuple[str, ...]:
    if member.signature.exact == model.signature.exact:
        words = f"same text as {model.outlet}"
    else:
        words = f"{found.mine:.0%} of its text is in {model.outlet}, {found.theirs:.0%} of that in it"
    page = ("same page",) if same_page(member, model) else ()
    return (words, *page, *said(credit_of(member)))
