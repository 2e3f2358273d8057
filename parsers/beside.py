"""The short lines around a headline, where pages print who wrote the text and when."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from operator import attrgetter

from model.text import clean_line, letters_only
from parsers.generic.weights import reading_length
from parsers.lines.date_words import is_date_label
from parsers.lines.leads import LINKED
from parsers.page import Page, once
from parsers.tree.elsewhere import COMMENTS, ELSEWHERE, TODAY, blocks_elsewhere
from parsers.tree.outline import Block, Outline

_FIGURE = re.compile(r"[\d〇○零]")  #: also of years in Chinese numerals
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_SHORTEST_TITLE = 15  #: letters
_ABOVE, _BELOW = 8, 4  #: blocks around the headline and the first paragraph
_LONGEST = 150
_SHORTEST_LINKED = 28  #: as `reading_length` counts; names are shorter


@once
def lines_beside_headline(page: Page) -> tuple[str, ...]:
    """The short lines from above the headline to the first paragraphs of the text."""
    near = blocks_beside_headline(page)
    return _short_lines(page.outline.blocks[near.start : near.stop])


def blocks_beside_headline(page: Page) -> range:
    """The numbers of the blocks from above the headline to the first paragraphs of the text."""
    headline, begin = _headline_and_text(page)
    return range(max(0, headline - _ABOVE), begin + _BELOW)


def heading_above_text(page: Page) -> str:
    """The nearest h1 above the text, "" where there is none."""
    headline, _ = _headline_and_text(page)
    block = page.outline.blocks[headline] if page.outline.blocks else None
    return clean_line(block.text) if block and block.tag == "h1" else ""


def frames_begun(outline: Outline, blocks: range) -> range:
    """The numbers of the frames that begin with one of the blocks of these numbers, found without a look at all."""
    begin, end = (bisect_left(outline.frames, at, key=attrgetter("first")) for at in (blocks.start, blocks.stop))
    return range(begin, end)


@once
def lines_above_headline(page: Page) -> tuple[str, ...]:
    """The article's own short lines with figures above its headline, or above its text where it has no headline."""
    headline, _ = _headline_and_text(page)
    return _short_lines(_own(page, range(max(0, headline - _ABOVE), headline)))


@once
def lines_below_headline(page: Page) -> tuple[str, ...]:
    """The article's own short lines with figures from its headline to the first paragraphs of its text."""
    headline, begin = _headline_and_text(page)
    end = min(begin + _BELOW, len(page.outline.blocks))
    return _short_lines(_own(page, range(headline, end)))


def lines_of_this_text(page: Page) -> Iterator[str]:
    """The article's own short lines beside its headline that stand beside the title of no other text, as on a card;
    those below the headline first. Above it they tell figures: "Today" may be a menu there.
    """
    headline, begin = _headline_and_text(page)
    blocks, is_elsewhere = page.outline.blocks, _elsewhere(page)
    below = range(headline, min(begin + _BELOW, len(blocks)))
    above = [at for at in range(max(0, headline - _ABOVE), headline) if _FIGURE.search(blocks[at].text)]
    own = (at for at in chain(below, above) if not is_elsewhere(at) and not _is_on_card(blocks, at, headline))
    return iter(_short_lines(tuple(blocks[at] for at in own)))


def _is_on_card(blocks: tuple[Block, ...], number: int, headline: int) -> bool:
    """Whether a block stands right beside the title of another text: a link and nothing else, and no name."""
    near = {number - 1, number + 1} - {headline} if number != headline else ()
    beside = (blocks[at] for at in near if 0 <= at < len(blocks) and (at < headline) == (number < headline))
    return any(
        block.linked >= LINKED * len(block.text) and reading_length(block.text) >= _SHORTEST_LINKED for block in beside
    )


def uncommented(page: Page) -> Iterator[Block]:
    """The blocks of a page without those in which readers comment on it."""
    places = TODAY if page.is_discussion else COMMENTS
    is_comment = blocks_elsewhere(page.outline, _headline_and_text(page)[0], places)
    return (block for at, block in enumerate(page.outline.blocks) if not is_comment(at))


def _own(page: Page, numbers: Iterable[int]) -> tuple[Block, ...]:
    """Those of the blocks that may have a short line, tell figures and stand in no place for other texts."""
    blocks, is_elsewhere = page.outline.blocks, _elsewhere(page)
    texts = ((at, blocks[at].text) for at in numbers)
    told = (at for at, text in texts if (len(text) <= _LONGEST or "\n" in text) and _FIGURE.search(text))
    return tuple(_labelled(blocks, at) for at in told if not is_elsewhere(at))


def _labelled(blocks: tuple[Block, ...], number: int) -> Block:
    """A block, behind the one above it where that is the label of a date and nothing else."""
    block, above = blocks[number], blocks[number - 1].text if number else ""
    return block._replace(text=f"{above} {block.text}") if is_date_label(above) else block


@once
def _elsewhere(page: Page) -> Callable[[int], bool]:
    """Whether the block of a number stands in a place for other texts."""
    places = TODAY if page.is_discussion else ELSEWHERE
    return blocks_elsewhere(page.outline, _headline_and_text(page)[0], places)


@once
def _headline_and_text(page: Page) -> tuple[int, int]:
    """The numbers of the headline's block, as far as there is one, and of the one in which the text begins."""
    blocks, text = page.outline.blocks, page.main_blocks
    begin = next((number for number, block in enumerate(blocks) if text and block is text[0]), 0)
    headline = next((number for number in range(begin, -1, -1) if blocks and blocks[number].tag == "h1"), None)
    if headline is None and (named := _titled(page)) is not None:
        return named, max(begin, named) if named < begin <= named + _ABOVE else named
    return (begin if headline is None else headline), begin


def _titled(page: Page) -> int | None:
    """The number of the heading that bears the title which the page declares."""
    title = letters_only(page.meta("og:title", "twitter:title") or "")
    headings = ((number, block) for number, block in enumerate(page.outline.blocks) if block.tag in _HEADINGS)
    named = (number for number, block in headings if title in letters_only(block.text))
    return next(named, None) if len(title) >= _SHORTEST_TITLE else None


@once
def lines_below_text(page: Page) -> tuple[str, ...]:
    """The short lines right under the text, where its source may be named."""
    blocks, text = page.outline.blocks, page.main_blocks
    end = next((number for number, block in enumerate(blocks) if text and block is text[-1]), len(blocks))
    return _short_lines(blocks[end + 1 : end + 1 + _BELOW])


def _short_lines(near: tuple[Block, ...]) -> tuple[str, ...]:
    return tuple(line for block in near for line in block.text.split("\n") if len(line) <= _LONGEST)
