"""Names that are only half of one: accounts, bodies, first names alone."""

from __future__ import annotations

import pytest

from parsers.anything import Generic
from parsers.authors.fuller_names import is_stopgap
from parsers.page import Page
from parsers.scope import Scope

LINE = "The evening ferry waited forty minutes for a wedding party on Friday, and nobody complained about it at all."


def authors(head: str, beside: str = "", below: str = "") -> tuple[str, ...] | None:
    text = f"<p>{LINE}</p>" * 4
    html = f"<head>{head}</head><body><main><h1>The ferry that waited</h1>{beside}{text}{below}</main></body>"
    return Generic.authors.read(Scope.of(Page(html, url="https://www.harbour-sheet.example/a"))).value


def meta(name: str) -> str:
    return f'<meta name="author" content="{name}">'


@pytest.mark.parametrize("account", ["ann.oak", "a_oak", "AnnO", "oak2004"])
def test_a_person_is_better_than_an_account(account: str) -> None:
    assert authors(meta(account), '<p class="authorname">Ann Oak</p>') == ("Ann Oak",)
    assert authors(meta(account)) == (account,)


@pytest.mark.parametrize("body", ["Ferrymen Ltd", "Hafenblatt Redaktion", "NOC Admin", "Редакция"])
def test_a_person_in_a_byline_is_better_than_a_body(body: str) -> None:
    assert authors(meta(body), "<p>By Ann Oak</p>") == ("Ann Oak",)
    assert authors(meta(body)) == (body,)


def test_a_body_may_have_written_it_with_the_help_of_others() -> None:
    assert authors(meta("The Ferry Team"), '<p class="author-check">Bo Elm</p>') == ("The Ferry Team",)


@pytest.mark.parametrize("name", ["Ann Oak", "McCarthy", "Reuters Staff", "O'Riordan", "李明"])
def test_a_name_is_no_stopgap(name: str) -> None:
    assert not is_stopgap(name)


def test_a_first_name_alone_is_told_in_full_elsewhere() -> None:
    box = '<div class="box"><p>Ann Oak</p><p>writes of ferries</p></div>'

    assert authors(meta("Ann"), below=box) == ("Ann Oak",)


def test_two_fuller_names_leave_a_first_name_alone() -> None:
    assert authors(meta("Ann"), below="<p>Ann Oak</p><p>Ann Elm</p>") == ("Ann",)


def test_what_follows_a_first_name_may_be_another_thing() -> None:
    assert authors(meta("Ann"), "<p><a>Ann</a></p><p><a>Ann</a> <a>Ferries</a></p>") == ("Ann",)


def test_a_byline_beside_the_headline_is_better_than_a_meta_for_all_pages() -> None:
    assert authors(meta("Bo Elm"), "<p>By Ann Oak</p>") == ("Ann Oak",)
    assert authors(meta("Ann Oak-Elm"), "<p>By Ann Oak</p>") == ("Ann Oak-Elm",)


def test_a_plugin_tells_who_wrote_it_to_those_who_share_the_page() -> None:
    label = '<meta name="twitter:label1" content="{}"><meta name="twitter:data1" content="Ann Oak">'

    assert authors(label.format("Written by")) == ("Ann Oak",)
    assert authors(label.format("Автор")) == ("Ann Oak",)
    assert authors(label.format("Price")) is None


def test_the_outlet_is_named_where_its_metas_name_nobody_else() -> None:
    assert authors(meta("Harbour Sheet") + '<meta property="og:site_name" content="Harbour Sheet">') == (
        "Harbour Sheet",
    )


@pytest.mark.parametrize("outlet", ["Harbour-Sheet", "The Harbour-Sheet"])
def test_a_person_in_a_byline_is_better_than_the_name_of_the_host(outlet: str) -> None:
    assert authors(meta(outlet), '<p class="byline">Ann Oak</p>') == ("Ann Oak",)
    assert authors(meta(outlet)) == (outlet,)
