"""Regrouping: all stored documents gathered again, with all of them in view, and what that changes.

What people said, credits, and ties that rest on earlier versions of a page are kept; everything else is found anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from db.repositories.fingerprints import TieRow
from db.unit import UnitOfWork
from model.errors import NightdeskError
from nightdesk.grouping.placing import assign, move, place_all
from nightdesk.grouping.stored_forms import signature_of, stored_form, tie_row
from stories.corpus import Corpus
from stories.sketches import CROWDED, sketch
from stories.ties import Firmness, Tie


@dataclass(frozen=True, slots=True)
class Shift:
    """A document whose place changes: its story and relation before and after."""

    uid: str
    source_id: str
    title: str | None
    before: tuple[str, str]
    after: tuple[str, str]


class PreviewError(NightdeskError):
    """Raised to undo a regrouping that was only to be looked at; carries what it would change."""

    def __init__(self, shifts: list[Shift]) -> None:
        self.shifts = shifts
        super().__init__("only a preview")


@dataclass(frozen=True, slots=True)
class _Stored:
    """What is read of every document before they are gathered."""

    numbers: list[int]
    corpus: Corpus
    kept: list[TieRow]
    speaking: set[int]  #: those that say something of their origin, which decides what they are when alone


def regroup(
    uow: UnitOfWork, names: Mapping[str, str], at: datetime, *, apply: bool, tell: Callable[[], None]
) -> list[Shift]:
    """Gathers every document again; raises PreviewError unless it is to be applied, which undoes it.

    `tell` is called once a document. Keeps some kilobytes of each document in memory.
    """
    before = _places(uow)
    read = _read(uow, tell)
    groups = _gather(uow, read)
    placed = uow.stories.placed(read.numbers)
    grouped = set().union(*groups) if groups else set()
    assigned = assign(uow, [*groups, *({one} for one in read.numbers if one not in grouped)], placed, at)
    for story in move(uow, assigned, placed, grouped | read.speaking):
        place_all(uow, story, names)
    shifts = _shifts(before, _places(uow))
    if not apply:
        raise PreviewError(shifts)
    return shifts


def _read(uow: UnitOfWork, tell: Callable[[], None]) -> _Stored:
    corpus, uids, revised, speaking = Corpus(), [], set(), set()
    for each in uow.reading.all():
        corpus.add(signature_of(each.uid, each.source_id, each.document))
        uids.append(each.uid)
        if each.version > 1:
            revised.add(each.uid)
        if each.document.credits:
            speaking.add(each.uid)
        tell()
    numbers = uow.fingerprints.numbers(uids)
    old = {numbers[uid] for uid in revised}
    rows = uow.fingerprints.ties(numbers.values())
    kept = [row for row in rows if row.firmness > Firmness.WORDS or row.one in old or row.other in old]
    return _Stored([numbers[uid] for uid in uids], corpus, kept, {numbers[uid] for uid in speaking})


def _gather(uow: UnitOfWork, read: _Stored) -> list[set[int]]:
    """The groups of two and more, by number; writes down ties and index on the way."""
    turn = {number: index for index, number in enumerate(read.numbers)}
    known = {(turn[row.one], turn[row.other]): Tie(Firmness(row.firmness), row.strength) for row in read.kept}
    rulings = [row for row in uow.fingerprints.rulings() if row.one in turn and row.other in turn]
    said = {(turn[row.one], turn[row.other]): Tie(Firmness.HAND, 1.0) for row in rulings if row.together}
    apart = [(turn[row.one], turn[row.other]) for row in rulings if not row.together]
    found = read.corpus.stories({**known, **said}, apart)
    _write(uow, read)
    return [{read.numbers[index] for index in group} for group in found]


def _write(uow: UnitOfWork, read: _Stored) -> None:
    crowds: dict[int, int] = {}
    uow.fingerprints.clear()
    for index, number in enumerate(read.numbers):
        signature = read.corpus.signatures[index]
        entered = [shingle for shingle in sketch(signature.shingles) if crowds.get(shingle, 0) < CROWDED]
        crowds.update((shingle, crowds.get(shingle, 0) + 1) for shingle in entered)
        uow.fingerprints.put(stored_form(number, signature, read.corpus.others[index]), entered)
    words = [
        tie_row(read.numbers[one], read.numbers[other], held, f"{held.strength:.0%} of the words")
        for (one, other), held in read.corpus.ties.items()
        if held.firmness is not Firmness.HAND
    ]
    uow.fingerprints.put_ties([*words, *read.kept])


def _places(uow: UnitOfWork) -> dict[str, Shift]:
    found = {}
    for each in uow.reading.all():
        place = each.story_uid, each.membership.relation.value
        found[each.uid] = Shift(each.uid, each.source_id, each.document.title, place, place)
    return found


def _shifts(before: Mapping[str, Shift], after: Mapping[str, Shift]) -> list[Shift]:
    return [
        Shift(uid, here.source_id, here.title, here.before, after[uid].after)
        for uid, here in before.items()
        if here.before != after[uid].after
    ]
