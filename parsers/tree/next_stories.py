"""Stories that a page sets below its own, as sites do that go on with the next one while readers scroll.

Each stands in an element called like that of the page's own story, with a headline, prose, and a day or a byline.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from model.text import likeness

_MOST_HEADINGS = 20
_LEAST, _LEAST_BELOW = 300, 150  #: characters of prose in the page's story, and in one below it
_PROSE = 80  #: characters of a paragraph
_ALIKE = 0.5  #: of the words of a headline and a title
_SIGNS = (
    'time, [rel="author"], [itemprop="author"], [itemprop="datePublished"], [class*="date"], [class*="author"], '
    '[class*="byline"]'
)  #: of a story by itself: the parts of one have none


def next_stories(headings: Sequence[LexborNode], titles: Sequence[str]) -> frozenset[int]:
    """The elements of the stories below the page's own, by memory id.

    `headings` are those of the first order, and `titles` what the page declares that it is called.
    """
    alike = [max((likeness(heading.text(), title) for title in titles), default=0.0) for heading in headings]
    best = max(alike, default=0.0)
    if best < _ALIKE:
        return frozenset()
    own = alike.index(best)
    below = (_apart(headings[own], other) for other in headings[own + 1 : own + _MOST_HEADINGS])
    return frozenset(box.mem_id for story, box in filter(None, below) if _is_next(story, box))


def _apart(one: LexborNode, other: LexborNode) -> tuple[LexborNode, LexborNode] | None:
    """The outermost elements around two nodes that hold only one of them; None where one holds the other."""
    around = {node.mem_id: inner for node, inner in _climb(one)}
    for node, inner in _climb(other):
        if node.mem_id in around:
            first = around[node.mem_id]
            return (first, inner) if first is not None and inner is not None else None
    return None


def _climb(node: LexborNode) -> Iterator[tuple[LexborNode, LexborNode | None]]:
    """A node and all around it, each with the one before."""
    here: LexborNode | None = node
    inner = None
    while here is not None:
        yield here, inner
        here, inner = here.parent, here


def _is_next(story: LexborNode, box: LexborNode) -> bool:
    """Whether an element holds a story of its own, and is called as that of the page's is."""
    name = story.attributes.get("class")
    is_alike = story.tag == box.tag and (box.tag == "article" or (bool(name) and name == box.attributes.get("class")))
    return is_alike and _prose(story) >= _LEAST and _prose(box) >= _LEAST_BELOW and box.css_first(_SIGNS) is not None


def _prose(box: LexborNode) -> int:
    return sum(length for node in box.css("p") if (length := len(node.text().strip())) >= _PROSE)
