"""What belongs to the text of an article and what stands below or between it."""

from __future__ import annotations

import pytest

from parsers.generic import select_blocks
from parsers.page import Page

FERRY = "The evening ferry waited forty minutes for a wedding party on Friday, and nobody complained about it."
CAPTAIN = "The captain said that he had been married on the same pier thirty years ago, when somebody waited for him."
LETTER = "I was on that ferry myself with my aunt and her parrot, and I can tell you that we all enjoyed the music. "
PRIZES = ("Best rope", "Neatest cabin", "Loudest horn", "Longest gangway", "Whitest sail", "Oldest anchor")


def text_of(body: str, *, discussion: bool = False) -> list[str]:
    return [block.text for block in select_blocks(Page(f"<body>{body}</body>").outline, discussion=discussion)]


@pytest.mark.parametrize("name", ["comments", "entry-comments", "commentlist", "article_comments-area wide"])
def test_what_readers_write_is_no_part_of_an_article_however_long(name: str) -> None:
    letters = f"<p>{LETTER * 4}</p>" * 12

    article = f"<div class=post><p>{FERRY}</p><p>{CAPTAIN}</p><p>{FERRY}</p></div>"

    assert text_of(f'{article}<div class="{name}">{letters}</div>') == [FERRY, CAPTAIN, FERRY]


@pytest.mark.parametrize("name", ["post with-comments", "section-commentary", "comments"])
def test_a_box_called_after_comments_that_holds_the_text_costs_nothing(name: str) -> None:
    assert text_of(f'<div class="{name}"><p>{FERRY}</p><p>{CAPTAIN}</p><p>{LETTER}</p></div>')[:2] == [FERRY, CAPTAIN]


def test_what_is_written_in_a_discussion_is_its_text() -> None:
    posts = "".join(f'<div class="comment"><p>{LETTER * 2}{number}</p></div>' for number in range(8))

    assert len(text_of(f'<p>{FERRY}</p><p>{CAPTAIN}</p><div class="comments">{posts}</div>', discussion=True)) >= 8


def test_a_list_in_the_declared_body_is_text_though_no_line_is_a_sentence() -> None:
    names = "".join(
        f"<h2>{prize}</h2><ul><li>Mira Sol</li><li>Tomas Rell</li><li>Ana Vik</li></ul>" for prize in PRIZES
    )
    beside = f"<div class=teasers><p>{LETTER}</p><p>{LETTER}</p></div>"

    text = text_of(f'<h1>All winners</h1><div itemprop="articleBody"><div>{names}</div></div>{beside}')

    assert {*PRIZES, "Mira Sol", "Tomas Rell", "Ana Vik"} <= set(text)


def test_a_heading_of_other_stories_goes_with_the_links_below_it() -> None:
    links = (
        "<h4>More:</h4><ul><li><a href=/1>A parrot learns to whistle</a></li><li><a href=/2>Rope is dear</a></li></ul>"
    )

    assert text_of(f"<div><p>{FERRY}</p>{links}<p>{CAPTAIN}</p></div>") == [FERRY, CAPTAIN]


def test_a_call_to_read_another_story_is_no_text() -> None:
    call = "<p>READ MORE: <a href=/1>The parrot that learned to whistle on the evening ferry last winter</a></p>"

    assert text_of(f"<div><p>{FERRY}</p><p>{CAPTAIN}</p>{call}<p>{FERRY}</p></div>") == [FERRY, CAPTAIN, FERRY]


def test_a_sentence_that_links_stays() -> None:
    line = "<p>More: the price of rope, <a href=/1>which rose</a>, has kept many a boat in harbour since spring.</p>"

    assert len(text_of(f"<div><p>{FERRY}</p>{line}<p>{CAPTAIN}</p></div>")) == 3


def test_a_caption_between_short_lines_is_no_text() -> None:
    figure = "<figure><img src=/1.jpg><figcaption><p>Mira Sol with the best rope.</p></figcaption></figure>"
    lines = "".join(f"<p>{prize}: Tomas Rell.</p>" for prize in PRIZES)

    text = text_of(f"<div class=article-body><p>{FERRY}</p>{lines}{figure}{lines}<p>{CAPTAIN}</p></div>")

    assert "Best rope: Tomas Rell." in text
    assert "Mira Sol with the best rope." not in text


@pytest.mark.parametrize(
    "tool",
    [
        "Print this page",
        "Send to a friend",
        "Share",
        "Версия для печати",
        "打印本页",
        "พิมพ์หน้านี้",
        "မျှဝေရန်",
        "Copy link »",
    ],
)
def test_a_tool_of_the_page_below_the_text_is_no_text(tool: str) -> None:
    assert text_of(f"<article><p>{FERRY}</p><p>{CAPTAIN}</p><div><p>{tool}</p></div></article>") == [FERRY, CAPTAIN]


def test_a_last_sentence_about_printing_is_text() -> None:
    last = "Print this page, said the captain, and he meant it."

    assert text_of(f"<article><p>{FERRY}</p><p>{CAPTAIN}</p><p>{last}</p></article>")[-1] == last
