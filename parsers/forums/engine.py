"""The base of forum engines: a thread's posts, and a board's topics."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import replace
from typing import ClassVar

from selectolax.lexbor import LexborNode

from model.documents import Credit, Document, Kind, Link, Parsed, Post, SourceCredit
from model.moments import Moment
from model.text import join_paragraphs
from model.urls import clean_url
from parsers import defaults
from parsers.account import Account
from parsers.base import NEXT_PAGE, finished
from parsers.fields import Field, by, head_address
from parsers.forums.own_words import own_words
from parsers.forums.page_numbers import numbered_next, page_number, told_number
from parsers.forums.rows import Content, Row
from parsers.listings.cards import Cards, card_links
from parsers.page import Page
from parsers.scope import Scope, outermost
from parsers.titles import headlines

_CAPITALS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SAID = re.compile(
    r"\s*(?:wrote|said|schrieb|hat geschrieben|a écrit|escribió|escreveu|ha scritto|(?:на)?писал\w*(?:\(а\))?|"
    r"сказал\w*(?:\(а\))?|เขียน|写道|寫道|写|寫)?\s*[:：]\s*$",
    re.IGNORECASE,
)
MOST_POSTS = 2000
_LONGEST_QUOTE = 300
_ANY_QUOTE = "blockquote"
_EMBEDDED = re.compile(r"\b(?:twitter-tweet|instagram-media|tiktok-embed|reddit-card)\b")  #: said by others elsewhere


class ForumEngine(ABC):
    """Reads a thread or a board. Fields of a post are read inside its row."""

    hosts: ClassVar[tuple[str, ...]] = ()
    hints: ClassVar[tuple[str, ...]] = ()  #: of which the markup of such pages holds one; none where nothing is known
    row: ClassVar[str]  #: the posts of a thread
    content: ClassVar[str]  #: the text of a post, inside its row
    quote: ClassVar[str] = _ANY_QUOTE
    drop: ClassVar[tuple[str, ...]] = ()  #: inside the content, but not the poster's words
    keeps_empty: ClassVar[bool] = False  #: whether a row with neither text nor poster is a post all the same
    title_drop: ClassVar[tuple[str, ...]] = ()  #: inside the title, but no part of it
    cards: ClassVar[Cards | None] = None  #: the topics of a board

    author: ClassVar[Field[str]]
    posted_at: ClassVar[Field[Moment]]
    #: When the thread began, where its first post has no time.
    opened_at: ClassVar[Field[Moment]] = by(defaults.linked_moment("datePublished"), "JSON-LD datePublished")
    permalink: ClassVar[Field[str]] = Field()
    quoted_name: ClassVar[Field[str]] = Field()  #: read inside a quote
    quoted_at: ClassVar[Field[Moment]] = Field()
    quoted_url: ClassVar[Field[str]] = Field()

    title: ClassVar[Field[str]] = (
        by(headlines.shown_headline, "headline above the text")
        | by(headlines.linked_headline, "JSON-LD headline")
        | by(headlines.shared_title, "meta og:title")
        | by(headlines.window_title, "title element")
    )
    section: ClassVar[Field[str]] = Field()
    tags: ClassVar[Field[tuple[str, ...]]] = Field()
    canonical_url: ClassVar[Field[str]] = head_address('link[rel="canonical"]') | head_address(
        'meta[property="og:url"]', "content"
    )
    language: ClassVar[Field[str]] = by(defaults.declared_language, "html lang or og:locale or JSON-LD")
    next_url: ClassVar[Field[str]] = NEXT_PAGE
    pages: ClassVar[str | None] = None  #: the pager's links to pages by their numbers
    current_page: ClassVar[Field[str]] = Field()  #: the number that the pager shows, where addresses have none
    position: ClassVar[Field[str]] = Field()  #: of a post in its thread, read inside its row

    @classmethod
    def is_abstract(cls) -> bool:
        """Whether this class only serves to build others."""
        return not hasattr(cls, "row")

    @property
    def name(self) -> str:
        """The parser's name in documents: the class's, in lower case with underscores."""
        return _CAPITALS.sub("_", type(self).__name__).lower()

    @abstractmethod
    def marks(self, page: Page) -> bool:
        """Whether the page bears the engine's marks."""

    def fits(self, page: Page) -> bool:
        """Whether the page is one of this engine's threads or boards."""
        return self.marks(page) and (page.root.css_first(self.row) is not None or bool(self._topics(page)))

    def parse(self, page: Page) -> Parsed:
        """The thread or the board that the page holds."""
        account = Account(Scope.of(page, self.title_drop))
        rows = self.rows(page) if self.is_thread(page) else ()
        return self._thread(page, account, rows) if rows else self._board(page, account)

    def is_thread(self, page: Page) -> bool:
        """Whether the page is a thread; a board whose topics look like posts says otherwise."""
        return page.root.css_first(self.row) is not None

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

    def page_number(self, page: Page) -> int:
        """Which page of its thread or board this is, at least 2 where the first post on it is not the thread's."""
        whole = Scope.of(page)
        first = whole.first(self.row)
        position = self.position.read(whole.at(first)).value if first else None
        return page_number(page, self.current_page.read(whole).value, position)

    def _quote(self, scope: Scope) -> SourceCredit:
        said = scope.line(scope.node)[:_LONGEST_QUOTE]
        return SourceCredit(
            Credit.QUOTE,
            said=said,
            url=self.quoted_url.read(scope).value,
            name=_SAID.sub("", self.quoted_name.read(scope).value or "") or None,
            published_at=self.quoted_at.read(scope).value,
        )

    def _thread(self, page: Page, account: Account, rows: tuple[Row, ...]) -> Parsed:
        number = self.page_number(page)
        opening = rows[0] if number == 1 else None
        self._explain_opening(page, account)
        post = opening.post if opening else None
        opened_at = (post.posted_at or account.read("published_at", self.opened_at)) if post else None
        document = Document(
            url=page.url,
            kind=Kind.THREAD,
            parser=self.name,
            title=account.read("title", self.title),
            canonical_url=account.read("canonical_url", self.canonical_url) or page.url,
            authors=(post.author,) if post and post.author else (),
            published_at=opened_at,
            language=defaults.language_for(account.read("language", self.language), _sample(rows), page.language),
            section=account.read("section", self.section),
            tags=account.read("tags", self.tags) or (),
            text=post.text if post else "",
            credits=(*(opening.origins if opening else ()), *(quote for row in rows for quote in row.quotes)),
            posts=tuple(row.post for row in rows),
            next_url=account.read("next_url", self._following(number)),
            page_number=number,
        )
        return finished(document, account.readings)

    def _explain_opening(self, page: Page, account: Account) -> None:
        """Note by which rules the first post on the page was read."""
        row = Scope.of(page).first(self.row)
        if row is not None:
            account.at(row).read("posts: author", self.author)
            account.at(row).read("posts: posted_at", self.posted_at)
            account.at(row).read("posts: permalink", self.permalink)

    def _board(self, page: Page, account: Account) -> Parsed:
        links, number = self._topics(page), self.page_number(page)
        declared = account.read("language", self.language)
        titles = " ".join(link.title or "" for link in links)
        document = Document(
            url=page.url,
            kind=Kind.LISTING,
            parser=self.name,
            title=account.read("title", self.title),
            canonical_url=account.read("canonical_url", self.canonical_url),
            language=defaults.language_for(declared, titles, page.language),
            links=links,
            next_url=account.read("next_url", self._following(number)),
            page_number=number,
        )
        return finished(document, account.readings)

    def _following(self, number: int) -> Field[str]:
        """The address of the page after the one of a number, which has to be known and no guess."""

        def find(scope: Scope) -> str | None:
            is_known = number == 1 or told_number(scope.page, self.current_page.read(scope).value) == number
            return numbered_next(scope.page, self.pages, number) if self.pages and is_known else None

        return (self.next_url | by(find, "the pager's next number")).map(clean_url)

    def _topics(self, page: Page) -> tuple[Link, ...]:
        return card_links(page, self.cards) if self.cards else ()


def _sample(rows: tuple[Row, ...]) -> str:
    """Enough of the posts to tell their language by."""
    return " ".join(row.post.text for row in rows[:5])
