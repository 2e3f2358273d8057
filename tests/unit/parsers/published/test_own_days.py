"""The day of an instant told in UTC, on the calendar of the outlet."""

from __future__ import annotations

from datetime import date

import pytest

from model.moments import Moment
from parsers.anything import Generic
from parsers.page import Page
from parsers.published.own_days import on_own_calendar
from parsers.scope import Scope

FERRY = "The evening ferry waited forty minutes for a wedding party on Friday, and nobody complained about it."


def shown(line: str, url: str = "https://a.example/story", zone: str | None = None) -> Scope:
    return Scope.of(Page(f"<h1>The ferry</h1><div>{line}</div><p>{FERRY}</p>", url=url, zone=zone))


def day(scope: Scope, told: str) -> date:
    moment = on_own_calendar(scope, Moment.parse(told))
    assert moment is not None
    assert moment == Moment.parse(told), "the instant stays what it is"
    return moment.day


def test_an_evening_in_the_west_is_the_day_that_readers_are_shown() -> None:
    assert day(shown("Posted: Nov 8, 2023"), "2023-11-09T02:11:03Z") == date(2023, 11, 8)


def test_a_morning_in_the_east_is_the_day_that_readers_are_shown() -> None:
    assert day(shown("Published 9 May 2025"), "2025-05-08T21:15:00Z") == date(2025, 5, 9)


def test_the_day_of_the_address_goes_before_one_that_is_shown() -> None:
    scope = shown("Published 9 May 2025", "https://a.example/2025/05/08/ferry")

    assert day(scope, "2025-05-09T01:15:00Z") == date(2025, 5, 8)


@pytest.mark.parametrize("line", ["Posted: Nov 7, 2023", "Posted: Nov 10, 2023", "Posted: Nov 9, 2022"])
def test_a_day_that_is_none_anywhere_at_that_instant_is_not_believed(line: str) -> None:
    assert day(shown(line), "2023-11-09T02:11:03Z") == date(2023, 11, 9)


def test_a_day_before_is_none_of_any_newspaper_after_ten_in_the_morning() -> None:
    assert day(shown("Posted: Nov 8, 2023"), "2023-11-09T10:04:00Z") == date(2023, 11, 9)


def test_a_day_after_is_one_of_revision_before_three_in_the_afternoon() -> None:
    assert day(shown("Published 9 May 2025"), "2025-05-08T14:15:00Z") == date(2025, 5, 8)


def test_where_the_zone_of_the_language_is_known_no_line_is_asked() -> None:
    page = Page(
        f'<html lang="en-GB"><h1>The ferry</h1><div>Posted: 5 Aug 2024</div><p>{FERRY}</p>', url="https://a.example/"
    )

    assert day(Scope.of(page), "2024-08-04T22:15:00Z") == date(2024, 8, 4)


def test_where_the_zone_of_the_source_is_known_no_line_is_asked() -> None:
    assert day(shown("Posted: Nov 8, 2023", zone="Europe/Moscow"), "2023-11-09T02:11:03Z") == date(2023, 11, 9)


def test_an_offset_that_was_told_settles_the_day() -> None:
    assert day(shown("Posted: May 7, 2025"), "2025-05-08T01:00:00+06:30") == date(2025, 5, 8)


def test_a_day_without_a_clock_time_is_left_as_it_is() -> None:
    assert day(shown("Posted: Nov 8, 2023"), "2023-11-09") == date(2023, 11, 9)


def test_an_article_tells_the_day_of_its_outlet() -> None:
    page = Page(
        f'<meta property="article:published_time" content="2019-01-01T00:12:00Z"><h1>The ferry</h1><p>{FERRY}</p>',
        url="https://a.example/2018/12/31/ferry/",
    )

    published = Generic().parse(page).document.published_at

    assert published is not None
    assert (published.iso(), published.day) == ("2019-01-01T00:12:00Z", date(2018, 12, 31))
