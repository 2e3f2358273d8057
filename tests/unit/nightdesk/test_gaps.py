"""What is told as late after a time in which nobody looked."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.settings import RunSettings
from config.sources import Source
from db.repositories.pulses import Ground
from model.coverage import Gap
from model.health import Facts
from model.moments import Moment
from nightdesk.bookkeeping.gaps import Lateness, lateness

NOW = datetime(2026, 8, 1, 18, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
QUAY = Source.model_validate(
    {
        "id": "quay", "name": "Quay", "kind": "outlet", "home": "https://quay.example/", "hosts": ["quay.example"],
        "discover": [{"kind": "feed", "url": "https://quay.example/feed"}], "schedule": {"every": "15m"},
    }
)  # fmt: skip


def met(ok_at: datetime | None, gap_until: datetime | None = None, interval: timedelta | None = None) -> Lateness:
    """How a visit now treats what it finds at a source that was last looked at then."""
    gap = Gap(gap_until - 12 * HOUR, gap_until) if gap_until else None
    return lateness(Ground(Facts("quay", ok_at=ok_at, interval=interval), gap=gap), QUAY, NOW, RunSettings())


@pytest.mark.parametrize(
    "known",
    [
        met(NOW - 15 * MINUTE),
        met(NOW - 50 * MINUTE),
        met(NOW - 17 * HOUR, interval=6 * HOUR),
        met(None),
        met(NOW - 15 * MINUTE, NOW - 25 * HOUR),
    ],
    ids=["just now", "three intervals of minutes ago", "not thrice ago", "never", "a day after a gap"],
)
def test_without_a_gap_everything_is_news(known: Lateness) -> None:
    assert not known.is_late(None, NOW) and not known.is_late(Moment(NOW - 99 * HOUR), NOW)


def test_after_a_gap_what_has_no_date_is_late_for_nothing_shows_it_to_be_new() -> None:
    for known in (met(NOW - 12 * HOUR), met(NOW - 12 * HOUR, NOW - MINUTE)):
        assert known.is_late(None, NOW)
        assert known.is_late(Moment(NOW - 7 * HOUR), NOW) and not known.is_late(Moment(NOW - 5 * HOUR), NOW)


def test_what_a_second_look_finds_has_come_since_and_what_waits_from_the_first_has_not() -> None:
    back = NOW - 3 * HOUR
    known = met(NOW - 15 * MINUTE, back)
    assert known.is_late(None, back + 5 * MINUTE), "found by the first look, and waiting since"
    assert known.is_late(None, None), "a watched page that is new was found in no list"
    assert not known.is_late(None, NOW), "it was not there when we looked first"
    assert not known.is_late(None, NOW - 30 * MINUTE), "nor was it then, though it was found before the last look"
    assert known.is_late(Moment(NOW - 7 * HOUR), NOW) and not known.is_late(Moment(NOW - 5 * HOUR), NOW)


def test_a_day_without_a_time_is_late_only_once_all_of_it_is() -> None:
    known = met(NOW - 12 * HOUR)
    assert not known.is_late(Moment.parse("2026-08-01"), NOW)
    assert known.is_late(Moment.parse("2026-07-31"), NOW)


@given(st.timedeltas(timedelta(0), timedelta(days=30)), st.timedeltas(timedelta(0), timedelta(days=30)))
@pytest.mark.parametrize("alone", [12 * HOUR, timedelta(days=9)])
def test_what_is_older_is_never_news_where_what_is_newer_is_late(
    alone: timedelta, one: timedelta, other: timedelta
) -> None:
    known = met(NOW - alone)
    younger, older = sorted([one, other])
    if known.is_late(Moment(NOW - younger), NOW):
        assert known.is_late(Moment(NOW - older), NOW)
