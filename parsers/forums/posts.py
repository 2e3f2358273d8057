"""The posts of a thread: poster, time and own words of each, what it quotes and what it says of its origin."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import ClassVar

from selectolax.lexbor import LexborNode

from model.documents import Credit, Post, SourceCredit
from model.moments import Moment
from model.text import join_paragraphs
from parsers.fields import Field
from parsers.forums.own_words import own_words
from parsers.forums.rows import Content, Row
from parsers.page import Page
from parsers.scope import Scope, outermost

_SAID = re.compile(
    r"\s*(?:wrote|said|schrieb|hat geschrieben|a écrit|escribió|escreveu|ha scritto|(?:на)?писал\w*(?:\(а\))?|"
    r"сказал\w*(?:\(а\))?|เขียน|写道|寫道|写|寫)?\s*[:：]\s*$",
    re.IGNORECASE,
)
MOST_POSTS = 2000
_LONGEST_QUOTE = 300
_ANY_QUOTE = "blockquote"
_EMBEDDED = re.compile(r"\b(?:twitter-tweet|instagram-media|tiktok-embed|reddit-card)\b")  #: said by others elsewhere


class Posts:
    """Reads posts, as an engine marks them. Their fields are read inside their rows."""

    row: ClassVar[str]  #: the posts of a thread
    content: ClassVar[str]  #: the text of a post, inside its row
    quote: ClassVar[str] = _ANY_QUOTE
    drop: ClassVar[tuple[str, ...]] = ()  #: inside the content, but not the poster's words
    keeps_empty: ClassVar[bool] = False  #: whether a row with neither text nor poster is a post all the same

    author: ClassVar[Field[str]]
    posted_at: ClassVar[Field[Moment]]
    permalink: ClassVar[Field[str]] = Field()
    quoted_name: ClassVar[Field[str]] = Field()  #: read inside a quote
    quoted_at: ClassVar[Field[Moment]] = Field()
    quoted_url: ClassVar[Field[str]] = Field()

    def rows(self, page: Page) -> tuple[Row, ...]:
        """The posts in the page's order."""
        whole = Scope.of(page)
        return tuple(row for node in whole.all(self.row)[:MOST_POSTS] if (row := self.read_row(whole.at(node))))

    def words(self, page: Page) -> tuple[str, ...]:
        """The paragraphs of all posts on the page, without what they quote."""
        return tuple(line for row in self.rows(page) for line in row.post.text.split("\n\n") if line)

    def read_row(self, scope: Scope) -> Row | None:
        """A post, None where the row holds neither text nor poster and the engine has no such posts."""
        author = self.author.read(scope).value
        node = scope.node.css_first(self.content)
        content = self._content(scope, node) if node else Content()
        if author is None and not content.paragraphs and not self.keeps_empty:
            return None
        post = Post(
            author=author,
            posted_at=self.posted_at.read(scope).value,
            permalink=self.permalink.read(scope).value,
            text=join_paragraphs(content.paragraphs),
        )
        return Row(post, content.quotes, content.origins)

    def _content(self, scope: Scope, node: LexborNode) -> Content:
        """The poster's own words, what is quoted, and what is said of the origin.

        A post that is nothing but a quote of nobody on the board carries a text over, which is what it says.
        """
        quotes = self.quotes_in(Scope(scope.page, node))
        unsaid = frozenset(found.mem_id for found in node.css(", ".join(self.drop))) if self.drop else frozenset()
        inner = Scope(scope.page, node, unsaid.union(found.mem_id for found in quotes))
        paragraphs, origins = own_words(inner, self.leads_to)
        told = tuple(self._quote(scope.at(found)) for found in outermost(quotes))
        if not paragraphs and not any(credit.name or credit.url for credit in told):
            paragraphs, origins = own_words(replace(inner, dropped=unsaid), self.leads_to)
        return Content(paragraphs, told, origins)

    def quotes_in(self, scope: Scope) -> list[LexborNode]:
        """What is quoted inside a post."""
        quotes = scope.all(self.quote)
        if self.quote != _ANY_QUOTE:
            boxes = scope.node.css(_ANY_QUOTE)
            quotes += [found for found in boxes if _EMBEDDED.search(found.attributes.get("class") or "")]
        return quotes

    def leads_to(self, page: Page, address: str | None) -> str | None:
        """Where a link in a post leads."""
        return page.absolute(address)

    def _quote(self, scope: Scope) -> SourceCredit:
        said = scope.line(scope.node)[:_LONGEST_QUOTE]
        return SourceCredit(
            Credit.QUOTE,
            said=said,
            url=self.quoted_url.read(scope).value,
            name=_SAID.sub("", self.quoted_name.read(scope).value or "") or None,
            published_at=self.quoted_at.read(scope).value,
        )
