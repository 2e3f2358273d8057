"""Gathering: which documents are one story, given their ties. No chain of likenesses makes a story.

Documents tied by more than words (one page, a credit, somebody's word) are one item. Two groups of items become one
story where at least half of the pairs between them are tied, the strongest ties first. The result depends on the ties
alone and not on the order they came in.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from stories.ties import Firmness, Tie

#: Ties of pairs of documents; each pair once, either way round.
Ties = Mapping[tuple[int, int], Tie]
#: A name for every document that does not depend on when it came: it decides between equally strong ties.
Names = Mapping[int, str]
#: Pairs of documents that somebody said are not one story.
Apart = Collection[tuple[int, int]]

#: The part of the pairs between two groups that must be tied. Of a large group only so many are counted a document,
#: since no document is compared with all of it.
_SUPPORT, _COUNTED = 0.5, 8


class Groups:
    """Disjoint groups of numbers that can be joined, but for pairs that are to stay apart."""

    def __init__(self, apart: Apart = ()) -> None:
        self._groups: dict[int, set[int]] = {}
        self._apart = apart

    def of(self, one: int) -> set[int]:
        """The group of a member, itself alone where it was never joined."""
        return self._groups.setdefault(one, {one})

    def join(self, one: int, other: int) -> None:
        """Makes one group of two, unless that would bring together what is to stay apart."""
        small, large = sorted((self.of(one), self.of(other)), key=len)
        if small is not large and not any(_crosses(pair, small, large) for pair in self._apart):
            large |= small
            self._groups.update(dict.fromkeys(small, large))


def _crosses(pair: tuple[int, int], here: set[int], there: set[int]) -> bool:
    one, other = pair
    return (one in here and other in there) or (one in there and other in here)


def gather(ties: Ties, names: Names, apart: Apart = ()) -> list[set[int]]:
    """The groups of two and more."""
    pages = Groups(apart)
    sure = [pair for pair in ties if ties[pair].firmness > Firmness.WORDS]
    for one, other in sorted(sure, key=lambda pair: (-ties[pair].firmness, sorted(map(names.__getitem__, pair)))):
        pages.join(one, other)
    items = {member: min(pages.of(member), key=names.__getitem__) for pair in ties for member in pair}
    parted = {(items.get(one, one), items.get(other, other)) for one, other in apart}
    stories = _stories(_between(ties, items), names, parted)
    members: dict[int, set[int]] = {}
    for member, item in items.items():
        members.setdefault(min(stories.of(item)), set()).add(member)
    return [group for group in members.values() if len(group) > 1]


def _between(ties: Ties, items: Mapping[int, int]) -> dict[tuple[int, int], float]:
    """The strength of the strongest tie between each two items, both ways round."""
    between: dict[tuple[int, int], float] = {}
    for (one, other), found in ties.items():
        here, there = items[one], items[other]
        if here != there and found.strength > between.get((here, there), 0.0):
            between[here, there] = between[there, here] = found.strength
    return between


def _stories(between: Mapping[tuple[int, int], float], names: Names, apart: Apart) -> Groups:
    stories = Groups(apart)
    pairs = [pair for pair in between if names[pair[0]] < names[pair[1]]]
    for one, other in sorted(pairs, key=lambda pair: (-between[pair], names[pair[0]], names[pair[1]])):
        here, there = stories.of(one), stories.of(other)
        if here is not there and _supported(between, here, there):
            stories.join(one, other)
    return stories


def _supported(between: Mapping[tuple[int, int], float], here: set[int], there: set[int]) -> bool:
    tied = sum((one, other) in between for one in here for other in there)
    pairs = min(len(here) * len(there), _COUNTED * min(len(here), len(there)))
    return tied >= _SUPPORT * pairs
