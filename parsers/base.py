"""The base of site parsers: a default for every field, so that a site states only what differs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import ClassVar

from model.documents import Document, Kind, Parsed, SourceCredit
from model.moments import Moment
from model.text import join_paragraphs
from parsers import defaults
from parsers.account import Account
from parsers.authors import declared_authors, told_authors
from parsers.embedded.json_ld import ARTICLES
from parsers.fields import Field, by, meta, meta_address, meta_moment
from parsers.finishing import finished
from parsers.kinds import is_article, is_listing
from parsers.origins.credits import agencies_among, canonical_elsewhere, reprint_notes, take_sources
from parsers.page import Page
from parsers.page_parser import PageParser
from parsers.partial import find_lack
from parsers.published import (
    disputed_dates,
    lone_days,
    own_days,
    recent_dates,
    revision_dates,
    script_dates,
    told_dates,
    yearless_dates,
)
from parsers.scope import Scope
from parsers.titles import headlines
from parsers.tree.chrome import fingerprints

_VARIANT_PATH = re.compile(r"/(?:amp|pdf|print|embed)/?$")
_LONGEST_TEXT = 2_000_000
_MOST_OF_IT, _SOME_OF_IT = 0.8, 0.25  #: of the characters


class NewsParser(PageParser):
    """Reads an article, or a page that lists articles."""

    drop: ClassVar[tuple[str, ...]] = ()  #: selectors of what is no part of the article wherever it stands
    within: ClassVar[str | None] = None  #: the element that holds the article, where the page may hold several
    learns_chrome: ClassVar[bool] = False  #: whether the text is found by its blocks, so that what repeats is learned

    title: ClassVar[Field[str]] = (
        by(headlines.shown_headline, "headline above the text")
        | by(headlines.sole_headline, "only headline above the text, whatever is declared")
        | by(headlines.linked_headline, "JSON-LD headline")
        | by(headlines.shared_title, "meta og:title")
        | by(headlines.window_title, "title element")
        | by(headlines.first_heading, "first heading")
    )
    authors: ClassVar[Field[tuple[str, ...]]] = (
        by(declared_authors.linked_authors, "JSON-LD author")
        | by(declared_authors.meta_authors, "meta author")
        | by(told_authors.shown_authors, "element called a byline or an author")
        | by(told_authors.told_authors, "byline beside the headline")
        | by(declared_authors.labelled_authors, "name behind a label")
        | by(told_authors.reporters_told, "reporters named at either end")
        | by(told_authors.told_at_end, "writer named in the last lines")
        | by(told_authors.signed, "signature at the end")
    )
    published_at: ClassVar[Field[Moment]] = (
        by(disputed_dates.shown_instead, "shown day instead of the one declared")
        | disputed_dates.DECLARED
        | by(told_dates.marked_moment, "date marked as that of the publication")
        | meta_moment(*defaults.CREATED)
        | by(script_dates.script_moment, "time in the data for scripts")
        | by(told_dates.shown_moment, "date shown beside the text or told by the address")
        | by(revision_dates.revision_day, "day of revision for want of another")
        | by(yearless_dates.latest_such_day, "latest day of a date without a year")
        | by(recent_dates.moment_ago, "how long before the fetch")
        | by(lone_days.lone_day, "only day in a line of its own")
    )
    modified_at: ClassVar[Field[Moment]] = (
        by(defaults.linked_moment("dateModified"), "JSON-LD dateModified")
        | meta_moment(*defaults.MODIFIED)
        | by(revision_dates.revision_moment, "words of a revision with a day")
    )
    section: ClassVar[Field[str]] = by(defaults.linked_text("articleSection"), "JSON-LD articleSection") | meta(
        "article:section"
    )
    tags: ClassVar[Field[tuple[str, ...]]] = by(defaults.meta_tags, "meta article:tag") | by(
        defaults.linked_tags, "JSON-LD keywords"
    )
    image: ClassVar[Field[str]] = (
        meta_address("og:image") | by(defaults.linked_image, "JSON-LD image") | meta_address("twitter:image")
    )
    body: ClassVar[Field[tuple[str, ...]]] = by(defaults.linked_body, "JSON-LD articleBody") | by(
        defaults.main_text, "main text found without rules for the site"
    )
    credits: ClassVar[Field[tuple[SourceCredit, ...]]] = Field()  #: evidence of origin beside what every page may say

    @property
    def writers(self) -> Field[tuple[str, ...]]:
        """Who wrote the page's text."""
        return self.authors

    @property
    def day(self) -> Field[Moment]:
        """When the page's text came out."""
        return self.published_at

    def scope(self, page: Page) -> Scope:
        """The part of a page that the parser reads."""
        return Scope.of(page, self.drop, self.within)

    def fits(self, page: Page) -> bool:
        """Whether this layout is the page's: its body finds something, or its list on a page that is no article.

        An article whose text it does not know may well show others as the site's lists do, which makes it none of
        them. And it is not trusted where it finds less than what reads as the page's text: of that a parser of no
        host has to find most, and one of the page's host some.
        """
        body = self.body.read(self.scope(page)).value or ()
        if not body:
            return bool(self.links(page)) and not is_article(page, tuple(block.text for block in page.main_blocks))
        if self.within:
            return True
        share = _SOME_OF_IT if self.hosts else _MOST_OF_IT
        return sum(map(len, body)) >= share * sum(len(block.text) for block in page.main_blocks)

    def parse(self, page: Page) -> Parsed:
        """The document that a page holds, with how each field was read."""
        account = Account(self.scope(page))
        paragraphs = account.read("text", self.body) or ()
        if (not paragraphs or is_listing(page)) and (links := self.links(page)):
            return self.listing(page, account, links)
        return self.article(page, account, paragraphs)

    def article(self, page: Page, account: Account, paragraphs: tuple[str, ...], kind: Kind = Kind.ARTICLE) -> Parsed:
        """The article that these paragraphs are the text of, or what else the page was found to be."""
        title = account.read("title", self.title)
        authors = account.read("authors", self.writers) or ()
        canonical = _identity(account.read("canonical_url", self.canonical_url))
        paragraphs, sources = take_sources(account.scope, without_headline(paragraphs, title))
        text = join_paragraphs(paragraphs)[:_LONGEST_TEXT]
        declared = account.read("language", self.language)
        lack = account.note("partial", find_lack(page, paragraphs))
        document = Document(
            url=page.url,
            kind=Kind.THREAD if kind is Kind.ARTICLE and _is_written_on_board(page) else kind,
            parser=self.name,
            title=title,
            canonical_url=canonical,
            authors=authors,
            published_at=own_days.on_own_calendar(account.scope, account.read("published_at", self.day)),
            modified_at=account.read("modified_at", self.modified_at),
            language=defaults.language_for(declared, text, page.language),
            section=account.read("section", self.section),
            tags=account.read("tags", self.tags) or (),
            image=account.read("image", self.image),
            text=text,
            partial=lack,
            credits=(
                *(account.read("credits", self.credits) or ()),
                *canonical_elsewhere(page, canonical),
                *sources,
                *reprint_notes(account.scope, paragraphs),
                *agencies_among(authors, paragraphs),
            ),
        )
        parsed = finished(document, account.readings)
        return _to_be_learned(page, parsed) if self.learns_chrome else parsed


def _is_written_on_board(page: Page) -> bool:
    """Whether a page of a board whose engine is not known is a thread: all but what is declared to be an article."""
    return page.is_board and not page.linked.of_types(ARTICLES)


def without_headline(paragraphs: tuple[str, ...], title: str | None) -> tuple[str, ...]:
    """The paragraphs without a first one that only repeats the title."""
    return paragraphs[1:] if paragraphs and title and paragraphs[0] == title else paragraphs


def _to_be_learned(page: Page, parsed: Parsed) -> Parsed:
    """The article with the fingerprints of its blocks, where they are asked for, also of those that the chrome took."""
    return parsed if page.chrome is None else replace(parsed, fingerprints=fingerprints(page.found_blocks))


def _identity(canonical: str | None) -> str | None:
    """The address of the article itself where the page names one of its variants."""
    return _VARIANT_PATH.sub("", canonical) if canonical else None
