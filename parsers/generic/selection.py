"""Which blocks of the main frame are the text: prose, and what stands between prose."""

from __future__ import annotations

from parsers.generic.container import main_frame
from parsers.generic.places import apart, in_chrome
from parsers.generic.weights import Weights, weigh
from parsers.outline import Block, Outline
from parsers.prose import is_finished

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def select_blocks(outline: Outline) -> tuple[Block, ...]:
    """The blocks of the page's main text, in order.

    Where all prose stands in places with doubtful names, only the certain ones are left out, and at last none.
    """
    weights = weigh(outline)
    for marks in (apart(outline, weights), in_chrome(outline), [False] * len(outline.frames)):
        index = main_frame(outline, weights, marks)
        if index is not None:
            return _within(outline, weights, marks, index)
    return ()


def _within(outline: Outline, weights: Weights, marks: list[bool], index: int) -> tuple[Block, ...]:
    frame = outline.frames[index]
    candidates = [
        (outline.blocks[number], weights.prose[number])
        for number in range(frame.first, frame.last)
        if not marks[outline.blocks[number].frame]
    ]
    return _trim([(block, weight) for block, weight in candidates if _may_stay(block, weight)])


def _may_stay(block: Block, weight: float) -> bool:
    if weight:
        return True
    return block.linked <= 0.5 * len(block.text)


def _trim(candidates: list[tuple[Block, float]]) -> tuple[Block, ...]:
    """The candidates from the first prose to the last; a heading stays only above something."""
    prose = [number for number, (_, weight) in enumerate(candidates) if weight]
    if not prose:
        return ()
    end = prose[-1] + 1
    while end < len(candidates) and _closes(candidates[end][0], candidates[prose[-1]][0]):
        end += 1
    kept = [block for block, _ in candidates[prose[0] : end]]
    return tuple(block for number, block in enumerate(kept) if not _heads_nothing(block, kept[number + 1 : number + 2]))


def _heads_nothing(block: Block, following: list[Block]) -> bool:
    """Whether a block is a heading with another of its rank, or a higher, right below: what it headed is gone."""
    if block.tag not in _HEADINGS:
        return False
    return all(below.tag in _HEADINGS and below.tag <= block.tag for below in following)


def _closes(block: Block, last: Block) -> bool:
    """Whether a block after the last prose is a short closing paragraph: of the same kind, and a sentence."""
    return block.tag == last.tag == "p" and is_finished(block.text) and block.linked * 4 < len(block.text)
