"""Who wrote an article, where pages say so in unusual ways."""

from __future__ import annotations

import json
import time

import pytest

from parsers.anything import Generic
from parsers.page import Page
from parsers.scope import Scope

LINE = "The evening ferry waited forty minutes for a wedding party on Friday, and nobody complained about it."

CHINESE = (
    "周五晚间的渡轮为一支婚礼队伍等候了四十分钟，码头上没有一个人抱怨，船长说这是他多年来第一次让乘客等候新人登船。"
)


def authors(head: str = "", body: str = "", **article: object) -> tuple[str, ...] | None:
    script = json.dumps(
        {"@graph": [{"@type": "NewsArticle", **article}, {"@type": "Person", "@id": "#1", "name": "Ann Oak"}]}
    )
    html = f'<head>{head}<script type="application/ld+json">{script}</script></head><body>{body}</body>'
    return Generic.authors.read(Scope.of(Page(html, url="https://www.harbour-sheet.example/a"))).value


def test_an_author_that_is_only_pointed_at_is_looked_up() -> None:
    assert authors(author={"@id": "#1"}) == ("Ann Oak",)


def test_the_outlet_is_named_where_nobody_else_is() -> None:
    assert authors(author={"@type": "Organization", "name": "Harbour Sheet"}) == ("Harbour Sheet",)


def test_an_outlet_without_bylines_is_not_made_an_author() -> None:
    house = {"@type": "NewsMediaOrganization", "name": "Harbour Sheet", "noBylinesPolicy": "https://a.example/"}

    assert authors(author=house) is None


def test_the_outlets_name_after_a_persons_is_left_out() -> None:
    head = '<meta property="og:site_name" content="Harbour Sheet"><meta name="author" content="Ann Oak. Harbour Sheet">'

    assert authors(head) == ("Ann Oak",)


@pytest.mark.parametrize("meta", ["dc.creator", "citation_author"])
def test_metas_of_libraries_turn_names_around(meta: str) -> None:
    metas = "".join(f'<meta name="{meta}" content="{name}">' for name in ("Oak, Ann", "Elm, Bo C.", "Cy Fir, Eve Ash"))

    assert authors(metas) == ("Ann Oak", "Bo C. Elm", "Cy Fir", "Eve Ash")


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("Ann Oak, Reuters", ("Ann Oak", "Reuters")),
        ("Reuters, AFP", ("Reuters", "AFP")),
        ("Ann Oak, Editor", ("Ann Oak",)),
        ("Ann Oak, Jr.", ("Ann Oak, Jr",)),
    ],
)
def test_a_name_with_something_else_behind_it_is_not_turned_around(content: str, names: tuple[str, ...]) -> None:
    assert authors(f'<meta name="dc.creator" content="{content}">') == names


def test_the_word_of_a_program_for_nobody_is_no_author() -> None:
    assert authors('<meta name="author" content="null">', '<p class="byline">By Ann Oak</p>') == ("Ann Oak",)


def test_bylines_of_other_stories_on_the_page_are_not_this_ones() -> None:
    card = '<div class="card"><h3>Other</h3><p><span class="author-name">Bo Elm</span></p></div>'

    assert authors(body=f'<div><p><span class="author-name">Ann Oak</span></p></div>{card}') == ("Ann Oak",)


def test_authors_side_by_side_belong_together() -> None:
    both = '<span class="author-name">Ann Oak</span> <span class="author-name">Bo Elm</span>'

    assert authors(body=f"<div>{both}</div>") == ("Ann Oak", "Bo Elm")


def test_a_label_is_no_name() -> None:
    assert authors(body='<div class="byline"><span>Written by</span></div>') is None


def test_an_agency_may_stand_alone_before_its_place() -> None:
    assert authors(body=f"<h1>The ferry</h1><div>AFP, STRAIT CITY</div><p>{LINE}</p><p>{LINE}</p>") == ("AFP",)


def test_what_readers_write_below_a_text_has_bylines_of_its_own() -> None:
    comment = '<ol class="comment-list"><li><span class="comment-author">Bo Elm</span></li></ol>'
    own = '<p class="signed"><a href="/author/ann-oak/">Ann Oak</a></p>'

    assert authors(body=comment) is None
    assert authors(body=comment + own) == ("Ann Oak",)


def test_a_correspondent_is_no_respondent() -> None:
    assert authors(body='<div class="correspondent"><a rel="author" href="/ann">Ann Oak</a></div>') == ("Ann Oak",)


