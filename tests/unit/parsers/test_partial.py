"""Whether a page holds all of its article."""

from __future__ import annotations

import json

import pytest

from model.captures import RawPage
from model.documents import Document
from parsers.routing import parse

LINE = "The evening ferry waited forty minutes for a wedding party on Friday, and nobody on board complained about it."
LINES = [f"{LINE} It was the {number} time this year that the captain waited." for number in range(2, 5)]


def read(lines: list[str], *, after: str = "", head: str = "", **article: object) -> Document:
    data = json.dumps({"@type": "NewsArticle", "headline": "Ferry", "datePublished": "2025-05-07", **article})
    text = "".join(f"<p>{line}</p>" for line in lines)
    html = (
        f'<html><head>{head}<script type="application/ld+json">{data}</script></head>'
        f"<body><article><h1>Ferry waits</h1>{text}{after}</article></body></html>"
    )
    return parse(RawPage(html.encode(), "https://harbour.example/ferry")).document


def test_a_whole_article_is_not_partial() -> None:
    document = read(LINES, isAccessibleForFree=True, wordCount=90)

    assert document.partial is None


@pytest.mark.parametrize("told", [False, "False"])
def test_two_paragraphs_of_an_article_that_is_not_free_are_partial(told: object) -> None:
    assert read(LINES[:2], isAccessibleForFree=told).partial == "not free to read, and little of it is shown"


def test_a_page_that_ships_what_is_not_free_is_whole() -> None:
    part = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".for-members"}
    shown = f'<div class="for-members"><p>{LINES[2]}</p></div>'

    assert read(LINES[:2], after=shown, isAccessibleForFree=False, hasPart=part).partial is None
    assert read(LINES[:2], isAccessibleForFree=False, hasPart=[part]).partial is not None


def test_a_selector_that_is_none_is_passed_over() -> None:
    part = {"isAccessibleForFree": "false", "cssSelector": "p:nth-child(["}

    assert read(LINES, isAccessibleForFree=False, hasPart=part).partial is None


def test_a_wall_below_the_text_makes_it_partial() -> None:
    wall = (
        '<div class="paywall-box"><h3>Subscribe to continue</h3><a href="/plans">See the plans of the paper</a></div>'
    )

    assert read(LINES, after=wall).partial == "a wall follows the text"


@pytest.mark.parametrize(
    "line",
    [
        "This content is for members only. Please log in or become a member.",
        "Subscribe now to read the full story, or log in.",
        "Log in or create an account to continue.",
        "Полный текст доступен только подписчикам.",
        "เนื้อหานี้สำหรับสมาชิกเท่านั้น",
        "登录后即可阅读全文",
    ],
)
def test_a_line_below_the_text_that_says_who_may_read_on_makes_it_partial(line: str) -> None:
    found = read(LINES, after=f"<div>{line}</div>").partial

    assert found is not None
    assert found.startswith("the text ends where it says “")


@pytest.mark.parametrize(
    "line", ["Subscribe to our newsletter for the news of the port.", "Members of the council did not answer calls."]
)
def test_an_offer_below_the_text_does_not(line: str) -> None:
    assert read(LINES, after=f"<div>{line}</div>").partial is None


def test_far_fewer_words_than_declared_make_it_partial() -> None:
    assert read(LINES, wordCount=900).partial == "90 of 900 words are shown"


def test_a_teaser_before_a_link_to_go_on_is_partial() -> None:
    teaser = [*LINES[:2], "The captain, who was married on the same pier thirty years ago, said that he …"]

    assert read(teaser, after='<p><a href="/ferry/2">Read the rest of it</a></p>').partial == (
        "the text breaks off before a link"
    )
    assert read(teaser).partial is None


def test_nothing_but_the_summary_is_partial_and_lowers_the_completeness() -> None:
    cut = read([LINE], head=f'<meta name="description" content="{LINE}">')

    assert cut.partial == "nothing but the summary is shown"
    assert cut.completeness < read(LINES).completeness


def test_zawgyi_is_written_in_unicode_and_said_so() -> None:
    zawgyi = (
        "\u1031\u1014\u102c\u1000\u1039\u1001\u1036\u1010\u1032\u1037 \u1031\u1014\u1094\u1010\u103c\u1004\u1039 " * 6
    )
    html = f"<html><head><title>{zawgyi[:20]}</title></head><body><p>{zawgyi}</p></body></html>"

    parsed = parse(RawPage(html.encode(), "https://harbour.example/my"))

    assert "\u1031\u1014\u102c" not in parsed.document.text
    assert parsed.document.text.startswith("\u1014\u1031\u102c\u1000\u103a")
    assert ("encoding", "Zawgyi") in [(reading.field, reading.rule) for reading in parsed.readings]
