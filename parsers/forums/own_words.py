"""What posters say themselves inside a post: their paragraphs, and where they say that a text comes from."""

from __future__ import annotations

from collections.abc import Callable

from model.documents import SourceCredit
from model.text import clean_line
from parsers.origins.reposts import Line, paragraphs_in, picture_credit, read_repost
from parsers.page import Page
from parsers.scope import Scope
from parsers.tree.outline import outline_of

_MOST_PICTURES = 50

LeadsTo = Callable[[Page, str | None], str | None]  #: where a link in a post leads


def own_words(scope: Scope, leads_to: LeadsTo) -> tuple[tuple[str, ...], tuple[SourceCredit, ...]]:
    """The paragraphs of a post, in the scope of its content without quotes, and what it says of its origin."""
    kept, origins = read_repost(_lines(scope, leads_to))
    return paragraphs_in(kept), (*origins, *_pictures(scope))


def _pictures(scope: Scope) -> tuple[SourceCredit, ...]:
    """The evidence in the names of a post's pictures."""
    found: dict[str, SourceCredit] = {}
    for node in scope.all("img")[:_MOST_PICTURES]:
        attributes = node.attributes
        url = scope.page.absolute(attributes.get("data-src") or attributes.get("src"))
        if url and (credit := picture_credit(url)):
            found.setdefault(credit.said, credit)
    return tuple(found.values())


def _lines(scope: Scope, leads_to: LeadsTo) -> tuple[Line, ...]:
    """The lines of a post with the address of those that are a link, an empty line after each block."""
    links = {
        clean_line(node.text()): leads_to(scope.page, node.attributes.get("href")) for node in scope.all("a[href]")
    }
    lines: list[Line] = []
    for block in outline_of(scope.node, scope.dropped).blocks:
        lines += [Line(text, links.get(text)) for part in block.text.split("\n") if (text := clean_line(part))]
        lines.append(Line(""))
    return tuple(lines)