def test_an_account_may_have_figures_in_its_name() -> None:
    assert authors(body='<span class="vcard"><a rel="author" href="/author/p/">pier2004</a></span>') == ("pier2004",)
    assert authors(body='<span class="byline">4 min</span>') is None
    assert authors(body='<span class="byline">Room 101</span>') is None


def test_the_switch_for_larger_letters_is_no_agency() -> None:
    assert authors(body=f"<div>-A+A</div><h1>The ferry</h1><div>By Ann Oak</div><p>{LINE}</p><p>{LINE}</p>") == (
        "Ann Oak",
    )


def test_a_byline_may_stand_right_in_the_article_element() -> None:
    assert authors(body='<article><a href="/authors/oak">Ann Oak</a></article>') == ("Ann Oak",)


def test_a_headline_may_begin_as_bylines_do() -> None:
    title = "By the Light of the Harbour"
    head = f'<meta property="og:title" content="{title}">'

    assert authors(head, f"<h1>{title}</h1><p>{LINE}</p><p>{LINE}</p>") is None


def test_a_headline_that_begins_so_is_known_by_the_window_where_nothing_else_declares_it() -> None:
    line = "Von Kränen, Möwen und einem stillen Hafen"

    assert authors(f"<title>{line} - Harbour Sheet</title>", f"<h2>{line}</h2><p>{LINE}</p>") is None


@pytest.mark.parametrize(
    "line",
    [
        "Report: Harbour master in hiding", "Journalist: arrested", "Haber: Son dakika", "Texto: actualizado",
        "Redacción: noticias del puerto", "Пише: новий звіт", "Przez miasto idzie burza", "Texto de la ley",
    ],
)  # fmt: skip
def test_a_word_for_the_writer_may_stand_before_what_a_line_is_about(line: str) -> None:
    assert authors(body=f"<h1>The ferry</h1><p>{line}</p><p>{LINE}</p>") is None
    assert authors(body=f"<h1>The ferry</h1><p>{line}</p><p>Text: Ann de Oak</p><p>{LINE}</p>") == ("Ann de Oak",)


@pytest.mark.parametrize("line", ["သတင်း - ပြည်တွင်း", "သတင်း – နိုင်ငံတကာ", "เรื่อง: การเมือง", "Haber: Spor", "Haber: Ekonomi"])
def test_the_part_of_a_paper_behind_a_word_for_news_is_no_name(line: str) -> None:
    assert authors(body=f"<p>{line}</p><h1>The ferry</h1><p>{LINE}</p>") is None


def test_a_test_hook_may_tell_where_the_byline_is() -> None:
    byline = '<div data-testid="byline-contributor"><span>Ann Oak</span></div>'

    assert authors(body=f"<h1>Ferries</h1>{byline}<p>{LINE}</p>") == ("Ann Oak",)


def test_a_text_may_be_signed_at_its_end() -> None:
    assert authors(body=f"<h1>渡轮</h1><p>{CHINESE}</p><p>{CHINESE}</p><p>{CHINESE}（李明 王小红）</p>") == (
        "李明",
        "王小红",
    )


@pytest.mark.parametrize("below", ["□ 本报记者 李小明", "文：李小明", "执笔人：李小明", "（记者 李小明）"])
def test_a_line_below_a_chinese_text_names_its_reporter(below: str) -> None:
    text = f"<h1>渡轮</h1><article>{f'<p>{CHINESE}</p>' * 4}</article>"

    assert authors(body=f"{text}<p>{below}</p><p>责编：王红</p>") == ("李小明",)
    assert authors(body=f"{text}<p>责编：王红</p>") is None


def test_a_reporter_in_the_text_is_better_than_a_body_in_the_metas() -> None:
    head = '<meta name="author" content="港湾日报报业集团,港湾网">'
    text = f"<h1>渡轮</h1><p>{CHINESE}</p><p>{CHINESE}</p>"

    assert authors(head, f"{text}<p>{CHINESE}（记者 李小明）</p>") == ("李小明",)
    assert authors(head, text) == ("港湾日报报业集团", "港湾网")
    assert authors('<meta name="author" content="王红">', f"{text}<p>{CHINESE}（记者 李小明）</p>") == ("王红",)


