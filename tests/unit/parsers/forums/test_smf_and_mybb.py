"""What themes, languages and settings change in boards of SMF and MyBB."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from model.captures import RawPage
from model.documents import Kind
from parsers import parse
from tests.unit.parsers.forums.boards import WORDS, read


def smf(inner: str) -> str:
    poster = '<div class="poster"><h4><a href="?action=profile;u=3">Zaw</a></h4></div>'
    return f'<div class="post_wrapper">{poster}<div class="postarea"><div class="post"><div class="inner">{inner}</div>'


def mybb(at: str) -> str:
    head = f'<div class="post_head"><span class="post_date">{at}</span></div>'
    return (
        '<div class="post" id="post_902"><div class="author_information"><span class="largetext">Zaw</span></div>'
        f'{head}<div class="post_body" id="pid_902">{WORDS}</div></div>'
    )


@pytest.mark.parametrize(
    ("head", "name", "day"),
    [
        ("Quote from: Aye on the pier on June 14, 2025, 09:12:00 PM", "Aye on the pier", "2025-06-14"),
        ("Zitat von: Aye am 14. Juni 2025, 21:12:00", "Aye", "2025-06-14"),
        ("Цитата: Aye от 14 июня 2025, 21:12:00", "Aye", "2025-06-14"),
        ("Quote from: Aye", "Aye", None),
    ],
)
def test_a_quote_of_smf_names_whom_it_is_from_in_the_words_of_the_board(head: str, name: str, day: str | None) -> None:
    quote = f"<blockquote><cite>{head}</cite>The boats are late.</blockquote>"
    document = read(smf(f"{quote}{WORDS}"), "/index.php?topic=5.0")
    (credit,) = document.credits

    assert (credit.name, str(credit.published_at.day) if credit.published_at else None) == (name, day)
    assert document.text == WORDS


def test_what_is_called_like_a_post_of_smf_elsewhere_is_none() -> None:
    body = f'<div class="post_wrapper"><p>{WORDS}</p></div>'

    assert read(body, "/2025/06/14/terminal/").kind is not Kind.THREAD


@pytest.mark.parametrize(
    "at",
    [
        "Yesterday, 11:48 PM",
        "Wczoraj, 23:48",
        "Dün, 23:48",
        "Χθες, 11:48 μμ",
        "Вчора, 23:48",
        '<span title="06-14-2025">Yesterday</span>, 11:48 PM',
        '<span title="06-14-2025, 11:48 PM">9 hours ago</span>',
        '06-14-2025, 11:48 PM <span class="post_edit">(This post was last modified: 06-15-2025, 01:00 AM.)</span>',
    ],
)
def test_a_post_of_mybb_is_of_the_day_that_its_time_means(at: str) -> None:
    seen_at = datetime(2025, 6, 15, 9, 0, tzinfo=UTC)
    raw = RawPage(mybb(at).encode(), "https://board.example/thread-5.html", seen_at=seen_at, zone="UTC")
    (post,) = parse(raw).document.posts

    assert post.posted_at is not None
    assert post.posted_at.iso() == "2025-06-14T23:48:00Z"


def test_a_post_of_mybb_without_a_link_to_itself_is_found_by_its_number() -> None:
    (post,) = read(mybb("06-14-2025, 11:48 PM"), "/thread-5.html").posts

    assert post.permalink == "https://board.example/thread-5.html#pid902"


def test_a_blog_that_leads_to_its_full_version_is_no_archive_of_mybb() -> None:
    post = f'<div class="post"><h1>The boats are late</h1><div class="entry"><p>{WORDS}</p></div></div>'
    body = f'<div id="fullversion"><a href="/?mobile=0">Full version</a></div><div id="content">{post}</div>'

    assert read(body, "/2025/06/boats/").kind is Kind.ARTICLE
