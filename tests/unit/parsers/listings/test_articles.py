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


@pytest.mark.parametrize("path", ["/2026/03/", "/2026/03/01", "/news/2026/mar/1/", "/2568/03/"])
def test_the_archive_of_a_month_or_a_day_is_no_article(path: str) -> None:
    assert not tells_article(f"https://gazette.example{path}")
    assert listed(f'<a href="{path}">All articles of the month of March 2026</a>') == []


def listed(html: str) -> list[str | None]:
    stories = "".join(
        f"<h3><a href=/2026/05/0{day}/crane>The crane stands on day {day}</a></h3>" for day in range(1, 9)
    )
    found = article_links(Page(f"<body>{stories}{html}", url="https://gazette.example/news"))
    return [link.title for link in found if "stands on day" not in (link.title or "")]


@pytest.mark.parametrize(
    "name",
    ["ad ad-native", "sponsored-card", "partner-content", "newsletter-box", "post sign-up", "box--advertisement"],
)
def test_what_stands_in_a_box_that_was_paid_for_is_no_article_of_a_list(name: str) -> None:
    card = '<h3><a href="/2026/05/09/paint">The best of all paints for your crane</a></h3>'

    assert listed(f"<section><article class='{name}'><div>{card}</div></article></section>") == []
    assert listed(f"<section><article class='story'><div>{card}</div></article></section>") != []


def test_a_name_alone_does_not_take_the_list_away() -> None:
    cards = "".join(f"<h3><a href=/2026/05/1{day}/boat>The boat of the day {day}</a></h3>" for day in range(9))

    assert len(listed(f"<div class='content ad-free subscribe'>{cards}</div>")) == 9


def test_a_link_that_leads_on_or_to_the_answers_is_not_the_title_of_an_article() -> None:
    card = (
        '<h2><a href="/2026/05/09/paint">New paint for the crane</a></h2><a href="/2026/05/09/paint">Continue reading '
        'New paint for the crane</a><a href="/2026/05/09/paint#respond">Leave a comment on New paint for the crane</a>'
    )

    assert listed(card) == ["New paint for the crane"]
    assert listed('<a href="/2026/05/09/paint#comments">12 comments on this story</a>') == []


def test_the_address_that_shares_a_page_is_no_article() -> None:
    assert (
        listed('<a href="https://www.social.example/sharer.php?u=x">Share this page with all of your friends</a>') == []
    )
