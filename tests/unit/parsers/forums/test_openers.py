"""Who opened a discussion that is read without rules for its site."""

from __future__ import annotations

from model.captures import RawPage
from model.documents import Document
from parsers.routing import parse

FILLER = " ".join(["The evening ferry waited forty minutes for a wedding party on the pier."] * 6)


def read(body: str, url: str = "https://board.example/threads/waiting.7/", marks: str = "") -> Document:
    html = f"<!doctype html><html {marks}><body><h1>Waiting</h1>{body}</body></html>"
    return parse(RawPage(html.encode(), url, None, None, None), generic=True).document


def xenforo(*names: str) -> str:
    return "".join(
        f'<article class="message message--post" data-author="{name}"><h4 class="message-name">'
        f'<a class="username">{name}</a></h4>'
        f'<time class="u-dt" datetime="2024-05-0{number}T10:00:00+0000">May {number}</time>'
        f'<div class="message-body"><div class="bbWrapper">{FILLER}</div></div></article>'
        for number, name in enumerate(names, 3)
    )


def test_the_first_poster_by_a_known_engine_wrote_the_thread() -> None:
    assert read(xenforo("Pier2004", "Bo Elm"), marks='id="XF"').authors == ("Pier2004",)


def test_a_later_page_of_a_thread_does_not_tell_who_opened_it() -> None:
    url = "https://board.example/threads/waiting.7/page-3"

    assert read(xenforo("Pier2004"), url, 'id="XF"').authors == ()


def test_a_board_of_an_unknown_engine_marks_its_posters_in_microdata() -> None:
    post = (
        '<li itemprop="comment"><div itemprop="author"><meta itemprop="name" content="pier_cat4"></div><p>{}</p></li>'
    )

    assert read(f"<ul>{post.format(FILLER)}</ul>", "https://board.example/topic/43/waiting").authors == ("pier_cat4",)


def test_a_poster_who_is_marked_with_nothing_but_a_blank_is_named_as_shown() -> None:
    marked = '<b itemprop="name" content="\xa0">pier_cat4</b>'
    post = f'<li itemprop="comment"><div itemprop="author">{marked}</div>{FILLER}</li>'

    assert read(f"<ul>{post}</ul>", "https://board.example/topic/43/waiting").authors == ("pier_cat4",)


def test_a_short_post_below_a_linked_heading_is_no_card_of_another_text() -> None:
    poster = '<a href="/members/9" class="username">pier_cat4</a>'
    post = f'<li><h3><a href="/p/1">Re: a boat</a></h3>{poster}<p>It waits.</p></li>'

    assert read(f"<ul>{post}</ul>{FILLER}", "https://board.example/topic/43/waiting").authors == ("pier_cat4",)


def test_a_board_of_an_unknown_engine_links_to_its_members() -> None:
    post = f'<div class="poster"><h4><a href="/index.php?action=profile;u=4">Ada &amp; Bo</a></h4></div><p>{FILLER}</p>'

    assert read(post, "https://board.example/index.php?topic=58.0").authors == ("Ada & Bo",)


def test_the_form_to_log_in_names_no_poster() -> None:
    form = '<form><div class="username"><span>Name required</span></div></form>'

    assert read(f"{form}<p>{FILLER}</p>", "https://board.example/topic/43/waiting").authors == ()


def test_an_article_is_by_nobody_who_merely_has_an_account() -> None:
    link = '<p>Thanks to <a href="/users/bo">Bo Elm</a></p>'

    assert read(f"<article><p>{FILLER}</p>{link}</article>", "https://paper.example/2024/05/03/waiting").authors == ()
