"""Blocks alike: those whose boxes are called the same, and what they are taken together.

A site writes its paragraphs in boxes of one name and its teasers in boxes of another: what is true of most blocks of a
kind is likely true of each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parsers.tree.outline import Frame

KIND = ("count", "average", "prose", "linked", "finished", "picked", "spread")  #: what is told of a kind

#: The kinds of a block: by what the frame it is in is called, and by the two around that as well.
Kinds = tuple[int, int]
#: What a block adds to its kinds: its number, characters, prose, linked characters, whether it is finished and picked.
Member = tuple[int, float, float, int, bool, float]


class Alike:
    """The kinds of the blocks in some frames; `calls` is what every frame is called."""

    def __init__(self, frames: Sequence[Frame], calls: Sequence[str | None], of: Iterable[int]) -> None:
        self._frames, self._calls = frames, calls
        self._ids: dict[object, int] = {}
        known: dict[int, Kinds] = {}
        #: of each of these blocks
        self.kinds = [known.get(index) or known.setdefault(index, self._kinds(index)) for index in of]

    def told(self, members: Iterable[Member], total: float, blocks: int) -> dict[int, tuple[float, ...]]:
        """What is told of the kinds by one frame and by three, on a page of so much prose in so many blocks."""
        return {
            kind: (
                float(count), characters / count, prose / total, linked / characters, finished / count, picked / count,
                (last - first) / blocks,
            )
            for kind, (count, characters, prose, linked, finished, picked, first, last) in self._sums(members).items()
        }  # fmt: skip

    def _sums(self, members: Iterable[Member]) -> dict[int, list[float]]:
        """How many blocks are of each kind, what they have together, and the numbers of the first and the last."""
        sums: dict[int, list[float]] = {}
        for kinds, (number, length, prose, linked, finished, picked) in zip(self.kinds, members, strict=True):
            for kind in kinds:
                found = sums.get(kind)
                if found is None:
                    found = sums[kind] = [0, 0, 0.0, 0, 0, 0, number, number]
                found[0] += 1
                found[1] += length
                found[2] += prose
                found[3] += linked
                found[4] += finished
                found[5] += picked
                found[7] = number
        return sums

    def _kinds(self, index: int) -> Kinds:
        ids, around = self._ids, self._frames[index].parent
        near, next_to = self._kind_of(index), self._kind_of(around)
        last = self._kind_of(self._frames[around].parent if around >= 0 else -1)
        return near, ids.setdefault((near, next_to, last), len(ids))

    def _kind_of(self, index: int) -> int:
        """The kind of a frame by what it is called, or by its tag where that is all; -1 beyond the outermost."""
        return self._ids.setdefault(self._calls[index] or self._frames[index].tag, len(self._ids)) if index >= 0 else -1
