"""Gathering on the store: a document finds its story, and the stories it touches are decided again.

sign | neighbours by the index | meet them | ties | every document the ties lead to | groups | stories | places
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from db.repositories.fingerprints import Stored, TieRow
from db.repositories.stories import Placed, StoryRef
from db.unit import UnitOfWork
from model.documents import Document, Kind
from model.identifiers import stable_uid
from model.stories import StoredDocument
from stories.gathering import gather
from stories.grouping import place
from stories.meeting import Meeting, Neighbour, learn, meet
from stories.overlaps import worth
from stories.provenance import Member
from stories.signatures import Page, Signature, sign
from stories.sketches import CROWDED, closest, sketch
from stories.ties import Firmness, Tie
from stories.tokens import Tokens

#: A headline that an outlet has on more documents than this names none of them.
_HEADLINES = 4
#: Ties are followed to so many documents; a story larger than that is decided by its nearest part.
_FARTHEST = 400
_BY_HAND = Tie(Firmness.HAND, 1.0)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A stored document that is to find its story: its number, identifier, outlet and words.

    `first` is for one that was never stored before, `tokens` are its words where they are known already.
    """

    number: int
    uid: str
    source_id: str
    document: Document
    at: datetime
    first: bool = False
    tokens: Tokens | None = None


@dataclass(frozen=True, slots=True)
class Entered:
    """Where a document is now: its story, and whether it has that to itself."""

    story: StoryRef
    alone: bool


def signature_of(uid: str, source_id: str, document: Document, tokens: Tokens | None = None) -> Signature:
    """A stored document's signature; its page is itself, its host its outlet under whatever name."""
    page = Page(source_id, uid, document.kind is Kind.THREAD)
    return sign(document.text if tokens is None else tokens, document.title, page)


def enter(uow: UnitOfWork, new: Newcomer, names: Mapping[str, str], known: Sequence[TieRow] = ()) -> Entered:
    """Puts a document among the others and tells where it is now.

    `names` are the outlets' names by source, `known` ties that rest on more than words. An earlier version of the
    document loses its place in the index and keeps its ties.
    """
    signature = signature_of(new.uid, new.source_id, new.document, new.tokens)
    story = None if new.first else uow.stories.of(new.uid)
    if story is not None:
        _forget_version(uow, new.number)
    near, free = neighbours(uow, signature)
    meeting = meet(Neighbour(new.number, signature), near, lambda one: _names_page(uow, one))
    uow.fingerprints.put(stored_form(new.number, signature, {}), free)
    uow.fingerprints.put_ties(_joined([*_tie_rows(meeting), *known]))
    if story is None and not meeting.ties and not known:
        found = Entered(_stand_alone(uow, new, signature, names), alone=True)
    else:
        settle(uow, new.number, names, new.at)
        story = uow.stories.get(new.uid)
        found = Entered(story, uow.stories.size(story) == 1)
    if near:
        _learn(uow, meeting, found.story.id)
    return found


def _stand_alone(uow: UnitOfWork, new: Newcomer, signature: Signature, names: Mapping[str, str]) -> StoryRef:
    """Begins a story with a document that nothing is tied to."""
    story = _new_story(uow, new.uid, (), new.at)
    member = Member(new.uid, names.get(new.source_id, new.source_id), new.document, new.at, signature)
    uow.stories.put(new.number, story, place([member])[new.uid])
    return story


def neighbours(uow: UnitOfWork, signature: Signature) -> tuple[list[Neighbour], list[int]]:
    """The stored documents likeliest to share words with a text, and the shingles under which it is to be entered."""
    shingles = sketch(signature.shingles)
    found = uow.fingerprints.sharing(shingles)
    near = closest(found.values(), len(signature.shingles))
    rows = uow.fingerprints.get(near) if near else []
    return [_neighbour(row) for row in rows], [one for one in shingles if len(found.get(one, ())) < CROWDED]


def settle(uow: UnitOfWork, number: int, names: Mapping[str, str], at: datetime) -> None:
    """Decides again which documents are one story, of all that the ties of one lead to, and places them."""
    ties, apart = _within_reach(uow, number)
    placed = uow.stories.placed({number, *(one for pair in (*ties, *apart) for one in pair)})
    uids = {one: each.uid for one, each in placed.items()}
    groups = gather({pair: ties[pair] for pair in ties if uids.keys() >= set(pair)}, uids, apart)
    grouped = set().union(*groups) if groups else set()
    assigned = assign(uow, [*groups, *({one} for one in placed if one not in grouped)], placed, at)
    for story in move(uow, assigned, placed, {number}):
        place_all(uow, story, names)


def _within_reach(uow: UnitOfWork, number: int) -> tuple[dict[tuple[int, int], Tie], list[tuple[int, int]]]:
    """Every tie that can be reached from a document, and what somebody said of the documents reached."""
    seen: set[int] = set()
    fresh = {number}
    ties: dict[tuple[int, int], Tie] = {}
    apart: list[tuple[int, int]] = []
    while fresh and len(seen) < _FARTHEST:
        seen |= fresh
        for row in uow.fingerprints.ties(fresh):
            ties[row.one, row.other] = Tie(Firmness(row.firmness), row.strength)
        for said in uow.fingerprints.rulings(fresh):
            if said.together:
                ties[said.one, said.other] = _BY_HAND
            else:
                apart.append((said.one, said.other))
        fresh = {one for pair in ties for one in pair} - seen
    return ties, [pair for pair in apart if seen.issuperset(pair)]


