"""Which blocks of the main frame are the text at first sight: prose, and what stands between prose."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.generic.container import main_frame
from parsers.generic.places import Sense, apart, in_chrome, senses_of
from parsers.generic.weights import Weights
from parsers.tree.outline import Block, Outline
from parsers.tree.prose import is_finished

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class Guess:
    """The text as its container alone shows it."""

    main: int  #: the frame that holds it
    senses: list[Sense]  #: for each frame, what its tag and names say
    marks: list[bool]  #: for each frame, whether it stands apart
    numbers: list[int]  #: of the blocks that belong to the text


def first_guess(outline: Outline, weights: Weights) -> Guess | None:
    """The blocks of the main frame that are prose or stand between prose; None where the page has none.

    Where all prose stands in places with doubtful names, only the certain ones are left out, and at last none.
    """
    senses = senses_of(outline)
    marks = apart(outline, weights, senses)
    index = main_frame(outline, weights, marks)
    if index is None:
        marks = in_chrome(outline, senses)
        index = main_frame(outline, weights, marks)
    if index is None:
        marks = [False] * len(outline.frames)
        index = main_frame(outline, weights, marks)
    return None if index is None else Guess(index, senses, marks, _within(outline, weights, marks, index))


def _within(outline: Outline, weights: Weights, marks: list[bool], index: int) -> list[int]:
    frame = outline.frames[index]
    candidates = [
        number
        for number in range(frame.first, frame.last)
        if not marks[outline.blocks[number].frame] and _may_stay(outline.blocks[number], weights.prose[number])
    ]
    return _trim(outline.blocks, weights, candidates)


def _may_stay(block: Block, weight: float) -> bool:
    return weight > 0 or block.linked <= 0.5 * len(block.text)


def _trim(blocks: tuple[Block, ...], weights: Weights, candidates: list[int]) -> list[int]:
    """The candidates from the first prose to the last; a heading stays only above something."""
    prose = [place for place, number in enumerate(candidates) if weights.prose[number]]
    if not prose:
        return []
    end = prose[-1] + 1
    last = blocks[candidates[prose[-1]]]
    while end < len(candidates) and _closes(blocks[candidates[end]], last):
        end += 1
    kept = candidates[prose[0] : end]
    following = [*kept[1:], None]
    return [number for number, below in zip(kept, following, strict=True) if not _heads_nothing(blocks, number, below)]


def _heads_nothing(blocks: tuple[Block, ...], number: int, below: int | None) -> bool:
    """Whether a block is a heading with another of its rank, or a higher, right below: what it headed is gone."""
    tag = blocks[number].tag
    if tag not in _HEADINGS:
        return False
    return below is None or (blocks[below].tag in _HEADINGS and blocks[below].tag <= tag)


def _closes(block: Block, last: Block) -> bool:
    """Whether a block after the last prose is a short closing paragraph: of the same kind, and a sentence."""
    return block.tag == last.tag == "p" and is_finished(block.text) and block.linked * 4 < len(block.text)
