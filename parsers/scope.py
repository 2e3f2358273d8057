"""A part of a page as fields read it: a node, without what does not count under it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from selectolax.lexbor import LexborNode

from model.text import clean_line, single_blanks
from parsers.page import Page
from parsers.tree.elements import only_text
from parsers.tree.outline import outline_of

LONGEST_LINE = 2000  #: characters


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of a page that a field is read in: a node, and the nodes under it that do not count."""

    page: Page
    node: LexborNode
    dropped: frozenset[int] = frozenset()

    @classmethod
    def of(cls, page: Page, drop: tuple[str, ...] = (), within: str | None = None) -> Scope:
        """The scope of a page or of its first node that matches, without what the drop selectors match and other
        stories.
        """
        node = (page.root.css_first(within) if within else None) or page.root
        matched = (found.mem_id for found in node.css(", ".join(drop))) if drop else ()
        return cls(page, node, page.next_stories.union(matched))

    def at(self, node: LexborNode) -> Scope:
        """The same scope, narrowed to a node."""
        return replace(self, node=node)

    def all(self, selector: str) -> list[LexborNode]:
        """The nodes that match, in the page's order, without those that do not count.

        Lexbor gives a node once for every selector of a list that it matches; here it comes once.
        """
        found = self.node.css(selector)
        if "," in selector:
            found = list({node.mem_id: node for node in found}.values())
        return [node for node in found if not self._is_dropped(node)] if self.dropped else found

    def headlines(self) -> list[LexborNode]:
        """The headings of the first order, as `all` gives them."""
        if self.dropped or self.node.mem_id != self.page.root.mem_id:
            return self.all("h1")
        return self.page.asked_always["h1"]

    def first(self, selector: str) -> LexborNode | None:
        """The first node that matches."""
        return next(iter(self.all(selector)), None) if self.dropped else self.node.css_first(selector)

    def line(self, node: LexborNode, most: int = LONGEST_LINE) -> str:
        """The text of a node as one line, without what does not count; little more than `most` characters of it."""
        if not self.dropped and (text := only_text(node)) is not None:
            return clean_line(single_blanks(text[:most]))
        return clean_line(" ".join(block.text for block in outline_of(node, self.dropped, most).blocks))

    def _is_dropped(self, node: LexborNode) -> bool:
        here: LexborNode | None = node
        top = self.node.mem_id  # nodes compare by their markup, which would be written out for each step
        while here is not None and here.mem_id != top:
            if here.mem_id in self.dropped:
                return True
            here = here.parent
        return False


def outermost(nodes: list[LexborNode]) -> list[LexborNode]:
    """The nodes that stand in none of the others, given in the document's order."""
    taken: set[int] = set()
    outer = []
    for node in nodes:
        parent = node.parent
        while parent is not None and parent.mem_id not in taken:
            parent = parent.parent
        taken.add(node.mem_id)
        if parent is None:
            outer.append(node)
    return outer
