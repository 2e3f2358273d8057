"""A discussion read without rules for its site: every post, where the engine of the board is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.captures import RawPage
from parsers.routing import parse

PAGES = Path(__file__).parents[3] / "pages"
FILLER = " ".join(["The evening ferry waited forty minutes for a wedding party on the pier."] * 4)


def board(*posts: str, marks: str = 'id="XF"') -> RawPage:
    rows = "".join(
        f'<article class="message message--post" data-author="Ada"><div class="message-body"><div class="bbWrapper">'
        f'<blockquote class="bbCodeBlock bbCodeBlock--quote">Quoted words</blockquote>{post}</div></div>'
        f'<div class="message-signature">Ring twice</div></article>'
        for post in posts
    )
    html = f"<!doctype html><html {marks}><body><h1 class='p-title-value'>Waiting</h1>{rows}</body></html>"
    return RawPage(html.encode(), "https://board.example/threads/waiting.7/", None, None, None)


def test_the_posts_of_a_known_engine_are_the_text_without_quotes_and_signatures() -> None:
    parsed = parse(board(f"First. {FILLER}", "Second."), generic=True)

    assert parsed.document.text == f"First. {FILLER}\n\nSecond."
    assert next(reading.rule for reading in parsed.readings if reading.field == "text") == "posts of xenforo"


def test_posts_with_hardly_any_text_leave_it_to_the_general_rules() -> None:
    parsed = parse(board("Short."), generic=True)

    assert next(reading.rule for reading in parsed.readings if reading.field == "text") != "posts of xenforo"


@pytest.mark.parametrize("folder", ["arc.example/text-in-json-ld", "newspack.example/article"])
def test_an_article_has_no_posts(folder: str) -> None:
    page = RawPage((PAGES / folder / "page.html").read_bytes(), f"https://{folder}", None, None, None)

    assert all("posts of" not in (reading.rule or "") for reading in parse(page, generic=True).readings)
