"""One walk over a tree: its text in blocks, each with the frame of elements it stands in.

Everything that reads prose reads it here: site parsers the blocks of one node, the generic extractor the whole page.
The walk keeps its own stack, so that a page nested a hundred thousand deep costs time and no recursion.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
        "h6", "header", "hgroup", "hr", "html", "li", "main", "menu", "nav", "ol", "p", "pre", "section",
        "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
_SILENT = frozenset(
    {
        "audio", "button", "canvas", "datalist", "embed", "head", "iframe", "input", "math", "meta", "link",
        "map", "noscript", "object", "option", "picture", "img", "script", "select", "style", "svg", "template",
        "textarea", "title", "track", "video",
    }
)  # fmt: skip
_TEXT_NODE = 2  #: lexbor's tag id of a text node
_UNSEEN = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader(?:-text)?|offscreen|u-vh)(?:\s|$)", re.IGNORECASE
)
_MOST_TEXT = 2_000_000  #: characters; what follows is left out


@dataclass(slots=True)
class Frame:
    """An element that holds blocks: the blocks from `first` up to `last`, and what the markup calls it."""

    tag: str
    parent: int  #: the index of the frame around it, -1 for the outermost
    names: str  #: class, id, role and itemprop in lower case
    hidden: bool
    first: int
    last: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text without a break. A newline in `text` is a `<br>`."""

    text: str
    tag: str  #: of the block element it stands in
    frame: int
    linked: int  #: how many of its characters are inside links


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link element and the frame it stands in."""

    node: LexborNode
    frame: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The blocks of a tree in order, the frames they stand in, outer before inner, and the links among them."""

    frames: tuple[Frame, ...]
    blocks: tuple[Block, ...]
    anchors: tuple[Anchor, ...]


def outline_of(root: LexborNode, dropped: frozenset[int] = frozenset(), most: int = _MOST_TEXT) -> Outline:
    """The outline of a node without what is dropped, given by memory id; the walk stops after `most` characters."""
    walk = _Walk(dropped, most)
    walk.over(root)
    return Outline(tuple(walk.frames), tuple(walk.blocks), tuple(walk.anchors))


class _Walk:
    """The state of one walk: the open frames, and the text of the block that is being read."""

    def __init__(self, dropped: frozenset[int], most: int) -> None:
        self.frames: list[Frame] = []
        self.blocks: list[Block] = []
        self.anchors: list[Anchor] = []
        self._dropped = dropped
        self._here = -1
        self._buffer: list[str] = []
        self._linked = 0
        self._links = 0
        self._size = 0
        self._most = most

    def over(self, root: LexborNode) -> None:
        """Read every node under the root, and the root."""
        open_nodes: list[tuple[LexborNode, str]] = []
        node: LexborNode | None = root
        while node is not None and self._size < self._most:
            tag = self._enter(node)
            child = node.first_child if tag else None
            if tag and child is not None:
                open_nodes.append((node, tag))
                node = child
                continue
            if tag:
                self._leave(tag)
            node = self._after(node, open_nodes)
        self._flush()
        for frame in self.frames:
            frame.last = frame.last or len(self.blocks)

    def _after(self, node: LexborNode, open_nodes: list[tuple[LexborNode, str]]) -> LexborNode | None:
        """The next node in the document's order, leaving the elements that end before it."""
        here = node
        while open_nodes:
            following = here.next
            if following is not None:
                return following
            here, tag = open_nodes.pop()
            self._leave(tag)
        return None

    def _enter(self, node: LexborNode) -> str | None:
        """Take a node in; its tag where its children are to be read."""
        if node.tag_id == _TEXT_NODE:
            self._add(node.text_content or "")
            return None
        tag = node.tag or ""
        if tag in _SILENT or tag.startswith("-") or (self._dropped and node.mem_id in self._dropped):
            return None
        if tag == "br":
            self._break()
            return None
        if tag not in _BLOCKS:
            return self._enter_inline(node, tag)
        self._flush()
        self._open_frame(node, tag)
        return tag

    def _enter_inline(self, node: LexborNode, tag: str) -> str | None:
        if tag == "a":
            self._links += 1
            self.anchors.append(Anchor(node, self._here))
        elif tag == "span":
            names = node.attributes.get("class")
            if names and _UNSEEN.search(names):
                return None
        return tag

    def _open_frame(self, node: LexborNode, tag: str) -> None:
        attributes = node.attributes
        names, hidden = "", False
        if attributes:
            names = " ".join(
                attributes.get(key) or ""
                for key in ("class", "id", "role", "itemprop", "data-testid")
                if key in attributes
            ).lower()
            style = attributes.get("style") or ""
            hidden = (
                "hidden" in attributes
                or attributes.get("aria-hidden") == "true"
                or "display:none" in style.replace(" ", "")
            )
        self.frames.append(Frame(tag, self._here, names, hidden, len(self.blocks)))
        self._here = len(self.frames) - 1

    def _leave(self, tag: str) -> None:
        if tag == "a":
            self._links -= 1
        elif tag in _BLOCKS:
            self._flush()
            frame = self.frames[self._here]
            frame.last = len(self.blocks)
            self._here = frame.parent

    def _add(self, text: str) -> None:
        if "\n" in text and (self._here < 0 or self.frames[self._here].tag != "pre"):
            text = text.replace("\n", " ")
        self._buffer.append(text)
        if self._links:
            self._linked += len(text.strip())

    def _break(self) -> None:
        """A `<br>` is a new line, a second one ends the block."""
        if next((part for part in reversed(self._buffer) if part == "\n" or not part.isspace()), "\n") == "\n":
            self._flush()
        else:
            self._buffer.append("\n")

    def _flush(self) -> None:
        """End the block that is being read."""
        if not self._buffer:
            return
        raw = "".join(self._buffer)
        if raw and not raw.isspace():
            lines = (" ".join(part.split()) for part in raw.split("\n"))
            text = "\n".join(filter(None, lines))
            tag = self.frames[self._here].tag if self._here >= 0 else "body"
            self.blocks.append(Block(text, tag, self._here, self._linked))
            self._size += len(text)
        self._buffer.clear()
        self._linked = 0
