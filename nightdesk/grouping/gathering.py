"""Gathering on the store: a document finds its story, and the stories it touches are decided again.

sign | neighbours by the index | meet them | ties | every document the ties lead to | groups | stories | places
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from db.repositories.fingerprints import TieRow
from db.repositories.stories import StoryRef
from db.unit import UnitOfWork
from model.documents import Document
from nightdesk.grouping.placing import assign, is_late, move, new_story, place_all, place_late
from nightdesk.grouping.stored_forms import joined, neighbour_in, pack_others, signature_of, stored_form, tie_row
from stories.gathering import gather
from stories.grouping import place
from stories.meeting import Meeting, Neighbour, learn, meet
from stories.provenance import Member
from stories.signatures import Signature
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
    uow.fingerprints.put_ties(joined([*_tie_rows(meeting), *known]))
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
    story = new_story(uow, new.uid, (), new.at)
    member = Member(new.uid, names.get(new.source_id, new.source_id), new.document, new.at, signature)
    uow.stories.put(new.number, story, place([member])[new.uid])
    return story


def neighbours(uow: UnitOfWork, signature: Signature) -> tuple[list[Neighbour], list[int]]:
    """The stored documents likeliest to share words with a text, and the shingles under which it is to be entered."""
    shingles = sketch(signature.shingles)
    found = uow.fingerprints.sharing(shingles)
    near = closest(found.values(), len(signature.shingles))
    rows = uow.fingerprints.get(near) if near else []
    return [neighbour_in(row) for row in rows], [one for one in shingles if len(found.get(one, ())) < CROWDED]


def settle(uow: UnitOfWork, number: int, names: Mapping[str, str], at: datetime, among: Collection[int] = ()) -> None:
    """Decides again which documents are one story, of all that the ties of one lead to, and places them.

    `among` are those of its story, where no tie need lead to them any more.
    """
    ties, apart = _within_reach(uow, {number, *among})
    placed = uow.stories.placed({number, *among, *(one for pair in (*ties, *apart) for one in pair)})
    uids = {one: each.uid for one, each in placed.items()}
    groups = gather({pair: ties[pair] for pair in ties if uids.keys() >= set(pair)}, uids, apart)
    grouped = set().union(*groups) if groups else set()
    assigned = assign(uow, [*groups, *({one} for one in placed if one not in grouped)], placed, at)
    changed = move(uow, assigned, placed, {number})
    if is_late(number, assigned, placed) and place_late(uow, number, changed[0], names):
        return
    for story in changed:
        place_all(uow, story, names)


def _within_reach(uow: UnitOfWork, fresh: set[int]) -> tuple[dict[tuple[int, int], Tie], list[tuple[int, int]]]:
    """Every tie that can be reached from some documents, and what somebody said of the documents reached."""
    seen: set[int] = set()
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
