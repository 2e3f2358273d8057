"""What is appended to an article in a box of its own is no part of it, even where it is prose like the text itself."""

from __future__ import annotations

import pytest

from parsers.generic import select_blocks
from parsers.page import Page

TEXT = (
    "The evening ferry waited forty minutes for a wedding party on Friday, and nobody on board complained about it.",
    "The captain said that he had been married on the same pier thirty years ago, when somebody waited for him too.",
    "The harbour office will look into the timetable before the summer, a spokeswoman said on Monday.",
)
LONG = (
    "Mira Sol has written about harbours, bridges and the people who work there for more than twenty years, and she "
    "was named reporter of the year twice. She lives on a boat with two parrots, which she takes to every meeting."
)


def text_of(body: str) -> list[str]:
    return [block.text for block in select_blocks(Page(f"<body>{body}</body>").outline)]


def told(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


@pytest.mark.parametrize(
    "names",
    [
        "author-box",
        "entry-author-bio",
        "about-the-author",
        "saboxplugin-wrap",
        "footnotes",
        "next-article",
        "site-next-post wide",
        "infinite-scroll-item",
        "references",
        "newsletter-signup",
        "inline-newsletter-form",
        "subscription-widget show-subscribe",
        "comments-area",
    ],
)
def test_a_box_below_the_text_that_is_called_so_is_no_part_of_it(names: str) -> None:
    box = f'<div class="{names}"><div><p>{LONG}</p><p>{LONG}</p></div></div>'

    assert text_of(f"<article><div>{told(*TEXT)}{box}</div></article>") == list(TEXT)


@pytest.mark.parametrize(
    "names", ["has-author-box", "newsletter-post", "with-footnotes", "has-next-post", "next-to-harbour"]
)
def test_a_box_that_only_holds_such_a_one_is_the_text(names: str) -> None:
    lines = [f"{line} It was the talk of the town." for line in TEXT]

    assert (
        text_of(f'<div><p>{TEXT[0]}</p><p>{TEXT[1]}</p><div class="{names}">{told(*lines)}</div></div>')[-3:] == lines
    )


def test_an_author_who_is_all_that_a_page_tells_of_is_its_text() -> None:
    assert text_of(f'<main><div class="author-bio"><p>{LONG}</p>{told(*TEXT)}</div></main>') == [LONG, *TEXT]
