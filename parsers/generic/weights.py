"""How much a block is like a paragraph of prose, and how much prose stands in each frame."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from parsers.tree.outline import Block, Outline
from parsers.tree.prose import is_finished

_PROSE_TAGS = frozenset(
    {"p", "div", "td", "section", "article", "blockquote", "pre", "main", "body", "center", "dd", "li"}
)
_DENSE = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff]")  #: Thai, Burmese, Khmer, kana, ideographs
_SHORTEST, _LONG_ENOUGH = 40, 80


@dataclass(frozen=True, slots=True)
class Weights:
    """The prose of every block, and its running sum so that any range costs two look-ups."""

    prose: tuple[float, ...]
    sums: tuple[float, ...]
    characters: tuple[int, ...]  #: of every block
    lengths: tuple[int, ...]  #: of every block, as `reading_length` has it

    def between(self, first: int, last: int) -> float:
        """The prose in the blocks from `first` up to `last`."""
        return self.sums[last] - self.sums[first]

    @property
    def total(self) -> float:
        """The prose of the page."""
        return self.sums[-1]


def weigh(outline: Outline) -> Weights:
    """The weights of an outline's blocks."""
    texts = [block.text for block in outline.blocks]
    lengths = tuple(map(reading_length, texts))
    blocks = zip(outline.blocks, lengths, strict=True)
    prose = tuple([_prose_of(block, length) if length >= _SHORTEST else 0.0 for block, length in blocks])
    return Weights(prose, (0.0, *accumulate(prose)), tuple(map(len, texts)), lengths)


def _prose_of(block: Block, length: int) -> float:
    """The characters of a block that count as prose: none of a label, a menu or a list of links."""
    if block.tag not in _PROSE_TAGS:
        return 0.0
    share = block.linked / len(block.text)
    if share > 0.5 or (length < _LONG_ENOUGH and not is_finished(block.text)):
        return 0.0
    return length * (1 - share) * (0.5 if block.tag == "li" else 1.0)


def reading_length(text: str) -> int:
    """The length in characters of a spaced script: an ideograph or a Thai syllable says more than a letter."""
    if text.isascii():
        return len(text)
    return len(text) + 2 * len(_DENSE.findall(text))
