"""Overlaps: how much of each of two texts stands in the other, commonplaces counting little.

A commonplace is what also stands in other stories: what an outlet prints under every article, a quotation that
everybody has, the background paragraph. A shingle in n other stories counts 1/sqrt(n).
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum

from stories.signatures import Signature

#: A story of the same outlet counts so often: what an outlet repeats is soon known for a commonplace.
SAME_HOST = 2
MOST_STORIES = 255
#: What a shingle counts that stands in so many other stories.
_WORTH = [1.0, *(n**-0.5 for n in range(1, MOST_STORIES + 1))]


@dataclass(frozen=True, slots=True)
class Worth:
    """What a text's shingles count: all of them together, and each that counts less than one."""

    total: float
    less: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much two texts share: weighed parts of each, and shingles counted plainly.

    `mine` is the part of the first text that stands in the second, `theirs` the reverse. `least` is the plain part of
    the longer of the two.
    """

    mine: float
    theirs: float
    shared: int
    least: float

    @property
    def most(self) -> float:
        """The part of the text of which more is in the other."""
        return max(self.mine, self.theirs)

    @property
    def both(self) -> float:
        """The part of the text of which less is in the other."""
        return min(self.mine, self.theirs)

    def turned(self) -> Overlap:
        """The same, seen from the other text."""
        return Overlap(self.theirs, self.mine, self.shared, self.least)


def worth(length: int, others: Mapping[int, int]) -> Worth:
    """What the shingles of a text of that many count, given in how many other stories each is known to stand."""
    less = {shingle: _WORTH[min(count, MOST_STORIES)] for shingle, count in others.items() if count > 1}
    return Worth(fsum([length - len(less), *less.values()]), less)


def weigh(one: Worth, other: Worth, shared: array[int], longer: int) -> Overlap:
    """The overlap of two texts, given their shared shingles and how many the longer text has."""
    if not shared:
        return Overlap(0.0, 0.0, 0, 0.0)
    mine, theirs = one.less.get, other.less.get
    total = float(len(shared))
    if one.less or other.less:
        total = fsum(min(mine(shingle, 1.0), theirs(shingle, 1.0)) for shingle in shared)  # in whatever order they lie
    return Overlap(total / one.total, total / other.total, len(shared), len(shared) / longer)


def weigh_texts(
    one: Sequence[int], other: Sequence[int], mine: Worth | None = None, theirs: Worth | None = None
) -> Overlap:
    """The overlap of two texts given their shingles, each counting fully where nothing else is known."""
    shared = array("I", set(one).intersection(other))
    return weigh(mine or Worth(len(one)), theirs or Worth(len(other)), shared, max(len(one), len(other)))


def count_others(signature: Signature, near: Iterable[tuple[int, str, array[int]]]) -> Counter[int]:
    """In how many other stories each shingle of a text stands.

    `near` are the texts of other stories that share some: their story, their host, and the shared shingles. Those of
    the same outlet are counted first, so that the order they are given in does not matter.
    """
    told: dict[int, set[int]] = {}
    others: Counter[int] = Counter()
    for story, host, shared in sorted(near, key=lambda each: each[1] != signature.page.host):
        known = told.setdefault(story, set())
        fresh = set(shared) - known
        known |= fresh
        for _ in range(SAME_HOST if host == signature.page.host else 1):
            others.update(fresh)
    return others
