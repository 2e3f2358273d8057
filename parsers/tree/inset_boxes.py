"""Boxes set into a story that are no part of it, told by what they are called: advertisements, newsletters, tags.

A name alone is no reason to drop much: what holds a good part of the story is the story, whatever it is called.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from selectolax.lexbor import LexborNode

from parsers.tree.attributes import said_of
from parsers.tree.outline import Block, Outline

_MUCH = 0.25  #: of the story's characters
_DEPTH = 6  #: elements around a paragraph that are looked at
_INSET = re.compile(
    r"(?:^|[ _-])(?:ad|ads|adverts?|advertisements?|advertising|sponsored|promos?|promotion|newsletters?|subscribe|"
    r"subscription|sign-?up|captions?|wp-caption-text|tags|tag-?list|hashtags|related|recommend(?:ed|ations?)|read-?(?:more|also|next)|"
    r"share|sharing|sharedaddy|social-?(?:links|share|icons)|author-?(?:bio|box|card)|comments?-(?:link|count)|"
    r"video-?(?:title|player|caption)|donate|donation|paywall|cookie|popup|banner)(?:[ _-]|$)"
)


def own_blocks(nodes: Sequence[LexborNode], outlines: Sequence[Outline]) -> list[Block]:
    """The blocks of the nodes that hold a story without those in such boxes, be these within a node or around some."""
    sizes = [outline.size for outline in outlines]
    most = _MUCH * sum(sizes)
    apart = _in_boxes(nodes, sizes, most)
    return [
        block
        for node, outline in zip(nodes, outlines, strict=True)
        if node.mem_id not in apart
        for block in _without_boxes(outline, most)
    ]


def _without_boxes(outline: Outline, most: float) -> Iterator[Block]:
    """The blocks of an outline that stand in no box."""
    boxes = (frame for frame in outline.frames if frame.hidden or is_inset(frame.names))
    spans = (range(box.first, box.last) for box in boxes)
    inset = {at for span in spans if sum(len(outline.blocks[at].text) for at in span) <= most for at in span}
    return (block for at, block in enumerate(outline.blocks) if at not in inset)


def _in_boxes(nodes: Sequence[LexborNode], sizes: Sequence[int], most: float) -> set[int]:
    """Those of the nodes that stand in boxes, by memory id."""
    around = [_ancestors(node) for node in nodes] if len(nodes) > 1 else []
    held: Counter[int] = Counter()
    for size, above in zip(sizes, around, strict=False):
        for ancestor in above:
            held[ancestor.mem_id] += size
    return {
        node.mem_id
        for node, above in zip(nodes, around, strict=False)
        if any(held[ancestor.mem_id] <= most and _is_box(ancestor) for ancestor in above)
    }


def _ancestors(node: LexborNode) -> list[LexborNode]:
    """The elements right around a node."""
    found: list[LexborNode] = []
    while (parent := node.parent) is not None and len(found) < _DEPTH:
        found.append(parent)
        node = parent
    return found


def _is_box(node: LexborNode) -> bool:
    names, hidden = said_of(node)
    return hidden or node.tag == "noscript" or is_inset(names)


@lru_cache(maxsize=5000)
def is_inset(names: str) -> bool:
    """Whether names in lower case are those of such a box."""
    return _INSET.search(names) is not None
