"""Times later than the page was seen are refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from model.captures import RawPage
from model.documents import Document
from parsers import parse

SEEN = datetime(2025, 5, 9, 12, tzinfo=UTC)
TEXT = "<p>The crane came back to the east quay on Friday, and the ships that had waited for it were unloaded.</p>"


def read(body: str, *, url: str = "https://quay.example/news/crane", seen_at: datetime | None = SEEN) -> Document:
    return parse(RawPage(body.encode(), url, seen_at=seen_at)).document


def article(head: str, shown: str = "") -> str:
    return f"<html><head><title>A crane</title>{head}</head><body><article><h1>A crane</h1>{shown}{TEXT * 4}</article>"


@pytest.mark.parametrize("told", ["2025-05-12T00:00:00Z", "2052-05-09", "1778328000"])
def test_a_time_ahead_is_no_time_of_publication(told: str) -> None:
    assert read(article(f'<meta property="article:published_time" content="{told}">')).published_at is None


def test_the_next_rule_tells_the_day_where_the_first_is_ahead() -> None:
    document = read(
        article('<meta property="article:published_time" content="2205-05-08"><meta name="date" content="2052-05-08">',
                "<time>May 8, 2025</time>"),
    )  # fmt: skip

    assert document.published_at is not None
    assert document.published_at.iso() == "2025-05-08"


def test_a_clock_that_is_a_day_ahead_is_believed() -> None:
    told = read(article('<meta property="article:published_time" content="2025-05-10T18:30:00Z">')).published_at

    assert told is not None


def test_without_the_hour_at_which_a_page_was_seen_any_time_may_be() -> None:
    head = '<meta property="article:published_time" content="2052-05-09">'

    assert read(article(head), seen_at=None).published_at is not None


def test_items_of_feeds_lose_a_time_ahead_and_nothing_else() -> None:
    items = "".join(
        f"<item><title>Item {day}</title><link>https://quay.example/{day}</link><pubDate>{day} May 2025 10:00 GMT"
        "</pubDate></item>"
        for day in (8, 20)
    )
    feed = read(f'<rss version="2.0"><channel><title>Quay</title>{items}</channel></rss>')

    assert [(link.title, link.published_at is None) for link in feed.links] == [("Item 8", False), ("Item 20", True)]


def test_posts_lose_a_time_ahead_and_the_account_says_so() -> None:
    data = '{"username": "Ko Ko", "timestamp": 2062000000}'
    post = (
        f"<article id='elComment_7' class='ipsComment'><div data-quotedata='{data}'>"
        f'<div data-role="commentContent">{TEXT}</div></div></article>'
    )
    page = f'<html><body class="ipsApp"><h1 class="ipsType_pageTitle">A crane</h1>{post}'
    parsed = parse(RawPage(page.encode(), "https://board.example/topic/1-a/", seen_at=SEEN))

    assert [(each.author, each.posted_at) for each in parsed.document.posts] == [("Ko Ko", None)]
    assert parsed.document.published_at is None
    assert parsed.readings[-1].value == "refused"
    assert parsed.document.completeness < 1
