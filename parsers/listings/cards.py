"""Cards: how a site's lists show one article or topic."""

from __future__ import annotations

from dataclasses import dataclass, field

from model.documents import Link
from model.moments import Moment
from model.urls import clean_url
from parsers.fields import Field, address, moment, recent_moment, text
from parsers.page import Page
from parsers.scope import Scope

MOST_LINKS = 2000


@dataclass(frozen=True, slots=True)
class Cards:
    """A selector for the cards, and what is read inside each."""

    row: str
    url: Field[str] = field(default_factory=lambda: address("h1 a[href], h2 a[href], h3 a[href]") | address("a[href]"))
    title: Field[str] = field(default_factory=lambda: text("h1, h2, h3, h4") | text("a[href]"))
    published_at: Field[Moment] = field(
        default_factory=lambda: moment("time[datetime]", "datetime") | moment("time") | recent_moment("time")
    )


def card_links(page: Page, cards: Cards) -> tuple[Link, ...]:
    """The links of a page's cards, each address once, in the page's order."""
    whole = Scope(page, page.root)
    found: dict[str, Link] = {}
    for node in whole.all(cards.row)[:MOST_LINKS]:
        scope = whole.at(node)
        url = clean_url(cards.url.read(scope).value or "")
        if url and url not in found:
            found[url] = Link(url, cards.title.read(scope).value, cards.published_at.read(scope).value)
    return tuple(found.values())
