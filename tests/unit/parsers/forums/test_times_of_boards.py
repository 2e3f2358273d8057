"""Times as boards show them: in the clock of the board, in its language, or by how long ago they were."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from model.captures import RawPage
from model.moments import Moment
from parsers import parse

SEEN_AT = datetime(2025, 6, 14, 20, tzinfo=UTC)  # it is the 15th in Yangon
WORDS = "The council has closed the old terminal, and nobody knows when the new boats will come."


def phpbb(shown: str, foot: str = "", name: str = "Zaw") -> str:
    return (
        f'<body id="phpbb"><div id="p902" class="post"><p class="author">by <strong>{name}</strong> &raquo; {shown}</p>'
        f'<div class="content">{WORDS}</div></div><div id="page-footer">{foot}</div>'
    )


def vbulletin(shown: str) -> str:
    post = f'<td class="thead">{shown}</td><td><div id="post_message_901">{WORDS}</div></td>'
    return f'<body><table id="post901"><tr>{post}</tr></table>'


def vbulletin4(shown: str) -> str:
    date = f'<span class="postdate"><span class="date">{shown}</span></span>'
    return f'<body><li class="postbit" id="post_901">{date}<div id="post_message_901">{WORDS}</div></li>'


def told(body: str) -> str | None:
    raw = RawPage(f"<html>{body}".encode(), "https://board.example/t/5", zone="Asia/Yangon", seen_at=SEEN_AT)
    at: Moment | None = parse(raw).document.posts[0].posted_at
    return at.iso() if at else None


@pytest.mark.parametrize(
    ("foot", "at"),
    [
        ("Часовой пояс: UTC+03:00", "2025-06-14T06:12:00Z"),
        ("Часовой пояс: UTC + 3 часа", "2025-06-14T06:12:00Z"),
        ("Alle Zeiten sind UTC + 1 Stunde [ Sommerzeit ]", "2025-06-14T07:12:00Z"),
        ("เขตเวลา GMT + 7 ชั่วโมง", "2025-06-14T02:12:00Z"),
        ('所有显示的时间为 <span title="Asia/Shanghai">UTC+08:00</span>', "2025-06-14T01:12:00Z"),
    ],
)
def test_the_foot_of_phpbb_tells_the_zone_in_any_language(foot: str, at: str) -> None:
    assert told(phpbb("Sat Jun 14, 2025 9:12 am", foot)) == at


@pytest.mark.parametrize("board", [phpbb, vbulletin, vbulletin4])
@pytest.mark.parametrize(
    ("shown", "day"),
    [
        ("5 minutes ago", "2025-06-15"),
        ("less than a minute ago", "2025-06-15"),
        ("менее минуты назад", "2025-06-15"),
        ("23 Hours Ago", "2025-06-14"),
        ("3 дня назад", "2025-06-12"),
        ("5 ชั่วโมงที่แล้ว", "2025-06-14"),
    ],
)
def test_the_newest_posts_which_tell_how_long_ago_they_were_have_a_day(
    board: Callable[[str], str], shown: str, day: str
) -> None:
    assert told(board(shown)) == day


def test_a_poster_who_is_called_after_a_day_changes_no_time() -> None:
    assert told(phpbb("Sat Jun 14, 2025 9:12 am", "UTC", name="Yesterday")) == "2025-06-14T09:12:00Z"


@pytest.mark.parametrize("shown", ["周六 6月 14, 2025 9:12 am", "週六 6月 14, 2025 9:12 am", "6月 14th, 2025, 9:12 am"])
def test_an_american_date_with_chinese_words_is_read(shown: str) -> None:
    assert told(phpbb(shown, "UTC")) == "2025-06-14T09:12:00Z"


@pytest.mark.parametrize("line", ["{}", '<div class="topic-poster">{}</div>'])
def test_a_topic_in_a_board_of_phpbb_is_dated_by_what_stands_behind_its_poster(line: str) -> None:
    title = '<a class="topictitle" href="./viewtopic.php?t=5">Rules of 2019</a>'
    row = f"<dt>{title}{line.format('by Zaw &raquo; Sat Jun 14, 2025 9:12 am')}</dt>"
    body = f'<html><body id="phpbb"><li class="row">{row}</li><div id="page-footer">UTC</div>'
    (link,) = parse(RawPage(body.encode(), "https://board.example/viewforum.php?f=3")).document.links

    assert link.published_at is not None
    assert link.published_at.iso() == "2025-06-14T09:12:00Z"


@pytest.mark.parametrize(
    ("foot", "at"),
    [
        ("All times are GMT +7. The time now is <span>03:02 AM</span>.", "2025-06-14T02:12:00Z"),
        ("All times are GMT -5. The time now is <span>03:58 PM</span>.", "2025-06-14T13:12:00Z"),  # in summer
        ("Часовой пояс GMT +3, время: 23:00.", "2025-06-14T06:12:00Z"),
        ("Alle Zeitangaben in WEZ +2. Es ist jetzt 22:00 Uhr.", "2025-06-14T07:12:00Z"),
        ("All times are GMT +5.5. The time now is 01:30.", "2025-06-14T03:42:00Z"),
        ("All times are GMT. The time now is 20:00.", "2025-06-14T09:12:00Z"),
        ("GMT+8, 2025-6-16 04:02, Processed in 0.03 second(s)", "2025-06-14T01:12:00Z"),
        (
            "All times are GMT +7. The time now is 08:00 AM.",
            "2025-06-14T02:42:00Z",
        ),  # some other day's page: the source's
        ("All times are so.", "2025-06-14T02:42:00Z"),
    ],
)
@pytest.mark.parametrize("board", [vbulletin, vbulletin4])
def test_the_clock_at_the_foot_of_a_board_tells_the_zone(board: Callable[[str], str], foot: str, at: str) -> None:
    assert told(f"{board('06-14-2025, 09:12 AM')}<div>{foot}</div>") == at
