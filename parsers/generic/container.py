"""The frame that holds the main text: the one whose paragraphs, and whose children's, weigh most."""

from __future__ import annotations

from itertools import accumulate

from parsers.generic.weights import Weights
from parsers.tree.outline import Outline

#: Elements that hold a paragraph or a row, and are no box of their own.
LEAVES = frozenset(
    {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "dd", "dt", "blockquote", "ul", "ol", "tr", "tbody", "table"}
)
_GENERATIONS = 4
_MORE_PROSE = 1.1  #: a frame around the best one is taken where it adds at least a tenth
_FEW_LINKS = 0.15  #: of its characters, and is no list of links


def main_frame(outline: Outline, weights: Weights, marks: list[bool]) -> int | None:
    """The index of the frame that holds the main text, None where no block is prose."""
    scores: dict[int, float] = {}
    for block, weight in zip(outline.blocks, weights.prose, strict=True):
        if weight and not marks[block.frame]:
            _credit(outline, scores, block.frame, weight)
    best = max(scores, key=lambda index: scores[index], default=None)
    return None if best is None else _widened(outline, weights, marks, best)


def _credit(outline: Outline, scores: dict[int, float], frame: int, weight: float) -> None:
    """Give a paragraph's weight to the frame around it, and less of it to each frame further out."""
    here = frame
    while outline.frames[here].tag in LEAVES and outline.frames[here].parent >= 0:
        here = outline.frames[here].parent
    for generation in range(_GENERATIONS):
        scores[here] = scores.get(here, 0.0) + weight / (generation + 1)
        here = outline.frames[here].parent
        if here < 0:
            return


def _widened(outline: Outline, weights: Weights, marks: list[bool], best: int) -> int:
    """The outermost frame around the best that has more prose and few links: a text may stand in several boxes."""
    counted = [
        (prose, characters, block.linked) if not marks[block.frame] and block.linked * 2 <= characters else (0.0, 0, 0)
        for block, prose, characters in zip(outline.blocks, weights.prose, weights.characters, strict=True)
    ]
    prose_to, characters_to, linked_to = ((0.0, *accumulate(column)) for column in zip(*counted, strict=True))
    frame = outline.frames[best]
    chosen, prose = best, prose_to[frame.last] - prose_to[frame.first]
    here = frame.parent
    while here >= 0:
        frame = outline.frames[here]
        characters = characters_to[frame.last] - characters_to[frame.first]
        if linked_to[frame.last] - linked_to[frame.first] > _FEW_LINKS * (characters + 1):
            break
        wider = prose_to[frame.last] - prose_to[frame.first]
        if wider >= _MORE_PROSE * prose:
            chosen, prose = here, wider
        here = frame.parent
    return chosen
