"""Pages that are discussions, and the text of those that no engine knows."""

from __future__ import annotations

import json

import pytest

from model.captures import RawPage
from parsers.generic.verdict import posts_of
from parsers.page import Page
from parsers.routing import parse

QUESTION = "Does anybody know why the evening ferry waited for forty minutes on Friday, and what it waited for?"
ANSWER = "It waited for a wedding party, as far as I was told, and the captain himself had asked for it at the pier."
THANKS = "Thank you, that explains why my neighbour was late, and why he smelled of flowers when he came home."


def linked(kind: str) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": kind})}</script>'


@pytest.mark.parametrize(
    ("html", "url"),
    [
        (linked("DiscussionForumPosting"), None),
        ('<meta name="generator" content="Discourse 3.4">', None),
        ("<body class='section-viewtopic'>", None),
        ("<body class='page is_wpforo_page-1 wpforo'>", None),
        ("<div itemscope itemtype='https://schema.org/DiscussionForumPosting'>", None),
        ("", "https://a.example/threads/late-ferry.17/"),
        ("", "https://links.example/s/q7w3zd/why_the_ferry_waited"),
        ("", "https://links.example/item?id=4711"),
        ("", "https://a.example/index.php/topic,41.0.html"),
        ("", "https://a.example/archive/index.php/t-41.html"),
        ("", "https://a.example/archive/index.php?thread-41.html"),
        ("", "https://a.example/printthread.php?t=41"),
        ("", "https://a.example/pipermail/boats/2019-March/000013.html"),
        ("", "https://a.example/forum.php?mod=viewthread&tid=41"),
        ("<body id=nv_forum class=pg_viewthread>", None),
    ],
)
def test_a_page_says_in_several_ways_that_it_is_a_discussion(html: str, url: str | None) -> None:
    assert Page(html, url=url).is_discussion


def test_an_article_in_a_forum_section_is_an_article() -> None:
    assert not Page(linked("NewsArticle"), url="https://a.example/forum/late-ferry").is_discussion


@pytest.mark.parametrize(
    ("head", "board", "kind"),
    [("", True, "thread"), ("", False, "article"), (linked("NewsArticle"), True, "article")],
)
def test_a_page_of_a_board_whose_engine_nobody_knows_is_a_thread_unless_it_says_otherwise(
    head: str, board: bool, kind: str
) -> None:
    html = f"{head}<body><h1>Late ferry</h1><div><p>{QUESTION}<p>{ANSWER}<p>{THANKS}</div>"
    assert parse(RawPage(html.encode(), "https://a.example/7", board=board)).document.kind == kind


def test_a_page_beside_the_forum_of_its_site_is_no_discussion() -> None:
    assert not Page("<body class='single-post wpf-default is_wpforo_page-0'>").is_discussion


def test_an_article_in_the_portal_of_a_board_is_no_discussion() -> None:
    assert not Page("<meta name=generator content='Discuz! X3.4'><body id=nv_portal class=pg_view>").is_discussion


def test_a_section_or_a_month_in_an_address_makes_no_discussion() -> None:
    assert not Page("", url="https://a.example/s/202611/ferry.html").is_discussion


def test_the_text_of_a_discussion_that_no_engine_knows_is_every_post() -> None:
    posts = "".join(
        f'<article class="topic-reply" id="reply-{number}"><header><a href="/u/{number}">mate{number}</a></header>'
        f'<div class="reply-content"><p>{line}</p></div></article>'
        for number, line in enumerate((QUESTION, ANSWER, THANKS))
    )
    raw = RawPage(f"<h1>The late ferry</h1><div>{posts}</div>".encode(), "https://a.example/threads/late-ferry.17/")

    text = parse(raw, generic=True).document.text

    assert [line in text for line in (QUESTION, ANSWER, THANKS)] == [True] * 3


@pytest.mark.parametrize(
    "name", ["signature", "post-signature", "user-signature with-avatar", "usersignature", "sig41", "msg_41_signature"]
)
def test_a_signature_is_no_word_of_a_post(name: str) -> None:
    post = f"<div class='post with-signature'><p>{QUESTION}</p><div class='{name}'>Look twice, leap once.</div></div>"
    outline = Page(f"{post}<div class='post'>{ANSWER}</div>").outline

    assert [block.text for block in posts_of(outline, [(0, 2.0), (1, 2.0), (2, 2.0)])] == [QUESTION, ANSWER]


def test_what_is_much_is_no_signature_whatever_it_is_called() -> None:
    outline = Page(f"<div class='signature'><p>{QUESTION}</p><p>{ANSWER}</p></div>").outline

    assert [block.text for block in posts_of(outline, [(0, 2.0), (1, 2.0)])] == [QUESTION, ANSWER]


def test_what_is_in_doubt_is_part_of_a_post_and_what_is_unlikely_is_not() -> None:
    outline = Page("<ul><li>the pier is closed</li><li>Joined 2012</li></ul>").outline

    assert [block.text for block in posts_of(outline, [(0, -0.9), (1, -1.1)])] == ["the pier is closed"]


def test_a_text_for_readers_without_scripts_is_read_where_scripts_draw_the_page() -> None:
    shell = f"<div id=app></div><noscript><div><p>{QUESTION}</p><p>{ANSWER}</p></div></noscript>"

    assert [block.text for block in Page(shell).main_blocks] == [QUESTION, ANSWER]
