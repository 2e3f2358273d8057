"""Days that are told without their year, as of when the page was fetched."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from parsers.anything import Generic
from parsers.page import Page
from parsers.scope import Scope

SEEN = datetime(2026, 5, 9, 12, tzinfo=UTC)
FERRY = "The evening ferry waited forty minutes for a wedding party, and nobody on the pier complained about it."


def told(body: str, *, seen_at: datetime | None = SEEN, zone: str | None = None, head: str = "") -> str | None:
    page = Page(f"<head>{head}</head><h1>The ferry</h1>{body}{f'<p>{FERRY}</p>' * 3}", zone=zone)
    page.seen_at = seen_at
    moment = Generic().published_at.read(Scope.of(page)).value
    return moment.iso() if moment else None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("May 3, 2:20 PM", "2026-05-03"),
        ("Published: Sunday, May 3", "2026-05-03"),
        ("3 мая, 14:20", "2026-05-03"),
        ("5月3日 14:20", "2026-05-03"),
        ("5月3日 14:20 来源：港湾日报", "2026-05-03"),
        ("3 พ.ค. เวลา 14.20 น.", "2026-05-03"),
        ("မေလ ၃ ရက်", "2026-05-03"),
        ("By Ann Oak | May 3 | 4 min read", "2026-05-03"),
        ("9 May", "2026-05-09"),
        ("December 30", "2025-12-30"),
        ("29 February", "2024-02-29"),
    ],
)
def test_a_day_without_a_year_is_the_latest_such_day(line: str, day: str) -> None:
    assert told(f"<div>{line}</div>") == day


def test_an_element_for_times_may_tell_it_within_a_line() -> None:
    assert told("<div>Ann Oak on the pier <time>May 3</time></div>") == "2026-05-03"


def test_its_clock_time_is_read_where_the_zone_is_known() -> None:
    assert told("<div>3 мая, 14:20</div>", zone="Europe/Moscow") == "2026-05-03T11:20:00Z"
    assert told("<div>May 3, 2:20 PM</div>", zone="Asia/Yangon") == "2026-05-03T07:50:00Z"


def test_a_day_that_has_not_begun_where_the_page_comes_from_is_of_the_year_before() -> None:
    assert told("<div>May 10</div>", zone="Europe/Moscow") == "2025-05-10"
    assert told("<div>May 10</div>") == "2026-05-10", "it has begun somewhere"
    assert told("<div>May 11</div>") == "2025-05-11"


def test_nothing_is_read_where_nobody_knows_when_the_page_was_fetched() -> None:
    assert told("<div>May 3, 2:20 PM</div>", seen_at=None) is None


@pytest.mark.parametrize(
    "line",
    [
        "Updated May 3, 2:20 PM",
        "May 3 ferries",
        "The ferry left on May 3",
        "31 June",
        "May 300",
        "3 of May flowers",
        "Open May 3 to May 9",
        "May 3 – May 9",
        "5月3日港口",
    ],
)
def test_words_around_a_day_tell_of_something_else(line: str) -> None:
    assert told(f"<div>{line}</div>") is None


def test_any_day_with_its_year_goes_before_one_without() -> None:
    assert told("<div>May 3</div>", head='<meta name="date" content="2019-05-03">') == "2019-05-03"
    assert told("<div>May 3</div><div>Updated: 6 May 2019</div>") == "2019-05-06"


def test_an_element_behind_the_word_of_a_revision_tells_no_publication() -> None:
    assert told("<div>Updated <time>May 3</time></div>") is None
