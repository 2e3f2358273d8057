"""Boxes set into a story that are no part of it, told by what they are called: advertisements, newsletters, tags.

A name alone is no reason to drop much: what holds a good part of the story is the story, whatever it is called.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import attrgetter

from selectolax.lexbor import LexborNode

from parsers.tree.attributes import said_of
from parsers.tree.outline import Block, Frame, Outline

_MUCH, _LARGE = 0.25, 1000  #: of the story's characters, and characters
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_DEPTH = 6  #: elements around a paragraph that are looked at
_INSET = re.compile(
    r"(?:^|[ _-])(?:ad|ads|adverts?|advertisements?|advertising|sponsored|promos?|promotion|newsletters?|subscribe|"
    r"subscription|sign-?up|captions?|tags|tag-?list|hashtags|related|recommend(?:ed|ations?)|"
    r"read-?(?:also|next)|share|sharing|sharedaddy|social-?(?:links|share|icons)|author-?(?:bio|box|card)|"
    r"comments?-(?:link|count)|video-?(?:title|player|caption)|donate|donation|paywall|cookie|popup)(?:[ _-]|$)"
)

#: Where boards put what a member writes below all posts; a post may be called one that has such a box.
_SIGNATURE = re.compile(
    r"(?:^| )(?:(?:posts?|users?|message|msg|forum|author|member|comment|anon|ips[a-z]*)(?:[_-][\w-]*?)?)?"
    r"signatures?(?:[_\d-][\w-]*)?(?: |$)|(?:^| )(?:post[_-]?)?sig(?:[_-]?\d+)?(?: |$)"
)


def own_blocks(nodes: Sequence[LexborNode], outlines: Sequence[Outline]) -> list[Block]:
    """The blocks of the nodes that hold a story without those in such boxes, be these within a node or around some."""
    sizes = [outline.size for outline in outlines]
    most = _most(sum(sizes))
    apart = _in_boxes(nodes, sizes, most)
    return [
        outline.blocks[number]
        for node, outline in zip(nodes, outlines, strict=True)
        if node.mem_id not in apart
        for number in _outside(outline, range(len(outline.blocks)), most, _is_inset)
    ]


def without_boxes(outline: Outline, numbers: Sequence[int]) -> Sequence[int]:
    """Some blocks of an outline, by their numbers in order, without those in boxes set in between them."""
    return _outside(outline, numbers, _most(_size(outline, numbers)), _is_inset)


def without_signatures(outline: Outline, numbers: Sequence[int]) -> Sequence[int]:
    """Some blocks of a discussion, by their numbers in order, without the signatures of its posters."""
    return _outside(outline, numbers, _most(_size(outline, numbers)), _is_signature)


def _most(size: int) -> float:
    """How many characters such a box has at most in a story of so many."""
    return min(_LARGE, _MUCH * size)


def _outside(outline: Outline, numbers: Sequence[int], most: float, is_inset: Callable[[Frame], bool]) -> Sequence[int]:
    """Those of the blocks that stand in no box of so many characters at most."""
    if not numbers:
        return numbers
    begin = bisect_left(outline.frames, numbers[0], key=attrgetter("first"))
    end = bisect_right(outline.frames, numbers[-1], key=attrgetter("first"))
    boxes = filter(is_inset, outline.frames[begin:end])
    inset = {number for box in boxes for number in _held(outline, box, numbers, most)}
    return [number for number in numbers if number not in inset] if inset else numbers


def _held(outline: Outline, box: Frame, numbers: Sequence[int], most: float) -> Sequence[int]:
    """Those of the blocks that stand in a box, none where that is much."""
    within = numbers[bisect_left(numbers, box.first) : bisect_left(numbers, box.last)]
    return within if _size(outline, within) <= most else ()


def _size(outline: Outline, numbers: Sequence[int]) -> int:
    """The characters of some blocks."""
    return sum(len(outline.blocks[number].text) for number in numbers)


def _is_signature(box: Frame) -> bool:
    return _SIGNATURE.search(box.names) is not None


def _is_inset(box: Frame) -> bool:
    """Whether an element is such a box; what headings are called is what they say."""
    return box.hidden or (box.tag not in _HEADINGS and _is_called_so(box.names))


def _in_boxes(nodes: Sequence[LexborNode], sizes: Sequence[int], most: float) -> set[int]:
    """Those of the nodes that stand in boxes, by memory id."""
    if len(nodes) == 1:
        return set()
    around, held = [_ancestors(node) for node in nodes], Counter[int]()
    for size, above in zip(sizes, around, strict=True):
        for ancestor in above:
            held[ancestor.mem_id] += size
    return {
        node.mem_id
        for node, above in zip(nodes, around, strict=True)
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
    return hidden or node.tag == "noscript" or _is_called_so(names)


@lru_cache(maxsize=5000)
def _is_called_so(names: str) -> bool:
    """Whether names in lower case are those of such a box."""
    return _INSET.search(names) is not None
