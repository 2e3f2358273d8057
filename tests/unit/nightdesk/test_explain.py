"""A page explained to a colleague: what it says, how each field was found, and what it lacks."""

from __future__ import annotations

from model.captures import RawPage
from nightdesk.cli.explain import explain
from parsers import parse

SENTENCE = "The blue crane came back to the east quay on Wednesday, and its owner counted the ships that waited."
ARTICLE = (
    f"<html lang='en'><title>Crane</title><h1>Crane</h1><article><time>May 9, 2025</time>{f'<p>{SENTENCE}</p>' * 5}"
)
THREAD = (
    '<html id="XF" lang="en"><h1 class="p-title-value">Crane</h1><article class="message--post" data-author="Ko Ko" '
    'data-content="post-7"><time class="u-dt" datetime="2025-05-09T10:00:00+0000">then</time><div class="message-body">'
    f'<div class="bbWrapper">{SENTENCE}</div></div></article>'
)


def explained(html: str, url: str) -> str:
    return explain(parse(RawPage(html.encode(), url)), readings=True)


def test_it_begins_with_what_the_page_is_and_lacks() -> None:
    title, kind, authors = explained(ARTICLE, "https://quay.example/crane").split("\n")[:3]

    assert title == "Crane"
    assert kind == "article by generic, en, 2025-05-09 (day)"
    assert authors == "authors: none named; completeness 0.57, without authors, canonical_url, image"


def test_it_says_why_this_parser_reads_the_page() -> None:
    board = explained(THREAD, "https://board.example/threads/crane.7/")
    unknown = explained(ARTICLE, "https://quay.example/crane")
    outlet = explained(ARTICLE, "https://www.bbc.com/news/articles/c1")

    assert "parser: xenforo\n    by the marks of an engine or a theme" in board
    assert "parser: generic\n    by default, since no site, engine or theme is known by the page" in unknown
    assert "missed: bbc_blocks" in outlet


def test_each_field_has_its_value_and_under_it_the_rules_that_found_and_missed_it() -> None:
    shown = explained(ARTICLE, "https://quay.example/crane")

    assert "title: Crane\n    by headline above the text\n" in shown
    assert "published_at: 2025-05-09\n    by date marked as that of the publication; missed: " in shown
    assert "image: not found\n    missed: " in shown


def test_a_row_of_metas_is_told_in_a_few_words() -> None:
    line = explained(ARTICLE, "https://quay.example/crane").partition("published_at:")[2].partition("modified_at:")[0]

    assert "metas from article:published_time" in " ".join(line.split())
    assert "parsely" not in line


def test_a_whole_text_is_not_called_something_that_was_not_found() -> None:
    assert "partial: no, nothing says that the text is cut" in explained(ARTICLE, "https://quay.example/crane")


def test_posts_are_shown_with_who_when_and_where() -> None:
    shown = explained(THREAD, "https://board.example/threads/crane.7/")

    assert "1 post, page 1" in shown
    assert "1. Ko Ko, 2025-05-09T10:00:00Z, https://board.example/threads/crane.7/#post-7\n    The blue crane" in shown
