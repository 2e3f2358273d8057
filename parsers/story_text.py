"""The text of a story in the element that a site keeps it in, without what sites set between its paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from parsers.defaults import main_text
from parsers.fields import Field, by
from parsers.kinds import says_article
from parsers.lines.house_notes import is_house_note
from parsers.lines.leads import asks_to_follow, is_link
from parsers.scope import Scope, outermost
from parsers.tree.inset_boxes import own_blocks
from parsers.tree.outline import Block, outline_of
from parsers.tree.prose import split_block

#: What is no part of a story's text, and holds none.
_AROUND = ("figure", "aside", "nav", "footer")
#: What is none where it stands inside: some sites wrap whole pages in a form.
_INSIDE = (
    *_AROUND, "form", "button", "iframe", "noscript", "[hidden]", '[style*="display:none"]', '[style*="display: none"]',
)  # fmt: skip


def story(selector: str, without: tuple[str, ...] = ()) -> Field[tuple[str, ...]]:
    """The paragraphs in every node that matches, each read once.

    Left out are pictures and asides, what the selectors of `without` match inside, boxes called after what is set into
    stories, paragraphs that are nothing but a link, a line with a colon at its end above such, calls to follow the
    house, and what it tells its readers below any text.
    """
    around, inside = ", ".join(_AROUND), ", ".join((*_INSIDE, *without))

    def find(scope: Scope) -> tuple[str, ...]:
        apart = scope.dropped.union(node.mem_id for node in scope.node.css(around))
        nodes = outermost(replace(scope, dropped=apart).all(selector))
        dropped = apart.union(inner.mem_id for node in nodes for inner in node.css(inside))
        blocks = own_blocks(nodes, [outline_of(node, dropped) for node in nodes])
        return tuple(line for block in _told(blocks) for line in split_block(block))

    return by(find, selector)


def declared_story(scope: Scope) -> tuple[str, ...]:
    """The main text of a page that declares an article, found without rules for its site."""
    return main_text(scope) if says_article(scope.page) else ()


def _told(blocks: list[Block]) -> Iterator[Block]:
    """The blocks that tell something themselves."""
    for block, below in zip(blocks, _after(blocks), strict=True):
        leads_to_links = below is not None and is_link(below) and block.text.endswith((":", "："))
        if not (is_link(block) or leads_to_links or asks_to_follow(block) or is_house_note(block.text)):
            yield block


def _after(blocks: list[Block]) -> Iterable[Block | None]:
    return [*blocks[1:], None] if blocks else []
