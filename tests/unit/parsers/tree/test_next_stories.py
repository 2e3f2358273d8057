"""Pages that go on with other stories below their own, as readers scroll."""

from __future__ import annotations

import pytest

from model.captures import RawPage
from model.documents import Document
from parsers.routing import parse

FERRY = "The evening ferry waited forty minutes for a wedding party on Friday, and nobody on board complained about it."
CAPTAIN = (
    "The captain said that he had been married on the same pier thirty years ago, when somebody waited for him too."
)
OFFICE = "The harbour office will look into the timetable before the summer, a spokeswoman said on Monday afternoon."
OWN = f"<h1>A ferry waits</h1><p>{FERRY}</p><p>{CAPTAIN}</p><p>{OFFICE}</p>"
CRANE = (
    "The blue crane came back to the east quay on Wednesday, and its owner counted the ships that had waited for it."
)
MAST = "Gulls had built two nests on its mast in the meantime, which the owner says will stay there until September."
OTHER = f"<h1>A crane returns</h1><div class=byline>By Bo Elm</div><time>3 May 2024</time><p>{CRANE}</p><p>{MAST}</p>"

SCROLL = "<div class=scroll><section class=s>{}</section></div>"
SECTION = "<section><h1>And a crane</h1><time>3 May 2024</time>{}</section>"


def read(body: str, title: str = "A ferry waits - Harbour Sheet") -> Document:
    html = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return parse(RawPage(html.encode(), "https://harbour.example/2024/ferry-waits.html")).document


@pytest.mark.parametrize(
    "page",
    [
        f"<article id=a1>{OWN}</article><article id=a2>{OTHER}</article>",
        f"<main><div class=story>{OWN}</div><div class=story>{OTHER}</div><div class=story>{OTHER}</div></main>",
        SCROLL.format(OWN) + SCROLL.format(OTHER),
    ],
)
def test_a_story_below_that_of_the_page_lends_it_neither_text_nor_author_nor_day(page: str) -> None:
    document = read(page)

    assert document.text.split("\n\n") == [FERRY, CAPTAIN, OFFICE]
    assert (document.title, document.authors, document.published_at) == ("A ferry waits", (), None)


def test_a_heading_that_only_an_icon_is_called_like_is_not_the_headline() -> None:
    menu = "<h1>Menu</h1><svg><title>Menu</title></svg>"

    assert CRANE not in read(f"<div>{menu}</div><article>{OWN}</article><article>{OTHER}</article>").text


@pytest.mark.parametrize(
    "page",
    [
        f"<div class=part>{OWN}</div><div class=part><h1>And a crane</h1><p>{CRANE}</p><p>{MAST}</p></div>",
        f"<article>{OWN}{SECTION.format(f'<p>{CRANE}</p><p>{MAST}</p>')}</article>",
    ],
)
def test_the_parts_of_a_story_are_none_of_their_own(page: str) -> None:
    assert CRANE in read(page).text


def test_a_page_whose_title_no_heading_bears_is_read_as_a_whole() -> None:
    page = f"<div class=story>{OWN}</div><div class=story>{OTHER}</div>"

    assert {FERRY, CRANE} < set(read(page, "Harbour Sheet").text.split("\n\n"))
