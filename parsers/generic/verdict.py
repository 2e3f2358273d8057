"""The verdict on a block: what its odds say, unless it is a note above the text of who wrote it and when."""

from __future__ import annotations

from parsers.bylines import byline_in
from parsers.dates import read_moment
from parsers.outline import Block

_NOTE = 100  #: characters of a byline or a date


def is_text(block: Block, odds: float, *, above: bool) -> bool:
    """Whether a block of an article belongs to it; `above` says that it stands before all that the first guess took."""
    return odds > 0 and not (above and is_note(block))


def is_note(block: Block) -> bool:
    """Whether a block is a byline or a date and little more."""
    return len(block.text) < _NOTE and bool(byline_in(block.text) or read_moment(block.text))
