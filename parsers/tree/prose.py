"""Blocks of text made into paragraphs."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from model.text import clean_line
from parsers.tree.outline import Block, outline_of

#: What a finished sentence ends with, in the scripts we read, before closing quotes and brackets.
_FINISHED = frozenset(".!?…:;。！？：；၊။।۔؟")
_CLOSING = "\"'”’»)]】」』"


def is_finished(line: str) -> bool:
    """Whether a line ends as sentences do."""
    return line.rstrip(_CLOSING)[-1:] in _FINISHED


def paragraphs_of(node: LexborNode, dropped: frozenset[int] = frozenset()) -> tuple[str, ...]:
    """The paragraphs under a node."""
    return tuple(line for block in outline_of(node, dropped).blocks for line in split_block(block))


def lines_of(node: LexborNode, dropped: frozenset[int] = frozenset()) -> tuple[str, ...]:
    """The lines under a node, a `<br>` ending one."""
    blocks = outline_of(node, dropped).blocks
    return tuple(line for block in blocks for part in block.text.split("\n") if (line := clean_line(part)))


def split_block(block: Block) -> tuple[str, ...]:
    """The paragraphs of a block: a `<br>` after a finished sentence ends one, any other is a blank."""
    if "\n" not in block.text:
        line = clean_line(block.text)
        return (line,) if line else ()
    return join_lines(tuple(map(clean_line, block.text.split("\n"))))


def join_lines(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Lines joined to paragraphs, which end where a line ends as a sentence does."""
    paragraphs: list[str] = []
    for line in filter(None, lines):
        if paragraphs and not is_finished(paragraphs[-1]):
            paragraphs[-1] = f"{paragraphs[-1]} {line}"
        else:
            paragraphs.append(line)
    return tuple(paragraphs)
