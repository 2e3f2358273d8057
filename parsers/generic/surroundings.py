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
from parsers.tree.outline import Frame, Outline

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


class Stand(NamedTuple):
    """How a frame stands in its page."""

    place: Place  #: within the site's own that of the outermost
    depth: float
    repeated: float  #: the most often that it, or one around it, or one called alike stands here


_OUTSIDE = Stand(Place(0, 0, hidden=False, beside=0.0, chrome=0.0, is_chrome=False), -1.0, 0.0)


class Surroundings:
    """The frames of an outline, looked up from its blocks."""

    def __init__(self, outline: Outline, weights: Weights, senses: Sequence[Sense]) -> None:
        self._frames, self._weights = outline.frames, weights
        self._total = weights.total or 1.0
        self.linked = (0, *accumulate([block.linked for block in outline.blocks]))  #: characters, up to each block
        self.characters = (0, *accumulate(weights.characters))
        self.calls = [sense.call for sense in senses]  #: what every frame is called
        self._counts = Counter(self.calls)
        self._counts[None] = 0
        self.boxes = _boxes(outline.frames)  #: for each frame the one that is its box: no paragraph, list or cell
        self._senses, self._stands = senses, list[Stand | None]([None] * len(outline.frames))
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

    def stand(self, index: int) -> Stand:
        """How a frame stands; few are asked for, and those around these."""
        row: list[int] = []
        found: Stand | None = None
        while index >= 0 and (found := self._stands[index]) is None:
            row.append(index)
            index = self._frames[index].parent
        stand = found or _OUTSIDE
        for each in reversed(row):
            stand = self._stands[each] = self._within(each, stand)
        return stand

    def _within(self, index: int, around: Stand) -> Stand:
        frame, sense, place = self._frames[index], self._senses[index], around.place
        count = 0 if frame.tag in LEAVES else self._counts[sense.call]
        if not place.is_chrome and (sense.said or sense.element or sense.is_site or frame.hidden):
            place = self._place(frame, sense, place)
        return Stand(place, around.depth + 1.0, max(around.repeated, float(count)))

    def _place(self, frame: Frame, sense: Sense, around: Place) -> Place:
        said, beside, chrome = sense.said, around.beside, around.chrome
        if said & BESIDE:
            beside = max(beside, self.share(frame) + 0.001)
        if said & CHROME or sense.is_site:
            chrome = max(chrome, self.share(frame) + 0.001)
        elements, hidden = around.elements | sense.element, around.hidden or frame.hidden
        return Place(elements, around.said | said, hidden, beside, chrome, is_chrome=0 < chrome < _IN_CHROME)


def _boxes(frames: Sequence[Frame]) -> list[int]:
    """For each frame the number of the one that is its box."""
    boxes: list[int] = []
    for index, frame in enumerate(frames):
        boxes.append(boxes[frame.parent] if frame.parent >= 0 and frame.tag in LEAVES else index)
    return boxes