def assign(
    uow: UnitOfWork, groups: Sequence[set[int]], placed: Mapping[int, Placed], at: datetime
) -> list[tuple[set[int], StoryRef]]:
    """Gives each group a story: the oldest that it has a part of, or a new one."""
    assigned: list[tuple[set[int], StoryRef]] = []
    taken: set[str] = set()
    for group in sorted(groups, key=min):
        held = sorted({each for one in group if (each := placed[one].story) and each.uid not in taken})
        story = held[0] if held else _new_story(uow, placed[min(group)].uid, taken, at)
        taken.add(story.uid)
        assigned.append((group, story))
    return assigned


def _new_story(uow: UnitOfWork, uid: str, taken: Collection[str], at: datetime) -> StoryRef:
    named = stable_uid("story", uid)
    while named in taken or (begun := _begin(uow, named, at)) is None:
        named = stable_uid("story", named)
    return begun


def _begin(uow: UnitOfWork, named: str, at: datetime) -> StoryRef | None:
    """A story of that name without documents, None where there is one with some."""
    begun = uow.stories.begin(named, at)
    return begun if begun or uow.stories.has_documents(named) else uow.stories.add(named, at)


def move(
    uow: UnitOfWork,
    assigned: Sequence[tuple[set[int], StoryRef]],
    placed: Mapping[int, Placed],
    touched: Collection[int],
) -> list[StoryRef]:
    """Moves documents to the stories assigned; gives the stories that changed or hold what was touched.

    A story left without documents is one with the story that its first document went to: what was told of it was told
    of that.
    """
    changed: dict[str, StoryRef] = {}
    for group, story in assigned:
        moved = [one for one in sorted(group) if placed[one].story != story]
        uow.stories.move(moved, story)
        if moved or not group.isdisjoint(touched):
            changed[story.uid] = story
        for left in sorted({each for one in moved if (each := placed[one].story)}):
            if uow.stories.has_documents(left.uid):
                changed[left.uid] = left
            else:
                uow.stories.merge(left, story)
                changed.pop(left.uid, None)
    return list(changed.values())


def place_all(uow: UnitOfWork, story: StoryRef, names: Mapping[str, str]) -> None:
    """Gives every document of a story its place in it."""
    stored = {each.uid: each for each in uow.reading.story(story.uid)}
    numbers = uow.fingerprints.numbers(stored)
    prints = {row.document_id: row for row in uow.fingerprints.get(numbers.values())}
    members = [_member(each, prints.get(numbers[uid]), names) for uid, each in stored.items()]
    for uid, membership in place(members).items():
        uow.stories.join(uid, story, membership)


def _member(stored: StoredDocument, row: Stored | None, names: Mapping[str, str]) -> Member:
    outlet = names.get(stored.source_id, stored.source_id)
    if row is None:
        signature = signature_of(stored.uid, stored.source_id, stored.document)
        return Member(stored.uid, outlet, stored.document, stored.first_seen_at, signature)
    signature = _signature(row, stored.uid)
    known = worth(len(signature.shingles), unpack_others(row.others))
    return Member(stored.uid, outlet, stored.document, stored.first_seen_at, signature, known)


def _forget_version(uow: UnitOfWork, number: int) -> None:
    for row in uow.fingerprints.get([number]):
        uow.fingerprints.withdraw(number, sketch(array("I", row.shingles)))


def _names_page(uow: UnitOfWork, one: Signature) -> bool:
    return uow.fingerprints.headlines(one.page.host, one.title) < _HEADLINES


def _learn(uow: UnitOfWork, meeting: Meeting, story: int) -> None:
    here = uow.stories.placed([each.number for each in meeting.near])
    for number, others in learn(
        meeting, story, {one: each.story.id for one, each in here.items() if each.story}
    ).items():
        uow.fingerprints.put_others(number, pack_others(others))


def _tie_rows(meeting: Meeting) -> list[TieRow]:
    return [
        tie_row(meeting.one.number, other, held, f"{meeting.shares[other]:.0%} of its words")
        for other, held in meeting.ties.items()
    ]


def _joined(rows: Sequence[TieRow]) -> list[TieRow]:
    """One row a pair: the firmest, with the evidence of all."""
    found: dict[tuple[int, int], TieRow] = {}
    for row in sorted(rows, key=lambda row: (-row.firmness, -row.strength)):
        first = found.get((row.one, row.other))
        found[row.one, row.other] = replace(first, evidence=f"{first.evidence}; {row.evidence}") if first else row
    return list(found.values())


def tie_row(one: int, other: int, held: Tie, evidence: str) -> TieRow:
    """A tie as it is stored, the smaller number first."""
    return TieRow(min(one, other), max(one, other), int(held.firmness), held.strength, evidence)


def _neighbour(row: Stored) -> Neighbour:
    return Neighbour(row.document_id, _signature(row, None), row.story_id, unpack_others(row.others))


def _signature(row: Stored, uid: str | None) -> Signature:
    page = Page(row.host, uid, row.board)
    return Signature(row.exact, array("I", row.shingles), array("I", row.figures), row.title, page)


def stored_form(number: int, signature: Signature, others: Mapping[int, int]) -> Stored:
    """A signature as it is stored."""
    page = signature.page
    numbers = signature.shingles.tobytes(), signature.figures.tobytes(), pack_others(others)
    return Stored(number, page.host, signature.title, page.board, signature.exact, *numbers)


def pack_others(others: Mapping[int, int]) -> bytes:
    """What is known of a text's shingles, two numbers each, those that stand in no other story left out."""
    return array("I", [number for pair in others.items() if pair[1] > 0 for number in pair]).tobytes()


def unpack_others(packed: bytes) -> dict[int, int]:
    """The counts of `pack_others`."""
    numbers = array("I", packed)
    return dict(zip(numbers[::2], numbers[1::2], strict=True))
