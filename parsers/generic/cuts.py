"""What is cut out of the blocks taken for an article's text: short lines that tell nothing of its story.

Every cut takes the numbers of the blocks and gives those that stay. They follow one another: what ends a text comes to
light only when what stood below it is gone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import zip_longest

from parsers.generic.appended import appended
from parsers.generic.phrases import heads_what_follows
from parsers.lines.house_notes import is_house_note
from parsers.lines.labels import LONGEST_LABEL, is_label, is_revision
from parsers.lines.leads import LINKED, asks_to_follow, call_in, is_tool
from parsers.lines.refusals import refusal_in
from parsers.lines.signatures import writers_in
from parsers.tree.inset_boxes import without_boxes
from parsers.tree.outline import Block, Outline
from parsers.tree.prose import is_finished

Numbers = Sequence[int]

_CAPTION = re.compile(
    r"(?:^| )(?:(?!no|has|with|hide)[a-z]+[-_]+)*(?:caption(?:[-_]+(?:text|inner|body|content))?|"
    r"(?:image|img|photo|picture|bild|foto)[-_]*(?:desc|description|legend|credits?))(?: |$)"
)
_POINTER = 60  #: characters of a link to something else
_LINKS = 2  #: blocks below a heading from which on it is one of links
_CELLS = frozenset({"td", "th", "li", "dd", "dt"})  #: of lists and tables, where a time may be what is told
_HEAD = 3  #: blocks of a headline and the notes below it
_WALL, _REFUSAL = 3, 120  #: blocks that a wall has at the end of a text, and characters of each
_CALLED = 0.8  #: of what follows a call to read on: the rest may tell of what kind the other story is


def captions(outline: Outline, numbers: Numbers) -> Numbers:
    """Without what a page calls a caption."""
    frames, blocks = outline.frames, outline.blocks
    return [n for n in numbers if not _is_caption(frames[blocks[n].frame].names)]


@lru_cache(maxsize=5000)
def _is_caption(names: str) -> bool:
    return _CAPTION.search(names) is not None


def labels(outline: Outline, numbers: Numbers) -> Numbers:
    """Without lines that only say when an entry was written, who took a picture, or what to do with the page."""
    blocks = outline.blocks
    short = [(number, text) for number in numbers if len(text := blocks[number].text) <= LONGEST_LABEL]
    told = {n for n, text in short if blocks[n].tag not in _CELLS and (is_label(text) or is_tool(text))}
    return [number for number in numbers if number not in told] if told else numbers


def headings_of_lists(outline: Outline, numbers: Numbers) -> Numbers:
    """Without the heading of a list of links that were left out."""
    return [
        number
        for number, below in zip_longest(numbers, numbers[1:])
        if below == number + 1 or not _heads_list(outline.blocks[number : number + 1 + _LINKS])
    ]


def _heads_list(blocks: Sequence[Block]) -> bool:
    heading, *below = blocks
    return (
        len(below) == _LINKS
        and all(block.tag == "li" and _is_link(block) for block in below)
        and heading.tag not in _CELLS
        and len(heading.text) <= LONGEST_LABEL
        and not is_finished(heading.text)
    )


def leads(outline: Outline, numbers: Numbers) -> Numbers:
    """Without what leads on in the midst of a text: headings above links, these, calls to read on and to follow."""
    kept, is_led = list[int](), False
    for number, following in zip_longest(numbers, numbers[1:]):
        block, below = outline.blocks[number], None if following is None else outline.blocks[following]
        if is_led and _is_link(block):
            continue
        is_led = below is not None and _is_link(below) and heads_what_follows(block.text)
        if not (is_led or _calls(block) or asks_to_follow(block)):
            kept.append(number)
    return kept


def _calls(block: Block) -> bool:
    """Whether a block is a call to read on with the link that it means, or without any."""
    if not block.linked and len(block.text) > _POINTER:
        return False
    call = call_in(block.text)
    return call != "" and block.linked >= _CALLED * (len(block.text) - len(call))


def revisions(outline: Outline, numbers: Numbers) -> Numbers:
    """Without one of the first blocks, a headline among them, that tells when the text was revised."""
    head = [number for number in numbers[:_HEAD] if not is_revision(outline.blocks[number].text)]
    return [*head, *numbers[_HEAD:]]


def wall(outline: Outline, numbers: Numbers) -> Numbers:
    """Without the blocks at the end that ask to pay or to log in for the rest."""
    for at in reversed(range(max(1, len(numbers) - _WALL), len(numbers))):
        text = outline.blocks[numbers[at]].text
        if len(text) > _REFUSAL:
            break
        if refusal_in(text):
            return numbers[:at]
    return numbers


def tail(outline: Outline, numbers: Numbers) -> Numbers:
    """Up to what leads on to something else."""
    end = len(numbers)
    while end and _leads_on(outline.blocks[numbers[end - 1]]):
        end -= 1
    return numbers[:end]


def _leads_on(block: Block) -> bool:
    """Whether a block is a heading or little more than a link of something else, a tool, a note of the house, or who
    wrote the text.
    """
    text = block.text
    if len(text) < _POINTER and (_is_link(block) or is_tool(text) or writers_in(text)):
        return True
    return heads_what_follows(text) or is_revision(text) or is_house_note(text)


def _is_link(block: Block) -> bool:
    return block.linked >= LINKED * len(block.text)


CUTS: tuple[Callable[[Outline, Numbers], Numbers], ...] = (
    appended, without_boxes, captions, labels, headings_of_lists, leads, revisions, wall, tail,
)  # fmt: skip
