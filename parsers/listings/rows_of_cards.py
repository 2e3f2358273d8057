"""Whether what reads as the text of a page is a row of teasers, each under the link to what it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from model.documents import Link
from model.urls import host_of
from parsers.lines.leads import LINKED
from parsers.page import Page
from parsers.tree.outline import Block

_FEWEST = 5  #: cards
_LONG, _MOST_TOLD = 100, 600  #: characters from where on a block tells something, and that a card tells at most
_SHARE = 0.8  #: of the text that stands in cards
_LAST = 4  #: blocks of the last card, below which something else may follow


def is_row_of_cards(page: Page, links: Sequence[Link]) -> bool:
    """Whether nearly all of a page's text stands in cards: the headline of another text, which is a link to it on the
    same site, and at most one paragraph.
    """
    titles = {link.title for link in links if link.title and host_of(link.url) == page.host}
    if len(titles) < _FEWEST:
        return False
    cards = [card for card in _segments(page.outline.blocks, titles) if _is_card(card)]
    told = {block.text for card in cards for block in card}
    whole = sum(len(block.text) for block in page.main_blocks)
    return len(cards) >= _FEWEST and _SHARE * whole <= sum(len(b.text) for b in page.main_blocks if b.text in told)


def _segments(blocks: Sequence[Block], titles: set[str]) -> Iterator[Sequence[Block]]:
    """The blocks from each headline that is a link up to the next."""
    heads = [at for at, block in enumerate(blocks) if block.linked > LINKED * len(block.text) and block.text in titles]
    yield from (blocks[here:following] for here, following in pairwise(heads))
    yield from (blocks[last : last + _LAST] for last in heads[-1:])


def _is_card(segment: Sequence[Block]) -> bool:
    told = [len(block.text) for block in segment[1:] if len(block.text) > _LONG]
    return len(told) <= 1 and sum(told) <= _MOST_TOLD
