"""The verdict on an article's blocks: which are its text by their odds, before and after what is cut out of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parsers.dates.reading import read_moment
from parsers.generic.context import settled
from parsers.generic.cuts import CUTS
from parsers.generic.declared import declared_body, passed_over
from parsers.lines.bylines import byline_in
from parsers.tree.inset_boxes import without_signatures
from parsers.tree.outline import Block, Outline

_IN_BODY = -0.3  #: log odds from which a block is text in what the page calls the body of its article
_IN_POST = -1.0  #: the same in a discussion: boards differ so much that the trees are seldom sure of lists and code
_NOTE = 100  #: characters of a byline or a date


def posts_of(outline: Outline, judged: Iterable[tuple[int, float]]) -> list[Block]:
    """The blocks of a discussion's posts by the log odds of those that were judged."""
    numbers = [number for number, odds in judged if odds > _IN_POST]
    return [outline.blocks[number] for number in without_signatures(outline, numbers)]


def text_of(outline: Outline, judged: Iterable[tuple[int, float]], first: int) -> list[Block]:
    """The blocks of an article's text by the log odds of those that were judged.

    `first` is the number of the first block that the first guess took: bylines and dates above it are no text.
    """
    captions = {n for frame in outline.frames if frame.tag == "figcaption" for n in range(frame.first, frame.last)}
    told = [(number, odds) for number, odds in _settled(outline, list(judged)) if number not in captions]
    above = {number for number, odds in told if number < first and odds > _IN_BODY and is_note(outline.blocks[number])}
    numbers = _likely(outline, [number for number, _ in told], [each for each in told if each[0] not in above])
    for cut in CUTS:
        numbers = cut(outline, numbers)
    return [outline.blocks[number] for number in numbers]


def _settled(outline: Outline, judged: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """The same, each by the blocks around it as well."""
    numbers = [number for number, _ in judged]
    odds = settled([odds for _, odds in judged], [len(outline.blocks[number].text) for number in numbers])
    return list(zip(numbers, odds, strict=True))


def _likely(outline: Outline, described: Iterable[int], told: list[tuple[int, float]]) -> Sequence[int]:
    """The blocks that are likely, with those in doubt in the declared body, and all of it where it was passed over."""
    body, found = declared_body(outline), [number for number, odds in told if odds > 0]
    if missed := passed_over(outline, body, described, found):
        return sorted({*found, *missed})
    return [number for number, odds in told if odds > 0 or (odds > _IN_BODY and number in body)]


def is_note(block: Block) -> bool:
    """Whether a block is a byline or a date and little more."""
    return len(block.text) < _NOTE and bool(byline_in(block.text) or read_moment(block.text))
