"""Which addresses speak of one article, and how old lists say that it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from parsers.listings.articles import article_links, tells_article
from parsers.listings.cards import Cards, card_links
from parsers.page import Page


@pytest.mark.parametrize(
    "path",
    [
        "/2026/03/01/crane", "/news/20260301/crane", "/news/123456", "/world/the-crane-at-the-quay", "/a/c4d9mz1kqlvo",
        "/articles/HBR2Q5CRN7MOL.html", "/articles/hbr2q5crn7mol.htm",
    ],
)  # fmt: skip
def test_an_address_with_a_day_a_number_an_identifier_or_a_headline_speaks_of_an_article(path: str) -> None:
    assert tells_article(f"https://gazette.example{path}")


@pytest.mark.parametrize(
    "path", ["/", "/world", "/archive2026.html", "/harbournews.html", "/tag/crane-at-the-quay", "/page/123456"]
)
def test_an_index_or_a_section_speaks_of_none(path: str) -> None:
    assert not tells_article(f"https://gazette.example{path}")


@pytest.mark.parametrize(
    ("shown", "at"),
    [("2 days ago", "2026-05-07"), ("Вчера, 14:05", "2026-05-08T11:05:00Z"), ("Updated 2 days ago", None)],
)
def test_a_link_is_of_the_day_that_its_card_tells_by_how_long_ago_it_was(shown: str, at: str | None) -> None:
    card = f"<li><h3><a href=/2026/05/01/crane>The crane at the quay is mended</a></h3><time>{shown}</time></li>"
    page = Page(f"<body><ul>{card}</ul>", url="https://gazette.example/news", zone="Europe/Moscow")
    page.seen_at = datetime(2026, 5, 9, 12, tzinfo=UTC)

    for links in (article_links(page), card_links(page, Cards("li"))):
        assert [link.published_at.iso() if link.published_at else None for link in links] == [at]


def test_such_a_link_has_no_day_where_nobody_knows_when_the_list_was_fetched() -> None:
    card = "<li><a href=/2026/05/01/crane>The crane at the quay is mended</a><time>2 days ago</time></li>"
    page = Page(f"<body><ul>{card}</ul>", url="https://gazette.example/news")

    assert [link.published_at for link in article_links(page)] == [None]
