"""What readers write below an article, which is no part of it however long it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, compress

from parsers.generic.weights import Weights
from parsers.tree.outline import Frame, Outline

_COMMENTS = re.compile(
    r"(?:^| )(?:(?!with|has|no|show|recent|latest|count|num)[a-z]+[-_]+)*(?:comments|comment[-_]*(?=[a-z]))"
    r"(?:[-_]*(?:list(?:ing)?|section|area|wrap(?:per)?|container|body|content|text|box|thread|holder|inner|entries))*"
    r"(?: |$)"
)
_BEGUN = 200  #: of prose above a box of comments; one that holds the text as well has less


def without_comments(outline: Outline, weights: Weights) -> Outline:
    """The outline of an article without what stands in boxes called after comments, below some of its prose."""
    dropped = {number for span in _comments(outline, weights) for number in span}
    if not dropped:
        return outline
    kept = [number not in dropped for number in range(len(outline.blocks))]
    up_to, begin = [0, *accumulate(kept)], min(dropped)
    frames = [
        frame  # which ends above, as most do
        if frame.last <= begin
        else Frame(frame.tag, frame.parent, up_to[frame.first], up_to[frame.last], frame.names, frame.hidden)
        for frame in outline.frames
    ]
    return Outline(tuple(frames), tuple(compress(outline.blocks, kept)), outline.anchors)


def _comments(outline: Outline, weights: Weights) -> Iterator[range]:
    """The numbers of the blocks in each such box."""
    for frame in outline.frames:
        if "comment" in frame.names and weights.sums[frame.first] >= _BEGUN and _is_called_comments(frame.names):
            yield range(frame.first, frame.last)


@lru_cache(maxsize=20_000)
def _is_called_comments(names: str) -> bool:
    return _COMMENTS.search(names) is not None
