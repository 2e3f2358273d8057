"""A corpus: documents gathered into stories with all of them in view, whatever order they come in.

sign | sketch | candidates | overlaps | ties | stories, and again with what the stories tell of commonplaces
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from stories.gathering import Apart, Ties, gather
from stories.overlaps import Worth, count_others, weigh, worth
from stories.signatures import Signature
from stories.sketches import CROWDED, closest, sketch
from stories.ties import LEAST_SHARED, Tie, tie

#: Stories are found, commonplaces counted by them, and stories found again.
_ROUNDS = 2
#: A headline on more pages of an outlet than this names none of them.
_HEADLINES = 4


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents, the later one first, and the shingles they share."""

    one: int
    other: int
    shared: array[int]


class Corpus:
    """Documents by number, in the order they were added. Keeps about six kilobytes of each."""

    def __init__(self) -> None:
        self.signatures: list[Signature] = []
        #: What the shingles of each document count; known once stories were asked for.
        self.worths: list[Worth] = []
        self.ties: dict[tuple[int, int], Tie] = {}
        self.others: list[Counter[int]] = []
        self._index: dict[int, array[int]] = defaultdict(lambda: array("L"))
        self._pairs: list[Pair] = []
        self._same: set[tuple[int, int]] = set()
        self._addresses: dict[str, int] = {}
        self._headlines: Counter[tuple[str, int]] = Counter()

    def add(self, signature: Signature) -> None:
        """Takes a document in."""
        number, page = len(self.signatures), signature.page
        if page.address:
            first = self._addresses.setdefault(page.address, number)
            self._same.update({(number, first)} if first != number else ())
        if page.host and signature.title:
            self._headlines[page.host, signature.title] += 1
        for shingle in sketch(signature.shingles):
            self._index[shingle].append(number)
        self.signatures.append(signature)

    def stories(
        self, ties: Ties | None = None, apart: Apart = (), tell: Callable[[int], None] = lambda _: None
    ) -> list[set[int]]:
        """The documents of every story of two and more.

        `ties` are what is known beside the words, `apart` pairs that somebody said are not one story. `tell` is told
        the number of each document whose like are being looked for.
        """
        found: list[set[int]] = []
        ranks = self._ranks()
        self._pairs = list(self._compared(ranks, tell))
        names = {number: f"{rank:09}" for number, rank in enumerate(ranks)}
        for _ in range(_ROUNDS):
            self.worths = self._worths(found)
            self.ties = {**dict(self._ties()), **(ties or {})}
            found = gather(self.ties, names, apart)
        return found

    def _ranks(self) -> list[int]:
        """The place of each document in an order that is not that of arrival; it decides between equals."""

        def name(number: int) -> tuple[str, str, str, int]:
            each = self.signatures[number]
            return each.exact, each.page.host, each.page.address or "", each.title

        ranks = [0] * len(self.signatures)
        for rank, number in enumerate(sorted(range(len(ranks)), key=name)):
            ranks[number] = rank
        return ranks

    def _compared(self, ranks: list[int], tell: Callable[[int], None]) -> Iterator[Pair]:
        """The pairs that may be the same text, each asked for from both sides, so that no order of arrival counts."""
        for crowd in self._index.values():
            if len(crowd) > CROWDED:
                crowd[:] = array("L", sorted(crowd, key=ranks.__getitem__)[:CROWDED])
        pairs = self._same | {(max(pair), min(pair)) for pair in self._near(ranks, tell) if pair[0] != pair[1]}
        for one, others in groupby(sorted(pairs), key=itemgetter(0)):
            mine = set(self.signatures[one].shingles)
            for _, other in others:
                shared = array("I", mine.intersection(self.signatures[other].shingles))
                if len(shared) >= LEAST_SHARED or self._same_page(self.signatures[one], self.signatures[other]):
                    yield Pair(one, other, shared)

    def _near(self, ranks: list[int], tell: Callable[[int], None]) -> Iterator[tuple[int, int]]:
        for number, signature in enumerate(self.signatures):
            tell(number)
            entered = (self._index[shingle] for shingle in sketch(signature.shingles))
            for other in closest(entered, len(signature.shingles), ranks.__getitem__):
                yield number, other

    @staticmethod
    def _same_page(one: Signature, other: Signature) -> bool:
        return one.page.address is not None and one.page.address == other.page.address

    def _ties(self) -> Iterator[tuple[tuple[int, int], Tie]]:
        for pair in self._pairs:
            one, other = self.signatures[pair.one], self.signatures[pair.other]
            longer = max(len(one.shingles), len(other.shingles))
            found = weigh(self.worths[pair.one], self.worths[pair.other], pair.shared, longer)
            if held := tie(one, other, found, headline=self._one_headline(one, other)):
                yield (pair.one, pair.other), held

    def _one_headline(self, one: Signature, other: Signature) -> bool:
        same = one.title != 0 and one.title == other.title and one.page.host == other.page.host
        return same and self._headlines[one.page.host, one.title] <= _HEADLINES

    def _worths(self, found: list[set[int]]) -> list[Worth]:
        """What the shingles of every document count, given the stories found so far."""
        stories = {number: number for number in range(len(self.signatures))}
        for members in found:
            stories.update(dict.fromkeys(members, min(members)))
        near: dict[int, list[tuple[int, str, array[int]]]] = defaultdict(list)
        for pair in self._pairs:
            if stories[pair.one] != stories[pair.other]:
                near[pair.one].append((stories[pair.other], self.signatures[pair.other].page.host, pair.shared))
                near[pair.other].append((stories[pair.one], self.signatures[pair.one].page.host, pair.shared))
        self.others = [count_others(signature, near[number]) for number, signature in enumerate(self.signatures)]
        return [worth(len(each.shingles), counts) for each, counts in zip(self.signatures, self.others, strict=True)]
