"""The main text of pages without rules."""

from __future__ import annotations

from parsers.generic import select_blocks
from parsers.kinds import kind_of
from parsers.page import Page

FERRY = "The evening ferry waited forty minutes for a wedding party on Friday, and nobody complained about it."
CAPTAIN = "The captain said that he had been married on the same pier thirty years ago, when somebody waited for him."
OTHER = "This is a long teaser of another story, which has nothing to do with the ferry and ends in a full stop."


def text_of(body: str) -> list[str]:
    return [block.text for block in select_blocks(Page(f"<body>{body}</body>").outline)]


def test_navigation_sidebars_and_feet_are_no_text() -> None:
    chrome = f'<nav><p>{OTHER}</p></nav><div class="sidebar"><p>{OTHER}</p></div><footer><p>{OTHER}</p></footer>'

    assert text_of(f"{chrome}<div><p>{FERRY}</p><p>{CAPTAIN}</p></div>") == [FERRY, CAPTAIN]


def test_boxes_inside_the_text_are_left_out() -> None:
    box = f'<div class="related-stories"><p>{OTHER}</p></div><figure><figcaption>{OTHER}</figcaption></figure>'

    text = f"<p>{FERRY}</p><p>{CAPTAIN}</p>"

    assert text_of(f"<article>{text}{box}{text}{text}</article>") == [FERRY, CAPTAIN] * 3


def test_a_bad_name_does_not_cost_most_of_the_text() -> None:
    assert text_of(f'<div class="promo"><p>{FERRY}</p><p>{CAPTAIN}</p></div>') == [FERRY, CAPTAIN]


def test_a_text_in_several_boxes_is_found_whole() -> None:
    assert text_of(f"<div><div><p>{FERRY}</p><p>{FERRY}</p></div><div><p>{CAPTAIN}</p></div></div>") == [
        FERRY,
        FERRY,
        CAPTAIN,
    ]


def test_the_names_of_a_posts_tags_say_nothing_of_its_place() -> None:
    post = f'<article class="post tag-newsletter category-related"><p>{FERRY}</p><p>{CAPTAIN}</p></article>'

    assert text_of(f"{post}<div><p>{OTHER}</p></div>")[:2] == [FERRY, CAPTAIN]


def test_headings_between_paragraphs_stay_and_lists_of_links_go() -> None:
    links = "<ul>" + "".join(f"<li><a href=/{n}>Another story, number {n}</a></li>" for n in range(5)) + "</ul>"

    assert text_of(f"<div><p>{FERRY}</p>{links}<h2>Later</h2><p>{CAPTAIN}</p></div>") == [FERRY, "Later", CAPTAIN]


def test_a_short_closing_sentence_belongs_to_the_text() -> None:
    assert text_of(f"<div><p>{FERRY}</p><p>Nobody missed a train.</p><p>More stories</p></div>") == [
        FERRY,
        "Nobody missed a train.",
    ]


def test_a_link_that_leads_on_from_the_end_is_no_text() -> None:
    pointer = "<p><a href=/2>Go on reading here</a></p>"

    assert text_of(f"<div><p>{FERRY}</p><p>{CAPTAIN}</p>{pointer}</div>") == [FERRY, CAPTAIN]


def test_unspaced_scripts_weigh_as_much_as_they_say() -> None:
    line = "船长说，三十年前他也在这个码头上结婚，那时候也有人等他。"

    assert text_of(f"<div><p>{line}</p></div>") == [line]


def test_a_page_of_labels_has_no_text() -> None:
    assert text_of("<div><p>Home</p><p>News</p></div>") == []


def test_a_declared_article_is_one_however_short() -> None:
    page = Page('<meta property="og:type" content="article"><p>Short.</p>')

    assert kind_of(page, ("Short.",), ()).value == "article"


def test_notes_above_the_text_are_left_out() -> None:
    notes = "<p>By Mira Sol</p><p>3 May 2024</p>"

    assert text_of(f"<article>{notes}<p>{FERRY}</p><p>{CAPTAIN}</p></article>") == [FERRY, CAPTAIN]


def test_boxes_called_after_what_is_set_into_stories_are_left_out_of_any_text() -> None:
    boxes = (
        f'<div class="advertisement"><p>{OTHER}</p></div>',
        f'<div class="video-player"><p class="video-title">{OTHER}</p></div>',
        f'<div style="display:none"><p>{OTHER}</p></div>',
        f'<p>Follow us on <a href="https://t.me/harbour">Telegram, where {OTHER.lower()}</a></p>',
    )
    text = f"<p>{FERRY}</p><p>{CAPTAIN}</p>"

    for box in boxes:
        assert text_of(f"<article>{text}{box}{text}{text}</article>") == [FERRY, CAPTAIN] * 3


def test_a_heading_whose_anchor_sounds_like_such_a_box_is_text() -> None:
    heading = '<h2 id="related-questions">What the captain said of it</h2>'
    text = f"<p>{FERRY}</p><p>{CAPTAIN}</p>"

    assert heading[27:-5] in " ".join(text_of(f"<article>{text}{text}{heading}{text}{text}</article>"))
