"""One walk over a tree: its text in blocks, each with the frame of elements it stands in.

Everything that reads prose reads it here: site parsers the blocks of one node, the generic extractor the whole page.
The walk keeps its own stack, so that a page nested a hundred thousand deep costs time and no recursion. It is where
most of a page's time goes, so it asks the tree for as little as it can: a number for the tag, the next node, and
attributes only of elements that hold blocks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from model.text import single_blanks
from parsers.tree.attributes import is_seen, said_of
from parsers.tree.elements import BREAK, FRAME, KNOWN, LINK, OTHER, PLAIN, SILENT, TEXT_NODE, UNSCRIPTED

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt"})
_BR = "\0"  #: a `<br>` among texts, in which no parsed page has this character
_LONG_LINK = 60  #: characters
_MOST_TEXT = 2_000_000  #: characters; what follows is left out


@dataclass(slots=True)
class Frame:
    """An element that holds blocks: the blocks from `first` up to `last`, and what the markup calls it."""

    tag: str
    parent: int  #: the index of the frame around it, -1 for the outermost
    first: int
    last: int = 0
    names: str = ""  #: class, id, role and itemprop in lower case
    hidden: bool = False


class Block(NamedTuple):
    """A run of text without a break. A newline in `text` is a `<br>`."""

    text: str
    tag: str  #: of the block element it stands in
    frame: int
    linked: int  #: how many of its characters are inside links


class Anchor(NamedTuple):
    """A link element and the frame it stands in."""

    node: LexborNode
    frame: int


_made = tuple.__new__  #: how named tuples are made, without the step between that costs as much again


@dataclass(frozen=True, slots=True)
class Outline:
    """The blocks of a tree in order, the frames they stand in, outer before inner, and the links among them.

    A frame with neither text nor links in it is left out.
    """

    frames: tuple[Frame, ...]
    blocks: tuple[Block, ...]
    anchors: tuple[Anchor, ...]

    @property
    def size(self) -> int:
        """The characters of all blocks."""
        return sum(len(block.text) for block in self.blocks)


def outline_of(
    root: LexborNode,
    dropped: frozenset[int] = frozenset(),
    most: int = _MOST_TEXT,
    *,
    unread: frozenset[int] = frozenset({UNSCRIPTED}),
) -> Outline:
    """The outline of a node without what is dropped, given by memory id; the walk stops after `most` characters.

    `unread` are the kinds of frames that are passed over.
    """
    walk = _Walk(dropped, most, unread)
    walk.over(root)
    return Outline(tuple(walk.frames), tuple(walk.blocks), tuple(walk.anchors))


class _Walk:
    """The state of one walk: the open frames, and the text of the block that is being read."""

    def __init__(self, dropped: frozenset[int], most: int, unread: frozenset[int]) -> None:
        self.frames: list[Frame] = []
        self.blocks: list[Block] = []
        self.anchors: list[Anchor] = []
        self._dropped = dropped
        self._here = -1
        self._tag = "body"
        self._buffer: list[str] = []
        self._linked = 0
        self._links = 0
        self._size = 0
        self._most = most
        self._unread = unread

    def over(self, root: LexborNode) -> None:
        """Read every node under the root, and the root."""
        buffer, kinds = self._buffer, KNOWN.get
        open_nodes: list[tuple[LexborNode, int]] = []
        node: LexborNode | None = root
        while node is not None and self._size < self._most:
            if (number := node.tag_id) == TEXT_NODE:
                text = node.text_content or ""
                if buffer or not text.isspace():
                    buffer.append(text)
                    if self._links:
                        self._linked += len(text.strip())
            else:
                kind, tag = kinds(number, OTHER)
                if kind != SILENT and (child := self._entered(node, kind, tag)) is not None:
                    open_nodes.append((node, kind))
                    node = child
                    continue
            node = (node.next if open_nodes else None) or self._after(open_nodes)
        self._flush()
        for node, kind in reversed(open_nodes if self.frames else ()):
            if kind >= FRAME:
                self._leave(node)

    def _after(self, open_nodes: list[tuple[LexborNode, int]]) -> LexborNode | None:
        """The node after those that end here, which are left; None where the root ends."""
        while open_nodes:
            node, kind = open_nodes.pop()
            if kind >= FRAME:
                self._leave(node)
            elif kind == LINK:
                self._links -= 1
            if open_nodes and (following := node.next) is not None:
                return following
        return None

    def _entered(self, node: LexborNode, kind: int, tag: str) -> LexborNode | None:
        """Take an element in; its first child where there is one to be read."""
        if kind == BREAK or (self._dropped and node.mem_id in self._dropped):
            self._part(kind)
            return None
        if (kind == PLAIN and not self._is_read(node, tag)) or (kind >= UNSCRIPTED and kind in self._unread):
            return None
        child = node.first_child
        if kind >= FRAME:
            if self._buffer:
                self._flush()
            if child is not None:
                self.frames.append(Frame(tag, self._here, len(self.blocks)))
                self._here = len(self.frames) - 1
                self._tag = tag
        elif kind == LINK:
            self.anchors.append(_made(Anchor, (node, self._here)))
            self._links += child is not None
        return child

    def _is_read(self, node: LexborNode, tag: str) -> bool:
        """Whether a span is for readers who see, and a button the label of a heading that opens."""
        if tag == "button":
            return self._tag in _HEADINGS
        attributes = node.attributes
        return not attributes or is_seen(attributes.get("class"), attributes.get("style"))

    def _leave(self, node: LexborNode) -> None:
        """End a frame; what it is called is asked only where it holds something, for that is dear."""
        if self._buffer:
            self._flush()
        frame = self.frames[self._here]
        frame.last = len(self.blocks)
        if frame.first == frame.last and frame is self.frames[-1] and not self._holds_link():
            self.frames.pop()
        else:
            frame.names, frame.hidden = said_of(node)
        self._here = frame.parent
        self._tag = self.frames[frame.parent].tag if frame.parent >= 0 else "body"

    def _holds_link(self) -> bool:
        """Whether the last link stands in the frame that ends here, or in a frame within it."""
        return bool(self.anchors) and self.anchors[-1].frame >= self._here

    def _part(self, kind: int) -> None:
        """End a line at a break, and a block where a box is dropped: the words on both sides of it are no line."""
        if kind == BREAK:
            self._break()
        elif kind >= FRAME and self._buffer:
            self._flush()

    def _break(self) -> None:
        """A `<br>` is a new line, a second one ends the block."""
        if next((part for part in reversed(self._buffer) if part == _BR or not part.isspace()), _BR) == _BR:
            self._flush()
        else:
            self._buffer.append(_BR)

    def _flush(self) -> None:
        """End the block that is being read."""
        raw = "".join(self._buffer)[: self._most]
        if self._tag == "pre":
            raw = raw.replace("\n", _BR)
        text = single_blanks(raw) if _BR not in raw else _lines(raw)
        if self._linked > _LONG_LINK and "href" not in self.anchors[-1].node.attributes:
            self._linked = 0  # the place that a link leads to, which nobody has ended
        if text:
            self.blocks.append(_made(Block, (text, self._tag, self._here, self._linked)))
            self._size += len(text)
        self._buffer.clear()
        self._linked = 0


def _lines(raw: str) -> str:
    """The lines of a text that are not empty, each with single blanks."""
    lines = map(single_blanks, raw.split(_BR))
    return "\n".join(filter(None, lines))
