"""The surroundings of blocks: what the frames around one say, hold and repeat."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from parsers.generic.container import LEAVES
from parsers.generic.places import BESIDE, CHROME, Sense
from parsers.generic.weights import Weights
from parsers.outline import Frame, Outline

_POSTS = re.compile(r"post|message|reply|comment|topic|thread|answer|question")
_IN_CHROME = 0.2  #: of the page's prose, up to which what is called the site's holds no text


class Place(NamedTuple):
    """What a frame and those around it say."""

    elements: int  #: the sum of the elements it is in
    said: int  #: the sum of what their names say
    hidden: bool
    beside: float  #: the prose in the outermost of them that is called something beside the text, as a share
    chrome: float  #: the same for what belongs to the site
    repeated: int  #: the most often that one of them, or one called alike, stands on the page

    @property
    def is_chrome(self) -> bool:
        """Whether it is the site's: what stands in it is of no interest, nor what stands in that."""
        return 0 < self.chrome < _IN_CHROME


class Box(NamedTuple):
    """What the box around a block holds, and the box around that."""

    prose: float  #: share of the page's
    blocks: float
    links: float  #: share of its characters
    average: float  #: characters a block
    outer_prose: float
    outer_links: float
    alike: float  #: the prose of this and of its siblings that are called the same, as a share


_OUTSIDE = Place(0, 0, hidden=False, beside=0.0, chrome=0.0, repeated=0)


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

    def alike(self, index: int) -> int:
        """How many frames on the page are called as this one is, itself included."""
        return self._counts[self.calls[index]]

    def posts(self) -> tuple[list[int], float, int]:
        """For each frame the first block of the post it is in, or -1; the posts' share of the prose; their number.

        Posts are the frames called alike, after what people write to each other, that hold the most prose.
        """
        groups: dict[str, list[float]] = {}
        for frame, call in zip(self._frames, self.calls, strict=True):
            if call and frame.tag != "body" and (share := self.share(frame)) and _POSTS.search(call):
                groups.setdefault(call, []).append(share)
        several = [(min(sum(shares), 1.0), len(shares), call) for call, shares in groups.items() if len(shares) > 1]
        share, number, chosen = max(several, default=(0.0, 0, None))
        starts: list[int] = []
        for frame, call in zip(self._frames, self.calls, strict=True):
            around = starts[frame.parent] if frame.parent >= 0 else -1
            starts.append(frame.first if chosen is not None and call == chosen else around)
        return starts, share, number

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
        places, boxes, depths = self.places, self.boxes, self.depths
        for index, (frame, sense) in enumerate(zip(self._frames, senses, strict=True)):
            parent = frame.parent
            is_outermost = parent < 0
            around = _OUTSIDE if is_outermost else places[parent]
            boxes.append(index if is_outermost or frame.tag not in LEAVES else boxes[parent])
            depths.append(0.0 if is_outermost else depths[parent] + 1.0)
            is_bare = frame.last == frame.first or around.is_chrome
            places.append(around if is_bare else self._place(frame, sense, around))

    def _place(self, frame: Frame, sense: Sense, around: Place) -> Place:
        said, element, is_site = sense.said, sense.element, sense.is_site
        repeated = 0 if frame.tag in LEAVES else self._counts[sense.call]
        if not (said or element or is_site or frame.hidden) and repeated <= around.repeated:
            return around
        beside, chrome = around.beside, around.chrome
        if said & BESIDE:
            beside = max(beside, self.share(frame) + 0.001)
        if said & CHROME or is_site:
            chrome = max(chrome, self.share(frame) + 0.001)
        return Place(
            around.elements | element,
            around.said | said,
            around.hidden or frame.hidden,
            beside,
            chrome,
            max(around.repeated, repeated),
        )