@pytest.mark.parametrize("card", ["<aside><article>{}</article></aside>", "<ul><li>{}</li></ul>"])
def test_bylines_on_cards_of_other_texts_are_theirs(card: str) -> None:
    byline = '<span class="author">Bo Elm</span>'
    other = card.format(f'<h3><a href="/b">A crane came by rail</a></h3><time>1 May 2024</time>{byline}')
    linked = card.format(f'<a href="/b"><h3>A crane came by rail</h3></a>{byline}')

    assert authors(body=f"<h1>The ferry</h1><p>{LINE}</p>{other}") is None
    assert authors(body=f"<h1>The ferry</h1><p>{LINE}</p>{linked}") is None


def test_an_author_whose_name_is_a_linked_heading_stands_on_no_card() -> None:
    box = '<ul><li><h4><a rel="author" href="/author/bo">Bo Elm</a></h4><p>Writes of ships.</p></li></ul>'

    assert authors(body=f"<h1>The ferry</h1>{f'<p>{LINE}</p>' * 9}{box}") == ("Bo Elm",)


def test_a_short_note_below_its_own_linked_heading_is_no_card() -> None:
    body = f'<article><h2><a href="/a">The ferry</a></h2><span class="author">Bo Elm</span><p>{LINE}</p></article>'

    assert authors("<title>The Ferry - Harbour Sheet</title>", body) == ("Bo Elm",)


def test_bylines_in_lists_of_related_texts_are_theirs() -> None:
    assert authors(body='<aside class="related-posts"><span class="author">Bo Elm</span></aside>') is None


@pytest.mark.parametrize(
    "place",
    [
        '<ul class="nav-menu"><li>{}</li></ul>',
        '<section class="widget_recent_entries">{}</section>',
        '<div class="post-card"><a href="/b"><h4>A crane came by rail</h4></a>{}</div>',
        '<div class="card"><h3><a href="/s">Harbour</a></h3><h2><a href="/b">A crane came by rail</a></h2>{}</div>',
        "<figure><img src=crane.jpg><figcaption>A crane. {}</figcaption></figure>",
    ],
)
def test_bylines_in_menus_on_cards_and_of_pictures_are_not_the_articles(place: str) -> None:
    body = place.format('<span class="author">Bo Elm</span>') + '<p class="byline">By Ann Oak</p>'

    assert authors("<title>The ferry - Harbour Sheet</title>", f"<h1>The ferry</h1>{body}<p>{LINE}</p>") == ("Ann Oak",)


def test_boxes_in_boxes_without_end_take_no_time_without_end() -> None:
    boxes = f"{'<article>' * 3000}<h3><a href=/b>A crane</a></h3>"
    byline, begun = '<span class="author">By Ann Oak</span>' * 60, time.process_time()

    assert authors(body=f"<h1>The ferry</h1>{boxes}{byline}<p>{LINE}</p>") == ("Ann Oak",)
    assert time.process_time() - begun < 3


def test_the_card_of_the_author_is_none_of_another_text() -> None:
    card = '<div class="mini-card"><h3><a class="author" href="/bo">Bo Elm</a> <a href="#">Follow</a></h3></div>'

    assert authors(body=f"<h1>The ferry</h1>{card}<p>{LINE}</p>") == ("Bo Elm",)


def test_a_byline_is_told_in_full_where_only_its_last_name_is_a_link() -> None:
    names = 'Ann Oak, Bo Elm and <a class="author-name" href="/by/cy-fir">Cy Fir</a>'

    assert authors(body=f"<p>By {names}</p>") == ("Ann Oak", "Bo Elm", "Cy Fir")
    assert authors(body=f"<p>The piers of Bo Elm and {names}</p>") == ("Cy Fir",)


def test_the_page_of_a_desk_is_no_author() -> None:
    both = '<a href="/author/oak">Ann Oak</a> <a href="/author/desks/technology">technology</a>'

    assert authors(body=f"<div>{both}</div>") == ("Ann Oak",)
    assert authors(body='<p><a href="/author/">See all</a></p>') is None


def test_what_a_byline_offers_to_do_with_the_page_is_nobody() -> None:
    names = '<span class="byline__author__name">Ann Oak</span> and <span class="byline__author__name">Bo Elm</span>'
    byline = f'<div class="byline">{names} Updated: May 5, 2026 <a href="#">Share on X</a></div>'

    assert authors(body=f"<h1>Ferries</h1>{byline}<p>{LINE}</p>") == ("Ann Oak", "Bo Elm")
