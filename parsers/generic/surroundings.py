"""The surroundings of blocks: what the frames around one say, hold and repeat."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from parsers.generic.container import LEAVES
from parsers.generic.places import BESIDE, CHROME, Sense
from parsers.generic.weights import Weights
from parsers.outline import Frame, Outline

_POSTS = re.compile(r"post|message|reply|comment|topic|thread|answer|question")
_IN_CHROME = 0.2  #: of the page's prose, up to which what is called the site's holds no text
_ELEMENTS, _SAID = tuple(1 << bit for bit in range(10)), tuple(1 << bit for bit in range(5))


class Place(NamedTuple):
    """What a frame and those around it say."""

    elements: int  #: the sum of the elements it is in
    said: int  #: the sum of what their names say
    hidden: bool
    beside: float  #: the prose in the outermost of them that is called something beside the text, as a share
    chrome: float  #: the same for what belongs to the site
    is_chrome: bool  #: whether it is the site's: what stands in it is of no interest, nor what stands in that

    def told(self) -> tuple[float, ...]:
        """Each of the elements, each of the meanings, and the rest."""
        return *_bits(self.elements, self.said), float(self.hidden), self.beside, self.chrome


@lru_cache(maxsize=1000)
def _bits(elements: int, said: int) -> tuple[float, ...]:
    return *[float(elements & bit) for bit in _ELEMENTS], *[float(said & bit) for bit in _SAID]


class Box(NamedTuple):
    """What the box around a block holds, and the box around that."""

    prose: float  #: share of the page's
    blocks: float
    links: float  #: share of its characters
    average: float  #: characters a block
    outer_prose: float
    outer_links: float
    alike: float  #: the prose of this and of its siblings that are called the same, as a share


_OUTSIDE = Place(0, 0, hidden=False, beside=0.0, chrome=0.0, is_chrome=False)


class Surroundings:
    """The frames of an outline, looked up from its blocks."""

    def __init__(self, outline: Outline, weights: Weights, senses: Sequence[Sense]) -> None:
        self._frames, self._weights = outline.frames, weights
        self._total = weights.total or 1.0
        self.linked = (0, *accumulate([block.linked for block in outline.blocks]))  #: characters, up to each block
        self.characters = (0, *accumulate([len(block.text) for block in outline.blocks]))
        self.calls = [sense.call for sense in senses]  #: what every frame is called
        self._counts = Counter(self.calls)
        self._counts[None] = 0
        self.places: list[Place] = []  #: of every frame; within the site's own that of the outermost
        self.boxes: list[int] = []  #: for each frame the one that is its box: no paragraph, list or cell
        self.depths: list[float] = []
        self.repeats: list[
            float
        ] = []  #: the most often that a frame, or one around it, or one called alike stands here
        self._enter(senses)
        self._measured: dict[int, Box] = {}
        self._siblings: dict[tuple[int, str, str], float] | None = None

    def share(self, frame: Frame) -> float:
        """The prose in a frame as a share of the page's."""
        return self._weights.between(frame.first, frame.last) / self._total

    def box(self, index: int) -> Box:
        """The box that a frame is in."""
        here = self.boxes[index]
        found = self._measured.get(here)
        if found is None:
            found = self._measured[here] = self._measure(here)
        return found

    def alike(self, index: int) -> float:
        """How many frames on the page are called as this one is, itself included."""
        return float(self._counts[self.calls[index]])

    def posts(self) -> tuple[list[int], tuple[float, float]]:
        """For each frame the first block of the post it is in, or -1; the posts' share of the prose and their number.

        Posts are the frames called alike, after what people write to each other, that hold the most prose.
        """
        groups: dict[str, list[float]] = {}
        for frame, call in zip(self._frames, self.calls, strict=True):
            if call and frame.tag != "body" and (share := self.share(frame)) and _POSTS.search(call):
                groups.setdefault(call, []).append(share)
        several = [
            (min(sum(shares), 1.0), float(len(shares)), call) for call, shares in groups.items() if len(shares) > 1
        ]
        share, number, chosen = max(several, default=(0.0, 0.0, None))
        starts: list[int] = []
        for frame, call in zip(self._frames, self.calls, strict=True):
            around = starts[frame.parent] if frame.parent >= 0 else -1
            starts.append(frame.first if chosen is not None and call == chosen else around)
        return starts, (share, number)

    def _measure(self, index: int) -> Box:
        frame = self._frames[index]
        outer = self._frames[frame.parent] if frame.parent >= 0 else frame
        blocks = frame.last - frame.first
        return Box(
            self.share(frame),
            float(blocks),
            self._links_in(frame),
            (self.characters[frame.last] - self.characters[frame.first]) / max(1, blocks),
            self.share(outer),
            self._links_in(outer),
            self._share_alike(frame),
        )

    def _share_alike(self, frame: Frame) -> float:
        """The prose of a frame and of its siblings that are called the same, as a share of the page's."""
        if self._siblings is None:
            self._siblings, sums = {}, self._weights.sums
            for each in self._frames:
                if each.last > each.first and each.tag not in LEAVES:
                    call = each.parent, each.tag, each.names
                    self._siblings[call] = self._siblings.get(call, 0.0) + sums[each.last] - sums[each.first]
        return self._siblings.get((frame.parent, frame.tag, frame.names), 0.0) / self._total

    def _links_in(self, frame: Frame) -> float:
        linked = self.linked[frame.last] - self.linked[frame.first]
        return linked / (self.characters[frame.last] - self.characters[frame.first] + 1)

    def _enter(self, senses: Sequence[Sense]) -> None:
        """Take in every frame after those around it."""
        places, boxes, depths, repeats, counts = self.places, self.boxes, self.depths, self.repeats, self._counts
        for index, (frame, sense) in enumerate(zip(self._frames, senses, strict=True)):
            parent, is_leaf = frame.parent, frame.tag in LEAVES
            is_outermost = parent < 0
            around, repeated = (_OUTSIDE, 0.0) if is_outermost else (places[parent], repeats[parent])
            boxes.append(boxes[parent] if is_leaf and not is_outermost else index)
            depths.append(0.0 if is_outermost else depths[parent] + 1.0)
            repeats.append(repeated if is_leaf or counts[sense.call] < repeated else float(counts[sense.call]))
            tells = sense.said or sense.element or sense.is_site or frame.hidden
            places.append(self._place(frame, sense, around) if tells and not around.is_chrome else around)

    def _place(self, frame: Frame, sense: Sense, around: Place) -> Place:
        said, beside, chrome = sense.said, around.beside, around.chrome
        if said & BESIDE:
            beside = max(beside, self.share(frame) + 0.001)
        if said & CHROME or sense.is_site:
            chrome = max(chrome, self.share(frame) + 0.001)
        elements, hidden = around.elements | sense.element, around.hidden or frame.hidden
        return Place(elements, around.said | said, hidden, beside, chrome, is_chrome=0 < chrome < _IN_CHROME)
