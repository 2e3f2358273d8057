"""Blocks alike: those whose boxes are called the same, and what they are taken together.

A site writes its paragraphs in boxes of one name and its teasers in boxes of another: what is true of most blocks of a
kind is likely true of each of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers.generic.weights import Weights
from parsers.outline import Frame, Outline
from parsers.prose import is_finished

KIND = ("count", "average", "prose", "linked", "finished", "picked", "spread", "length")  #: what is told of a kind
LEVELS = 3


#: The kinds of a block: by what the frame it is in is called, and by those around that as well, two and three in all.
Kinds = tuple[int, int, int]


class Alike:
    """The kinds of the blocks that may be text."""

    def __init__(
        self,
        outline: Outline,
        weights: Weights,
        picked: Sequence[bool],
        calls: Sequence[str | None],
        numbers: Sequence[int],
    ) -> None:
        self.kinds = _kinds(outline, calls, numbers)  #: of each of these blocks
        self._total, self._blocks = weights.total or 1.0, len(outline.blocks)
        self._sums: dict[int, list[float]] = {}
        self._add_up(outline, weights, picked)
        self._told: dict[int, tuple[float, ...]] = {}

    def of(self, number: int, length: float) -> list[float]:
        """What is known of the blocks that are like one of so many characters, by one frame and by three."""
        near, _, far = self.kinds[number]
        by_one, by_three = self._kind(near), self._kind(far)
        return [*by_one, length / by_one[1], *by_three, length / by_three[1]]

    def _add_up(self, outline: Outline, weights: Weights, picked: Sequence[bool]) -> None:
        """For every kind: its blocks, their characters, prose and links, those finished and picked, first and last."""
        sums = self._sums
        for number, (near, _, far) in self.kinds.items():
            block = outline.blocks[number]
            length, prose, finished = len(block.text), weights.prose[number], is_finished(block.text)
            for kind in (near, far):
                found = sums.get(kind)
                if found is None:
                    found = sums[kind] = [0, 0, 0.0, 0, 0, 0, number, number]
                found[0] += 1
                found[1] += length
                found[2] += prose
                found[3] += block.linked
                found[4] += finished
                found[5] += picked[number]
                found[7] = number

    def _kind(self, kind: int) -> tuple[float, ...]:
        found = self._told.get(kind)
        if found is None:
            count, characters, prose, linked, finished, picked, first, last = self._sums[kind]
            found = self._told[kind] = (
                float(count), characters / count, prose / self._total, linked / characters, finished / count,
                picked / count, (last - first) / self._blocks,
            )  # fmt: skip
        return found


def _kinds(outline: Outline, calls: Sequence[str | None], numbers: Sequence[int]) -> dict[int, Kinds]:
    frames, blocks = outline.frames, outline.blocks
    ids: dict[object, int] = {}
    of_frames: dict[int, Kinds] = {}
    for index in {blocks[number].frame for number in numbers}:
        around = frames[index].parent
        near = _kind_of(index, frames, calls, ids)
        next_to = _kind_of(around, frames, calls, ids)
        last = _kind_of(frames[around].parent if around >= 0 else -1, frames, calls, ids)
        middle = ids.setdefault((near, next_to), len(ids))
        of_frames[index] = near, middle, ids.setdefault((near, next_to, last), len(ids))
    return {number: of_frames[blocks[number].frame] for number in numbers}


def _kind_of(index: int, frames: Sequence[Frame], calls: Sequence[str | None], ids: dict[object, int]) -> int:
    """The kind of a frame by what it is called, or by its tag where that is all; -1 beyond the outermost."""
    return ids.setdefault(calls[index] or frames[index].tag, len(ids)) if index >= 0 else -1
