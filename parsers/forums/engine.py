"""The base of forum engines: a thread's posts, and a board's topics."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from model.documents import Document, Kind, Parsed
from model.moments import Moment
from model.urls import clean_url
from parsers import defaults
from parsers.account import Account
from parsers.fields import Field, by
from parsers.finishing import finished
from parsers.forums.page_numbers import numbered_next, page_number, told_number
from parsers.forums.posts import Posts
from parsers.forums.rows import Row
from parsers.page import Page
from parsers.page_parser import PageParser
from parsers.scope import Scope
from parsers.titles import headlines


class ForumEngine(Posts, PageParser):
    """Reads a thread or a board."""

    title_drop: ClassVar[tuple[str, ...]] = ()  #: inside the title, but no part of it

    #: When the thread began, where its first post has no time.
    opened_at: ClassVar[Field[Moment]] = by(defaults.linked_moment("datePublished"), "JSON-LD datePublished")

    title: ClassVar[Field[str]] = (
        by(headlines.shown_headline, "headline above the text")
        | by(headlines.linked_headline, "JSON-LD headline")
        | by(headlines.shared_title, "meta og:title")
        | by(headlines.window_title, "title element")
    )
    section: ClassVar[Field[str]] = Field()
    tags: ClassVar[Field[tuple[str, ...]]] = Field()
    pages: ClassVar[str | None] = None  #: the pager's links to pages by their numbers
    current_page: ClassVar[Field[str]] = Field()  #: the number that the pager shows, where addresses have none
    position: ClassVar[Field[str]] = Field()  #: of a post in its thread, read inside its row

    @classmethod
    def is_abstract(cls) -> bool:
        """Whether this class only serves to build others."""
        return not hasattr(cls, "row")

    @abstractmethod
    def marks(self, page: Page) -> bool:
        """Whether the page bears the engine's marks."""

    def fits(self, page: Page) -> bool:
        """Whether the page is one of this engine's threads or boards."""
        return self.marks(page) and (page.root.css_first(self.row) is not None or bool(self.links(page)))

    def parse(self, page: Page) -> Parsed:
        """The thread or the board that the page holds."""
        account = Account(Scope.of(page, self.title_drop))
        rows = self.rows(page) if self.is_thread(page) else ()
        return self._thread(page, account, rows) if rows else self.listing(page, account, self.links(page))

    def is_thread(self, page: Page) -> bool:
        """Whether the page is a thread; a board whose topics look like posts says otherwise."""
        return page.root.css_first(self.row) is not None

    def page_number(self, page: Page) -> int:
        """Which page of its thread or board this is, at least 2 where the first post on it is not the thread's."""
        whole = Scope.of(page)
        first = whole.first(self.row)
        position = self.position.read(whole.at(first)).value if first else None
        return page_number(page, self.current_page.read(whole).value, position)

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
            next_url=account.read("next_url", self.following(number)),
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

    def following(self, number: int) -> Field[str]:
        """The address of the page after the one of a number, which has to be known and no guess."""

        def find(scope: Scope) -> str | None:
            is_known = number == 1 or told_number(scope.page, self.current_page.read(scope).value) == number
            return numbered_next(scope.page, self.pages, number) if self.pages and is_known else None

        return (self.next_url | by(find, "the pager's next number")).map(clean_url)


def _sample(rows: tuple[Row, ...]) -> str:
    """Enough of the posts to tell their language by."""
    return " ".join(row.post.text for row in rows[:5])
