"""Pages of teasers are lists, however long the teasers are; articles with links in their headings are none."""

from __future__ import annotations

import json

import pytest

from model.captures import RawPage
from model.documents import Document, Kind
from parsers import parse

HOST = "https://harbour.example"


def read(body: str, path: str = "/news/", head: str = "") -> Document:
    page = f"<html lang=en><head><title>News</title>{head}</head><body><h1>News</h1>{body}</body></html>"
    return parse(RawPage(page.encode(), HOST + path)).document


def teaser(number: int) -> str:
    return (
        f"The council met in the old customs house on day {number} and talked for three hours about the piers, the "
        "fares and the boats that nobody wants to buy."
    )


def headline(number: int, host: str = "") -> str:
    return f'<a href="{host}/news/what-happened-on-day-{number}">What happened on the river on day {number} of June</a>'


CARDS = {
    "a headline and a paragraph": lambda number: f"<h2>{headline(number)}</h2><p>{teaser(number)}</p>",
    "a day, a headline and a byline": lambda number: (
        f"<div>{number} June 2025</div><h3>{headline(number)}</h3><div>by Mira Sol</div><p>{teaser(number)}</p>"
    ),
    "a call to read on": lambda number: (
        f"<h2>{headline(number)}</h2><p>{teaser(number)} <a href='/news/what-happened-on-day-{number}'>Read on</a></p>"
    ),
}


@pytest.mark.parametrize("card", CARDS)
def test_a_row_of_teasers_is_a_list(card: str) -> None:
    document = read("".join(f"<article>{CARDS[card](number)}</article>" for number in range(1, 11)))

    assert document.kind is Kind.LISTING
    assert len(document.links) == 10


def test_a_page_that_is_called_an_article_and_a_collection_is_a_list() -> None:
    head = (
        '<meta property="og:type" content="article"><script type="application/ld+json">'
        f"{json.dumps({'@type': 'CollectionPage', 'name': 'News'})}</script>"
    )
    cards = "".join(f"<h2>{headline(number)}</h2><p>{teaser(number)}</p>" for number in range(1, 11))

    assert read(cards, head=head).kind is Kind.LISTING


def test_four_teasers_below_an_article_are_no_list() -> None:
    text = "".join(f"<p>{teaser(number)}</p>" for number in range(20, 30))
    cards = "".join(f"<h3>{headline(number)}</h3><p>{teaser(number)}</p>" for number in range(1, 5))

    assert read(f"<article>{text}</article><section>{cards}</section>").kind is Kind.ARTICLE


@pytest.mark.parametrize(
    "part",
    [
        lambda number: f"<h2>{headline(number, 'https://shop.example')}</h2><p>{teaser(number)}</p>",
        lambda number: f"<h2>{headline(number)}</h2><p>{teaser(number)}</p><p>{teaser(number + 30)}</p>",
    ],
)
def test_an_article_in_parts_is_none(part) -> None:
    assert read("".join(map(part, range(1, 9))), "/boats").kind is Kind.ARTICLE
