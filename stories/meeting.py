"""Meeting: one document held against those found to share words with it, without a look at any other."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from stories.overlaps import SAME_HOST, count_others, weigh, worth
from stories.signatures import Signature
from stories.ties import Tie, tie

#: A shingle in so many other stories counts next to nothing; counting on would only cost.
_KNOWN_ENOUGH = 32


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A document by its number, with its story's and in how many other stories its shingles are known to stand."""

    number: int
    signature: Signature
    story: int | None = None
    others: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A document among its neighbours: the shingles it shares with each, and those it is tied to."""

    one: Neighbour
    near: tuple[Neighbour, ...]
    shared: Mapping[int, array[int]]
    ties: Mapping[int, Tie]
    shares: Mapping[int, float]  #: the part of the document that stands in each it is tied to


def meet(one: Neighbour, near: Sequence[Neighbour], headline: Callable[[Signature], bool]) -> Meeting:
    """Holds a document against its neighbours. `headline` tells whether a headline names a page of its outlet."""
    if not near:
        return Meeting(one, (), {}, {}, {})
    mine = set(one.signature.shingles)
    shared = {each.number: array("I", mine.intersection(each.signature.shingles)) for each in near}
    counts = _counts(one, near, shared)
    here = worth(len(one.signature.shingles), counts)
    ties: dict[int, Tie] = {}
    shares: dict[int, float] = {}
    for each in near:
        there = worth(len(each.signature.shingles), each.others)
        longer = max(len(one.signature.shingles), len(each.signature.shingles))
        found = weigh(here, there, shared[each.number], longer)
        same = _same_headline(one.signature, each.signature) and headline(one.signature)
        if held := tie(one.signature, each.signature, found, headline=same):
            ties[each.number], shares[each.number] = held, found.mine
    return Meeting(one, tuple(near), shared, ties, shares)


def _same_headline(one: Signature, other: Signature) -> bool:
    return one.title != 0 and one.title == other.title and one.page.host == other.page.host


def _counts(one: Neighbour, near: Sequence[Neighbour], shared: Mapping[int, array[int]]) -> dict[int, int]:
    """In how many stories beside its own each shingle of a newcomer stands, as far as its neighbours know."""
    if len(near) == 1 and not near[0].others:
        return {}  # it stands in one story, which may be its own
    counts = count_others(one.signature, _told(near, shared))
    for each in near:
        for shingle in each.others.keys() & set(shared[each.number]):
            counts[shingle] = max(counts[shingle], each.others[shingle] + 1)
    return {shingle: count - 1 for shingle, count in counts.items() if count > 1}


def _told(near: Sequence[Neighbour], shared: Mapping[int, array[int]]) -> list[tuple[int, str, array[int]]]:
    return [
        (-each.number if each.story is None else each.story, each.signature.page.host, shared[each.number])
        for each in near
    ]


def learn(meeting: Meeting, story: int, stories: Mapping[int, int]) -> dict[int, dict[int, int]]:
    """What the documents of a meeting know of other stories after it, where that changed, by number.

    `story` is the newcomer's and `stories` are the neighbours', decided since. What stands in its own story already
    taught the neighbours nothing new.
    """
    near = [replace(each, story=stories.get(each.number)) for each in meeting.near]
    own = [each for each in near if each.story == story]
    strange = [each for each in near if each.story != story]
    known = count_others(meeting.one.signature, _told(strange, meeting.shared))
    for each in own:
        known |= Counter({s: n for s, n in each.others.items() if s in meeting.shared[each.number]})
    old = set().union(*(each.signature.shingles for each in own))
    learnt = {each.number: dict(more) for each in strange if (more := _more(meeting, each, old))}
    return {**learnt, meeting.one.number: dict(known)}


def _more(meeting: Meeting, each: Neighbour, old: set[int]) -> dict[int, int]:
    step = SAME_HOST if each.signature.page.host == meeting.one.signature.page.host else 1
    fresh = [s for s in meeting.shared[each.number] if s not in old and each.others.get(s, 0) < _KNOWN_ENOUGH]
    return {**each.others, **{s: each.others.get(s, 0) + step for s in fresh}} if fresh else {}
