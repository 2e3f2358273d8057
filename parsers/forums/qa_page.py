"""Questions with their answers and the comments below them, as microdata marks them: Stack Exchange's sites do."""

from __future__ import annotations

from dataclasses import replace

from parsers.fields import moment, place, text
from parsers.forums.engine import ForumEngine
from parsers.forums.rows import Row
from parsers.page import Page
from parsers.scope import Scope


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

    def read_row(self, scope: Scope) -> Row | None:
        """A question, an answer or a comment, without those inside it."""
        inner = frozenset(node.mem_id for node in scope.node.css(self.row)) - {scope.node.mem_id}
        own = replace(scope, dropped=inner)
        return super().read_row(own) if own.first(self.content) else None
