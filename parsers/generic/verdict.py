"""The verdict on a block: what its odds say, but for notes above the text and headings of what comes after it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import zip_longest

from parsers.dates.reading import read_moment
from parsers.generic.declared import declared_body, passed_over
from parsers.generic.phrases import heads_what_follows
from parsers.lines.bylines import byline_in
from parsers.lines.labels import LONGEST_LABEL, is_label, is_revision
from parsers.lines.leads import LINKED, call_in, is_tool
from parsers.lines.refusals import refusal_in
from parsers.tree.outline import Block, Outline
from parsers.tree.prose import is_finished

_CAPTIONS = re.compile(
    r"(?:^| )(?:(?!no|has|with|hide)[a-z]+[-_]+)*caption(?:[-_]+(?:text|inner|body|content))?(?: |$)"
)
_IN_BODY = -0.3  #: log odds from which a block is text in what the page calls the body of its article
_IN_POST = -1.0  #: the same in a discussion: boards differ so much that the trees are seldom sure of lists and code
_NOTE = 100  #: characters of a byline or a date
_POINTER = 60  #: characters of a link to something else
_LINKS = 2  #: blocks below a heading from which on it is one of links
_CELLS = frozenset({"td", "th", "li", "dd", "dt"})  #: of lists and tables, where a time may be what is told
_HEAD = 3  #: blocks of a headline and the notes below it
_WALL, _REFUSAL = 3, 120  #: blocks that a wall has at the end of a text, and characters of each
_CALLED = 0.8  #: of what follows a call to read on: the rest may tell of what kind the other story is


def posts_of(outline: Outline, judged: Iterable[tuple[int, float]]) -> list[Block]:
    """The blocks of a discussion's posts by the log odds of those that were judged."""
    return [outline.blocks[number] for number, odds in judged if odds > _IN_POST]


def text_of(outline: Outline, judged: Iterable[tuple[int, float]], first: int) -> list[Block]:
    """The blocks of an article's text by the log odds of those that were judged.

    `first` is the number of the first block that the first guess took. A caption is no text.
    """
    captions = {n for frame in outline.frames if frame.tag == "figcaption" for n in range(frame.first, frame.last)}
    told = [(number, odds) for number, odds in judged if number not in captions]
    likely = [
        (number, odds)
        for number, odds in told
        if odds > _IN_BODY and not (number < first and is_note(outline.blocks[number]))
    ]
    chosen = _chosen(outline, [number for number, _ in told], likely)
    blocks, frames = outline.blocks, outline.frames
    told_of = [n for n in chosen if "caption" not in (names := frames[blocks[n].frame].names) or not _is_caption(names)]
    kept = [blocks[number] for number in _without_labels(blocks, told_of)]
    return without_tail(_without_wall(_without_head(_without_leads(kept))))


def _chosen(outline: Outline, described: Iterable[int], likely: list[tuple[int, float]]) -> list[int]:
    """The blocks that are likely, with those in doubt in the declared body, and all of it where it was passed over."""
    body, found = declared_body(outline), [number for number, odds in likely if odds > 0]
    missed = passed_over(outline, body, described, found)
    return sorted({*found, *missed}) if missed else [number for number, odds in likely if odds > 0 or number in body]


def without_tail(blocks: list[Block]) -> list[Block]:
    """The blocks of a text up to what leads on to something else."""
    while blocks and _leads_on(blocks[-1]):
        blocks = blocks[:-1]
    return blocks


def _without_wall(blocks: list[Block]) -> list[Block]:
    """The blocks of a text without those at its end that ask to pay or to log in for the rest."""
    end = len(blocks)
    while end > max(1, len(blocks) - _WALL) and len(blocks[end - 1].text) <= _REFUSAL:
        end -= 1
        if refusal_in(blocks[end].text):
            return blocks[:end]
    return blocks


def _without_head(blocks: list[Block]) -> list[Block]:
    """The blocks of a text without one of the first, a headline among them, that tells when it was revised."""
    return [block for block in blocks[:_HEAD] if not is_revision(block.text)] + blocks[_HEAD:]


def _without_labels(blocks: Sequence[Block], chosen: Sequence[int]) -> list[int]:
    """The numbers without those of short blocks that only say when an entry was written or who took a picture, or head
    a list of links that were left out.
    """
    short = [number for number in chosen if len(blocks[number].text) <= LONGEST_LABEL]
    labels = {number for number in short if blocks[number].tag not in _CELLS and _is_label(blocks, number, chosen)}
    return [number for number in chosen if number not in labels] if labels else list(chosen)


def _is_label(blocks: Sequence[Block], number: int, chosen: Sequence[int]) -> bool:
    below = blocks[number + 1 : number + 1 + _LINKS]
    if below and below[-1].tag == "li" and len(below) == _LINKS and all(map(_is_listed_link, below)):
        return number + 1 not in chosen and not is_finished(blocks[number].text)
    return is_label(blocks[number].text)


def _is_listed_link(block: Block) -> bool:
    return block.tag == "li" and _is_link(block)


@lru_cache(maxsize=5000)
def _is_caption(names: str) -> bool:
    """Whether a page calls a box so."""
    return _CAPTIONS.search(names) is not None


def _without_leads(blocks: list[Block]) -> list[Block]:
    """The blocks of a text without what leads on in its midst: headings above links, these, and calls to read on."""
    kept, is_led = [], False
    for block, below in zip_longest(blocks, blocks[1:]):
        if is_led and _is_link(block):
            continue
        is_led = below is not None and _is_link(below) and heads_what_follows(block.text)
        if not is_led and not _calls(block):
            kept.append(block)
    return kept


def _is_link(block: Block) -> bool:
    return block.linked >= LINKED * len(block.text)


def _calls(block: Block) -> bool:
    """Whether a block is a call to read on with the link that it means, or without any."""
    if not block.linked and len(block.text) > _POINTER:
        return False
    call = call_in(block.text)
    return call != "" and block.linked >= _CALLED * (len(block.text) - len(call))


def _leads_on(block: Block) -> bool:
    """Whether a block is the heading of something else, or little more than a link to it, or a tool of the page."""
    if len(block.text) < _POINTER and (_is_link(block) or is_tool(block.text)):
        return True
    return heads_what_follows(block.text) or is_revision(block.text)


def is_note(block: Block) -> bool:
    """Whether a block is a byline or a date and little more."""
    return len(block.text) < _NOTE and bool(byline_in(block.text) or read_moment(block.text))
