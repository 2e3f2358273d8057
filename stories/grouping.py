"""Grouping: what each document of a story is to the others.

The verdict depends on what is known of all of them and not on the order in which they came: a later-found original
takes the lead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from model.stories import Membership, Relation
from stories.overlaps import Overlap
from stories.provenance import Member, credit_of, is_copy, is_excerpt, names_page, overlap_of, said, same_page
from stories.standing import in_order, leader


def place(members: Sequence[Member]) -> dict[str, Membership]:
    """The place of each document of a story, by uid."""
    ordered = in_order(members)
    lead = leader(ordered)
    places = {lead.member.uid: _alone(lead.member)}
    for number, member in enumerate(ordered):
        if member is not lead.member:
            model = _model(member, lead.member, ordered, ordered[:number])
            if _leads_to(member, model, places):
                model = lead.member
            places[member.uid] = _beside(member, model, lead.against.get(member.uid))
    return places


def _model(member: Member, lead: Member, ordered: Sequence[Member], before: Sequence[Member]) -> Member:
    """The document that a member is related to: an earlier version of its page, what it names, else what stands first.

    Where it is known when versions were seen, that tells more than what they say.
    """
    earlier = before if member.in_turn else [one for one in ordered if one.first_seen_at < member.first_seen_at]
    versions = (one for one in ordered if one is lead or one in earlier)
    version = next((one for one in versions if one is not member and same_page(one, member)), None)
    return version or next((one for one in before if names_page(member.document, one)), lead)


def _leads_to(member: Member, model: Member, places: Mapping[str, Membership]) -> bool:
    """Whether what a document would be related to is itself, over whatever others, related to the document."""
    here: str | None = model.uid
    while here is not None and here != member.uid:
        here = places[here].of if here in places else None
    return here is not None


def _alone(member: Member) -> Membership:
    """What a document is whose origin is not in the store: what it says of itself."""
    credit = credit_of(member.document)
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
    return (words, *page, *said(credit_of(member.document)))
