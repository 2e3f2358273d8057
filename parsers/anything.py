"""The parser for pages that no other fits."""

from __future__ import annotations

from dataclasses import replace

from model.documents import Kind, Link, Parsed, SourceCredit
from model.moments import Moment
from parsers.account import Account
from parsers.authors.declared_authors import house_authors, house_in_metas
from parsers.authors.fuller_names import fully_named, told_not_declared
from parsers.authors.people import linked_accounts, linked_people, marked_people, people_after_minutes
from parsers.base import NewsParser
from parsers.beside import lines_below_text
from parsers.fields import Field, by
from parsers.forums.engine import ForumEngine
from parsers.forums.openers import marked_opener, opened_at, opener_of
from parsers.kinds import kind_of, says_article
from parsers.listings.articles import article_links
from parsers.origins.credits import address_in, source_line
from parsers.page import Page
from parsers.scope import Scope

_FEWEST = 200  #: characters of a discussion


def source_below(scope: Scope) -> tuple[SourceCredit, ...]:
    """The source that a line right under the text names."""
    lines = lines_below_text(scope.page)
    found = ((line, credit) for line in lines if (credit := source_line(line)))
    return tuple(replace(credit, url=credit.url or address_in(scope, line)) for line, credit in found)


def posts_of(engine: ForumEngine) -> Field[tuple[str, ...]]:
    """The paragraphs of every post, unless there is hardly any text in them."""

    def find(scope: Scope) -> tuple[str, ...]:
        words = engine.words(scope.page)
        return words if sum(map(len, words)) >= _FEWEST else ()

    return by(find, f"posts of {engine.name}")


class Generic(NewsParser):
    """Any page, by nothing but the defaults; of a discussion the posts, where the engine of its board is known."""

    authors = (
        fully_named(
            by(told_not_declared, "person told to readers for an account or a body declared")
            | NewsParser.authors
            | by(marked_people, "person in an element called after authors")
            | by(linked_people, "link to the page of a person")
            | by(people_after_minutes, "person named after the minutes of reading")
            | by(linked_accounts, "link to the page of an account")
        )
        | by(house_authors, "outlet itself as JSON-LD author")
        | by(house_in_metas, "outlet itself as meta author")
    )
    credits = by(source_below, "line below the text that names a source")
    learns_chrome = True

    def __init__(self, engine: ForumEngine | None = None) -> None:
        self._text = posts_of(engine) | self.body if engine else self.body
        self._writers = (
            opener_of(engine) if engine else by(marked_opener, "first poster of the discussion")
        ) | self.authors
        self._day = self.published_at | opened_at(engine) if engine else self.published_at

    @property
    def writers(self) -> Field[tuple[str, ...]]:
        """Who wrote the text: of a discussion, whoever opened it."""
        return self._writers

    @property
    def day(self) -> Field[Moment]:
        """When it came out: for want of another date, when a discussion was opened."""
        return self._day

    def links(self, page: Page) -> tuple[Link, ...]:
        """What looks like a link to an article."""
        return article_links(page)

    def parse(self, page: Page) -> Parsed:
        """The article or the list that the page is; of unknown kind where it has neither text nor links."""
        account = Account(self.scope(page))
        paragraphs = account.read("text", self._text) or ()
        if paragraphs and says_article(page):
            return self.article(page, account, paragraphs)
        links = self.links(page)
        kind = kind_of(page, paragraphs, links)
        if kind is Kind.LISTING:
            return self.listing(page, account, links)
        return self.article(page, account, paragraphs, kind)
