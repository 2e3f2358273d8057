"""Articles whose readers are told only how long ago they came out, as of when the page was fetched."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from parsers.anything import Generic
from parsers.page import Page
from parsers.scope import Scope

SEEN = datetime(2026, 5, 9, 12, tzinfo=UTC)
FERRY = "The evening ferry waited forty minutes for a wedding party, and nobody on the pier complained about it."


def told(
    body: str, *, seen_at: datetime | None = SEEN, zone: str | None = "Asia/Yangon", above: str = "", html: str = ""
) -> str | None:
    text = f"{above}<h1>The ferry</h1>{body}{f'<p>{FERRY}</p>' * 3}"
    page = Page(f"<html {html}><body>{text}", zone=zone)
    page.seen_at = seen_at
    moment = Generic().published_at.read(Scope.of(page)).value
    return moment.iso() if moment else None


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("Yesterday, 14:05", "2026-05-08T07:35:00Z"),
        ("Posted: yesterday at 2:05 PM", "2026-05-08T07:35:00Z"),
        ("Today", "2026-05-09"),
        ("Вчера, 14:05", "2026-05-08T07:35:00Z"),
        ("Опубликовано вчера в 14:05", "2026-05-08T07:35:00Z"),
        ("сегодня в 10:05", "2026-05-09T03:35:00Z"),
        ("10:05 сегодня", "2026-05-09T03:35:00Z"),
        ("позавчера", "2026-05-07"),
        ("昨天 14:05", "2026-05-08T07:35:00Z"),
        ("今天下午2:05", "2026-05-09T07:35:00Z"),
        ("前天", "2026-05-07"),
        ("เมื่อวานนี้ 10:30", "2026-05-08T04:00:00Z"),
        ("เมื่อวานซืน", "2026-05-07"),
        ("วันนี้ 10:30 น.", "2026-05-09T04:00:00Z"),
        ("ယနေ့ ၁၀:၃၀", "2026-05-09T04:00:00Z"),
        ("မနေ့က ၁၀:၃၀", "2026-05-08T04:00:00Z"),
        ("တမြန်နေ့က", "2026-05-07"),
        ("By Ann Oak | Yesterday, 14:05 | 4 min read", "2026-05-08T07:35:00Z"),
        ("Hôm qua 14:05", "2026-05-08T07:35:00Z"),
        ("Kemarin 14:05", "2026-05-08T07:35:00Z"),
        ("어제 14:05", "2026-05-08T07:35:00Z"),
        ("গতকাল 14:05", "2026-05-08T07:35:00Z"),
        ("Ayer, 14:05", "2026-05-08T07:35:00Z"),
        ("Aujourd'hui", "2026-05-09"),
        ("avant-hier", "2026-05-07"),
    ],
)
def test_a_day_told_by_a_word_is_counted_back_on_the_calendar_of_the_place(line: str, at: str) -> None:
    assert told(f"<div>{line}</div>") == at


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2 hours ago", "2026-05-09"),
        ("Published 19 hours ago", "2026-05-08"),
        ("an hour ago", "2026-05-09"),
        ("a day ago", "2026-05-08"),
        ("4 giờ trước", "2026-05-09"),
        ("4 ngày trước", "2026-05-05"),
        ("4 jam yang lalu", "2026-05-09"),
        ("4 hari lalu", "2026-05-05"),
        ("4일 전", "2026-05-05"),
        ("4 日前", "2026-05-05"),
        ("4 दिन पहले", "2026-05-05"),
        ("৪ দিন আগে", "2026-05-05"),
        ("il y a 4 jours", "2026-05-05"),
        ("hace 4 días", "2026-05-05"),
        ("4 giorni fa", "2026-05-05"),
        ("4 gün önce", "2026-05-05"),
        ("4 дні тому", "2026-05-05"),
        ("for 4 døgn siden", "2026-05-05"),
        ("منذ 4 أيام", "2026-05-05"),
        ("about 3 days ago", "2026-05-06"),
        ("1 day 20 hours ago", "2026-05-07"),
        ("30 days ago", "2026-04-09"),
        ("just now", "2026-05-09"),
        ("час назад", "2026-05-09"),
        ("около часа назад", "2026-05-09"),
        ("2 часа назад", "2026-05-09"),
        ("21 час назад", "2026-05-08"),
        ("19 часов назад", "2026-05-08"),
        ("5 минут назад", "2026-05-09"),
        ("Опубликовано: 2 дня назад", "2026-05-07"),
        ("5 дней назад", "2026-05-04"),
        ("только что", "2026-05-09"),
        ("3小时前", "2026-05-09"),
        ("发布于19小时前", "2026-05-08"),
        ("5分钟前", "2026-05-09"),
        ("2天前", "2026-05-07"),
        ("刚刚", "2026-05-09"),
        ("3 ชั่วโมงที่แล้ว", "2026-05-09"),
        ("เผยแพร่เมื่อ 19 ชั่วโมงที่แล้ว", "2026-05-08"),
        ("5 นาทีที่ผ่านมา", "2026-05-09"),
        ("2 วันที่แล้ว", "2026-05-07"),
        ("၁၉ နာရီအကြာက", "2026-05-08"),
        ("၅ မိနစ်အကြာ", "2026-05-09"),
        ("၂ ရက်အကြာ", "2026-05-07"),
        ("လွန်ခဲ့သော ၂ ရက်က", "2026-05-07"),
        ("vor 2 Stunden", "2026-05-09"),
        ("vor einem Tag", "2026-05-08"),
        ("il y a 2 jours", "2026-05-07"),
        ("hace 2 días", "2026-05-07"),
    ],
)
def test_a_span_of_time_tells_the_day_alone(line: str, day: str) -> None:
    assert told(f"<div>{line}</div>") == day


def test_the_day_is_that_of_the_place_where_it_is_known_else_that_in_utc() -> None:
    late = datetime(2026, 5, 9, 20, tzinfo=UTC)  # it is the 10th in Yangon and in Moscow
    assert told("<div>Today</div>", seen_at=late) == "2026-05-10"
    assert told("<div>2 hours ago</div>", seen_at=late) == "2026-05-10"
    assert told("<div>3 hours ago</div>", seen_at=late) == "2026-05-09"
    assert told("<div>вчера, 14:05</div>", seen_at=late.replace(hour=21), zone=None, html="lang=ru") == "2026-05-09"
    assert told("<div>Yesterday, 14:05</div>", seen_at=late, zone=None) == "2026-05-08"


def test_an_element_for_times_may_tell_it_within_a_line_beside_the_headline() -> None:
    assert told("<div>Ann Oak on the pier <time>2 days ago</time></div>") == "2026-05-07"
    assert told(f"{f'<p>{FERRY}</p>' * 6}<div>Ann Oak on the pier <time>2 days ago</time></div>") is None


def test_a_line_above_the_headline_may_tell_it_in_figures() -> None:
    assert told("", above="<div>2 days ago</div>") == "2026-05-07"
    assert told("", above="<div>Today</div>") is None, "a menu"


@pytest.mark.parametrize(
    "line",
    [
        "Updated 2 hours ago",
        "Обновлено 2 часа назад",
        "更新于2小时前",
        "อัปเดตล่าสุด <time>2 ชั่วโมงที่แล้ว</time>",
        "Updated <time>2 hours ago</time>",
        "Updated:</div><div>2 hours ago",
        "The ferry sank two hours ago",
        "The ferry sank 2 hours ago",
        "Yesterday the ferry sank",
        "The ferry of yesterday",
        "3小时前的渡轮",
        "hours ago",
        "3 weeks ago",
        "2 months ago",
        "a year ago",
        "31 days ago",
        "Today, 23:50",
        "今天 23:50",
    ],
)
def test_revisions_prose_long_ago_and_what_lies_ahead_tell_no_day_of_publication(line: str) -> None:
    assert told(f"<div>{line}</div>") is None


def test_what_lies_ahead_in_the_zone_of_the_language_is_refused_too() -> None:
    assert told("<div>сегодня, 23:50</div>", zone=None, html="lang=ru") is None
    assert told("<div>сегодня, 10:50</div>", zone=None, html="lang=ru") == "2026-05-09"


@pytest.mark.parametrize(
    "other",
    [
        '<div class="related"><div>2 hours ago</div></div>',
        '<aside class="comments"><time>2 hours ago</time></aside>',
        "<div><a href=/crane>The crane at the quay is mended at last</a></div><div>2 hours ago</div>",
        "<div>2 hours ago</div><div><a href=/crane>The crane at the quay is mended at last</a></div>",
    ],
)
def test_cards_and_comments_do_not_date_the_article(other: str) -> None:
    assert told(other) is None
    assert told("", above=other) is None


def test_nothing_is_read_where_nobody_knows_when_the_page_was_fetched() -> None:
    assert told("<div>2 hours ago</div>", seen_at=None) is None
    assert told("<div>Yesterday, 14:05</div>", seen_at=None) is None


def test_any_date_goes_before_how_long_ago_it_was() -> None:
    assert told("<div>2 hours ago</div><div>May 3</div>") == "2026-05-03"
    assert told("<div>2 hours ago</div><div>6 May 2019</div>") == "2019-05-06"
