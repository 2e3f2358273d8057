"""The short lines around a headline, where pages print who wrote the text and when."""

from __future__ import annotations

from parsers.outline import Block
from parsers.page import Page

_ABOVE, _BELOW = 8, 4  #: blocks around the headline and the first paragraph
_LONGEST = 150


def lines_beside_headline(page: Page) -> tuple[str, ...]:
    """The short lines from above the headline to the first paragraphs of the text."""
    blocks, text = page.outline.blocks, page.main_blocks
    begin = next((number for number, block in enumerate(blocks) if text and block is text[0]), 0)
    headline = next((number for number in range(begin, -1, -1) if blocks and blocks[number].tag == "h1"), begin)
    near = blocks[max(0, headline - _ABOVE) : begin + _BELOW]
    return _short_lines(near)


def lines_below_text(page: Page) -> tuple[str, ...]:
    """The short lines right under the text, where its source may be named."""
    blocks, text = page.outline.blocks, page.main_blocks
    end = next((number for number, block in enumerate(blocks) if text and block is text[-1]), len(blocks))
    return _short_lines(blocks[end + 1 : end + 1 + _BELOW])


def _short_lines(near: tuple[Block, ...]) -> tuple[str, ...]:
    return tuple(line for block in near for line in block.text.split("\n") if len(line) <= _LONGEST)
