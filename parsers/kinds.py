"""What sort of page a page without known marks is: an article, a list, or neither."""

from __future__ import annotations

from collections.abc import Sequence

from model.documents import Kind, Link
from parsers.embedded.json_ld import ARTICLES, LISTINGS, POSTINGS
from parsers.generic.weights import reading_length
from parsers.listings.articles import tells_article
from parsers.listings.rows_of_cards import is_row_of_cards
from parsers.page import Page
from parsers.tree.prose import is_finished

_LISTS = LISTINGS - {"ItemList"}  #: of which an article may hold one
_FEW_LINKS = 5
_SHORT_TEXT = 250
_LONG_LINE = 120
_SENTENCE = 100
_SHARE, _FRONT_SHARE = 2.0, 1.0  #: of the prose that the links of a list say at least
_STUB = 1200  #: a body below this may be the teasers of a list


def kind_of(page: Page, paragraphs: Sequence[str], links: Sequence[Link]) -> Kind:
    """The kind that the page's own declarations and the shares of prose and links speak for."""
    length = prose_length(paragraphs)
    if length and (says_article(page) or (length >= _SENTENCE and _is_one_text(page))):
        return Kind.ARTICLE
    if is_row_of_cards(page, links):
        return Kind.LISTING
    labels = sum(reading_length(link.title or "") for link in links)
    much = _FRONT_SHARE if _is_front(page) else _SHARE
    if len(links) >= _FEW_LINKS and (labels > much * length or (says_listing(page) and length < _STUB)):
        return Kind.LISTING
    if length >= _SHORT_TEXT or says_article(page):
        return Kind.ARTICLE
    if links:
        return Kind.LISTING
    return Kind.ARTICLE if length else Kind.UNKNOWN


def _is_one_text(page: Page) -> bool:
    """Whether the address or an engine's marks speak of one article or one discussion."""
    return page.is_discussion or bool(page.url and tells_article(page.url))


def _is_front(page: Page) -> bool:
    return bool(page.url) and not page.segments


def prose_length(paragraphs: Sequence[str]) -> int:
    """The characters of the paragraphs that are sentences and no labels."""
    return sum(reading_length(line) for line in paragraphs if is_finished(line) or len(line) > _LONG_LINE)


def says_article(page: Page) -> bool:
    """Whether JSON-LD, a publication meta or og:type declares an article; some systems call every page one in og:type,
    so that it does not count where JSON-LD speaks of a list.
    """
    if page.linked.of_types(ARTICLES) or page.linked.of_types(POSTINGS):
        return True
    if page.meta("article:published_time") is not None:
        return True
    return (page.meta("og:type") or "").lower() == "article" and not page.linked.of_types(_LISTS)


def is_article(page: Page, paragraphs: Sequence[str]) -> bool:
    """Whether a page calls itself an article and these paragraphs hold the prose of one."""
    return says_article(page) and prose_length(paragraphs) >= _SHORT_TEXT


def is_listing(page: Page) -> bool:
    """Whether a page is a list whatever text is found on it: it says so, and its address speaks of no article."""
    is_said = says_listing(page) and not says_article(page)
    return is_said and not (page.url and tells_article(page.url))


def says_listing(page: Page) -> bool:
    """Whether JSON-LD or og:type declares a list or a front page."""
    return bool(page.linked.of_types(LISTINGS)) or (page.meta("og:type") or "").lower() == "website"
