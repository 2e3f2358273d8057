"""The verdict on a block: what its odds say, but for notes above the text and headings of what comes after it."""

from __future__ import annotations

from parsers.bylines import byline_in
from parsers.dates import read_moment
from parsers.generic.phrases import heads_what_follows
from parsers.outline import Block

_NOTE = 100  #: characters of a byline or a date
_POINTER, _ALL_BUT = 60, 0.9  #: characters of a link to something else, and the share of it that is linked


def is_text(block: Block, odds: float, *, above: bool) -> bool:
    """Whether a block of an article belongs to it; `above` says that it stands before all that the first guess took."""
    return odds > 0 and not (above and is_note(block))


def without_tail(blocks: list[Block]) -> list[Block]:
    """The blocks of a text up to what leads on to something else."""
    while blocks and _leads_on(blocks[-1]):
        blocks = blocks[:-1]
    return blocks


def _leads_on(block: Block) -> bool:
    """Whether a block is the heading of something else, or little more than a link to it."""
    is_link = len(block.text) < _POINTER and block.linked >= _ALL_BUT * len(block.text)
    return is_link or heads_what_follows(block.text)


def is_note(block: Block) -> bool:
    """Whether a block is a byline or a date and little more."""
    return len(block.text) < _NOTE and bool(byline_in(block.text) or read_moment(block.text))
