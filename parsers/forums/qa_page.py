"""Questions with their answers and the comments below them, as microdata marks them: Stack Exchange's sites do."""

from __future__ import annotations

from dataclasses import replace

from selectolax.lexbor import LexborNode

from parsers.fields import moment, place, text
from parsers.forums.engine import ForumEngine
from parsers.forums.rows import Row
from parsers.page import Page, once
from parsers.scope import Scope

_MOST_QUOTES = 200  #: of a page that are looked for in its other posts


@once
def _quoted_here(page: Page) -> frozenset[int]:
    """The blockquotes that repeat what stands elsewhere on the page, by memory id."""
    quotes = page.root.css("blockquote")
    words = "".join("".join(block.text.split()) for block in page.outline.blocks)
    said = ((quote.mem_id, "".join(quote.text().split())) for quote in quotes[:_MOST_QUOTES])
    found = (number for number, line in said if words.count(line) > 1)
    return frozenset(found).union(quote.mem_id for quote in quotes[_MOST_QUOTES:])


class QaPage(ForumEngine):
    """A question's page. Answers stand inside the question, comments inside what they are on."""

    hints = ("schema.org/QAPage",)
    row = '[itemtype$="/Question"], [itemtype$="/Answer"], [itemtype$="/Comment"]'
    content = '[itemprop="text"]'

    author = text('[itemprop="author"] [itemprop="name"]', "content") | text('[itemprop="author"] [itemprop="name"]')
    posted_at = (
        moment('[itemprop="dateCreated"]', "datetime")
        | moment('[itemprop="datePublished"]', "datetime")
        | moment('[itemprop="datePublished"]')
    )
    permalink = place('[itemprop="url"]:not([itemprop="author"] *)')

    def marks(self, page: Page) -> bool:
        """Whether microdata says that the page is of a question, and shows that."""
        return page.root.css_first('[itemtype$="/QAPage"] [itemtype$="/Question"] [itemprop="text"]') is not None

    def quotes_in(self, scope: Scope) -> list[LexborNode]:
        """What is quoted of another post; other blockquotes hold what a question is about, a message or a manual."""
        return [quote for quote in super().quotes_in(scope) if quote.mem_id in _quoted_here(scope.page)]

    def read_row(self, scope: Scope) -> Row | None:
        """A question, an answer or a comment, without those inside it."""
        inner = frozenset(node.mem_id for node in scope.node.css(self.row)) - {scope.node.mem_id}
        own = replace(scope, dropped=inner)
        return super().read_row(own) if own.first(self.content) else None
