"""Placing: groups of documents are given stories, documents move to them, and each gets its place there."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from db.repositories.fingerprints import Stored
from db.repositories.stories import Placed, StoryRef
from db.unit import UnitOfWork
from model.identifiers import stable_uid
from model.stories import StoredDocument
from nightdesk.grouping.stored_forms import signature_in, signature_of, unpack_others
from stories.grouping import place, place_behind
from stories.overlaps import worth
from stories.provenance import Member

#: Of a story of more documents than this, those that stand first tell the place of one that comes late.
_LARGE = 100


def assign(
    uow: UnitOfWork, groups: Sequence[set[int]], placed: Mapping[int, Placed], at: datetime
) -> list[tuple[set[int], StoryRef]]:
    """Gives each group a story: the oldest that it has a part of, or a new one."""
    assigned: list[tuple[set[int], StoryRef]] = []
    taken: set[str] = set()
    for group in sorted(groups, key=min):
        held = sorted({each for one in group if (each := placed[one].story) and each.uid not in taken})
        story = held[0] if held else new_story(uow, placed[min(group)].uid, taken, at)
        taken.add(story.uid)
        assigned.append((group, story))
    return assigned


def new_story(uow: UnitOfWork, uid: str, taken: Collection[str], at: datetime) -> StoryRef:
    """A story without documents, named after its first one; a name that is in use gives way to the next."""
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
                uow.stories.part(left, story, [one for one in moved if placed[one].story == left])
                changed[left.uid] = left
            else:
                uow.stories.merge(left, story)
                changed.pop(left.uid, None)
    return list(changed.values())


def place_all(uow: UnitOfWork, story: StoryRef, names: Mapping[str, str]) -> None:
    """Gives every document of a story its place in it; of very many copies hardly one has another than before."""
    stored = {each.uid: each for each in uow.reading.story(story.uid)}
    numbers = uow.fingerprints.numbers(stored)
    for uid, membership in place(_members(uow, stored, numbers, names)).items():
        if membership != stored[uid].membership:
            uow.stories.put(numbers[uid], story, membership)


def is_late(one: int, assigned: Sequence[tuple[set[int], StoryRef]], placed: Mapping[int, Placed]) -> bool:
    """Whether all that changes is that a new document comes to a large story."""
    moved = [each for group, story in assigned for each in group if placed[each].story != story]
    return len(placed) > _LARGE and moved == [one] and placed[one].story is None


def place_late(uow: UnitOfWork, number: int, story: StoryRef, names: Mapping[str, str]) -> bool:
    """Gives one that came late to a large story its place, by those that stand first; False where it is of them."""
    late = uow.reading.by_number([number])[number]
    front = {each.uid: each for each in uow.reading.front(story.id) if each.uid != late.uid}
    stored = {**front, late.uid: late}
    *before, newcomer = _members(uow, stored, uow.fingerprints.numbers(stored), names)
    leads = [each for each in before if front[each.uid].membership.of is None]
    found = place_behind(newcomer, before, leads[0]) if len(leads) == 1 else None
    if found is not None:
        uow.stories.put(number, story, found)
    return found is not None


def _members(
    uow: UnitOfWork, stored: Mapping[str, StoredDocument], numbers: Mapping[str, int], names: Mapping[str, str]
) -> list[Member]:
    """Documents of a story, by uid, as grouping sees them."""
    prints = {row.document_id: row for row in uow.fingerprints.get(numbers.values())}
    return [_member(each, prints.get(numbers[uid]), names) for uid, each in stored.items()]


def _member(stored: StoredDocument, row: Stored | None, names: Mapping[str, str]) -> Member:
    outlet = names.get(stored.source_id, stored.source_id)
    if row is None:
        signature = signature_of(stored.uid, stored.source_id, stored.document)
        return Member(stored.uid, outlet, stored.document, stored.first_seen_at, signature)
    signature = signature_in(row, stored.uid)
    known = worth(len(signature.shingles), unpack_others(row.others))
    return Member(stored.uid, outlet, stored.document, stored.first_seen_at, signature, known)
