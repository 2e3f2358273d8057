"""Who is named beside a headline without a word for it."""

from __future__ import annotations

import pytest

from parsers.anything import Generic
from parsers.authors.people import is_person
from parsers.page import Page
from parsers.scope import Scope

LINE = "The evening ferry waited forty minutes for a wedding party on Friday, and nobody complained about it at all."


def authors(beside: str, below: str = "") -> tuple[str, ...] | None:
    html = f"<body><main><h1>The ferry that waited</h1>{beside}{f'<p>{LINE}</p>' * 4}{below}</main></body>"
    return Generic.authors.read(Scope.of(Page(html, url="https://www.harbour-sheet.example/a"))).value


@pytest.mark.parametrize(
    "element",
    [
        '<div class="authorname">Ann Oak</div>',
        '<h5 class="field field--name-field-term-author">Ann Oak</h5>',
        '<p class="date-author">Ann Oak, 01.12.2021</p>',
        '<span class="c-1x2-Byline">Ann Oak</span>',
        '<div class="article__writer">Ann Oak</div>',
        '<a data-testid="authorName" href="/x">Ann Oak</a>',
    ],
)
def test_an_element_whose_name_speaks_of_authors_holds_a_person(element: str) -> None:
    assert authors(element) == ("Ann Oak",)


def test_such_an_element_may_hold_other_things() -> None:
    assert authors('<div class="authorization">Log in</div><div class="author-menu">All about ferries</div>') is None


def test_a_place_for_other_texts_has_authors_of_its_own() -> None:
    assert authors("", '<aside class="related-posts"><span class="authorname">Bo Elm</span></aside>') is None


@pytest.mark.parametrize(
    "address",
    [
        "/staff/ann-oak/",
        "/autoren/ann-oak-17",
        "/profil/en/7F/ann-oak?x=1",
        "/contributor/a._oak",
        "https://letters.example/@annie",
    ],
)
def test_a_link_beside_the_headline_leads_to_the_page_of_its_author(address: str) -> None:
    assert authors(f'<p class="meta"><a href="{address}">Ann Oak</a></p>') == ("Ann Oak",)


@pytest.mark.parametrize("address", ["/staff/join-us/", "/ferries/ann-oak/", "/users/sign-in"])
def test_a_link_to_another_place_names_no_author(address: str) -> None:
    assert authors(f'<p class="meta"><a href="{address}">Ann Oak</a></p>') is None


def test_a_link_far_from_the_headline_names_no_author() -> None:
    assert authors("", '<p><a href="/staff/ann-oak/">Ann Oak</a></p>') is None


def test_a_picture_at_the_end_that_leads_to_somebody_names_nobody() -> None:
    html = f'<h1>The ferry that waited</h1><p>{LINE}</p><div><a href="/author/ann-oak"><img src="a.png"></a></div>'
    page = Page(html, url="https://www.harbour-sheet.example/a")

    assert Generic.authors.read(Scope.of(page)).value is None


def test_a_glued_by_is_no_part_of_a_name() -> None:
    assert authors("<p><span>By</span><b>Ann Oak</b></p>") == ("Ann Oak",)
    assert authors('<p class="authorname">Byron Elm</p>') == ("Byron Elm",)


@pytest.mark.parametrize("name", ["Ann Oak", "J. R. Stone", "Ann van der Eik", "Вера Синицына", "李明"])
def test_names_of_persons(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize("name", ["Ann", "log in", "All about ferries", "Four Ferries In One Day", "Ann of", "7 News"])
def test_other_words(name: str) -> None:
    assert not is_person(name)


def test_a_link_to_an_account_of_the_same_name_names_its_author() -> None:
    assert authors('<p><a href="/en/users/pierkeeper/">pierkeeper</a> 3 h ago</p>') == ("pierkeeper",)
    assert authors('<p><a href="/users/login">Login</a></p>') is None
    assert authors('<p>Thanks to the good <a href="/users/pierkeeper">pierkeeper</a></p>') is None


def test_a_person_stands_after_the_minutes_that_a_text_takes() -> None:
    assert authors("<div>May 3, 2024 · 4 min · Ann Oak</div>") == ("Ann Oak",)
    assert authors("<div>Ferry News · May 3, 2024 · 4 min read</div>") is None


def test_the_name_of_a_member_is_marked_for_scripts() -> None:
    assert authors('<ul><li><span data-hook="user-name">Ann Oak</span></li></ul>') == ("Ann Oak",)
