"""Timing: when something is told."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.timing import FIRST_WAIT, LONGEST_WAIT, PATIENCE, Hours, due, given_up, retry, room

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)  # a Wednesday
YANGON = ZoneInfo("Asia/Yangon")
NIGHT = Hours(YANGON, (time(22), time(7)))
INSTANTS = st.integers(0, 3650 * 86400).map(
    lambda seconds: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
HOURS = st.builds(
    Hours,
    st.sampled_from([ZoneInfo("UTC"), YANGON, ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")]),
    st.none() | st.tuples(st.times(), st.times()),
    st.sampled_from([None, "hourly", "daily", "weekly"]),
    st.times(),
)


def test_without_hours_something_is_told_at_once() -> None:
    assert due(NOON, Hours()) == NOON


@pytest.mark.parametrize(
    ("local", "told"),
    [
        ((2026, 3, 4, 21, 59), (2026, 3, 4, 21, 59)),
        ((2026, 3, 4, 22, 0), (2026, 3, 5, 7, 0)),
        ((2026, 3, 5, 6, 59), (2026, 3, 5, 7, 0)),
        ((2026, 3, 5, 7, 0), (2026, 3, 5, 7, 0)),
    ],
)
def test_what_falls_into_quiet_hours_waits_for_their_end(local: tuple[int, ...], told: tuple[int, ...]) -> None:
    at = datetime(*local, tzinfo=YANGON)  # type: ignore[misc]
    assert due(at.astimezone(UTC), NIGHT) == datetime(*told, tzinfo=YANGON)  # type: ignore[misc]


BERLIN = ZoneInfo("Europe/Berlin")
HALF_PAST_TWO = time(2, 30)


@pytest.mark.parametrize("minutes", [0, 15])
def test_a_digest_in_the_hour_that_comes_twice_is_sent_in_the_first_and_the_second_waits_for_the_next_day(
    minutes: int,
) -> None:
    first, second = (datetime(2026, 10, 25, hour, minutes, tzinfo=UTC) for hour in (0, 1))
    daily = Hours(BERLIN, None, "daily", HALF_PAST_TWO)
    assert due(first, daily) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert due(second, daily) == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)


def test_quiet_hours_that_end_in_the_hour_that_comes_twice_end_in_the_first() -> None:
    night = Hours(BERLIN, (time(22), HALF_PAST_TWO))
    assert due(datetime(2026, 10, 25, 0, 15, tzinfo=UTC), night) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    again = datetime(2026, 10, 25, 1, 15, tzinfo=UTC)
    assert due(again, night) == again


def test_quiet_hours_of_one_day_end_on_it() -> None:
    lunch = Hours(ZoneInfo("UTC"), (time(12), time(13)))
    assert due(NOON, lunch) == NOON.replace(hour=13)
    assert due(NOON.replace(hour=11), lunch) == NOON.replace(hour=11)
    assert due(NOON, Hours(ZoneInfo("UTC"), (time(12), time(12)))) == NOON


@pytest.mark.parametrize(
    ("digest", "told"),
    [
        ("hourly", datetime(2026, 3, 4, 13, tzinfo=UTC)),
        ("daily", datetime(2026, 3, 5, 8, tzinfo=YANGON)),
        ("weekly", datetime(2026, 3, 9, 8, tzinfo=YANGON)),
    ],
)
def test_a_digest_comes_at_its_time_of_day_in_its_own_zone(digest: str, told: datetime) -> None:
    assert due(NOON, Hours(YANGON, None, digest, time(8))) == told


def test_a_daily_digest_keeps_its_time_of_day_when_clocks_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    eve = datetime(2026, 3, 28, 20, tzinfo=UTC)
    assert due(eve, Hours(berlin, None, "daily", time(8))) == datetime(2026, 3, 29, 6, tzinfo=UTC)


@given(INSTANTS, HOURS)
def test_nothing_is_told_before_it_happened_nor_much_later_than_a_week(now: datetime, hours: Hours) -> None:
    told = due(now, hours)
    assert now <= told <= now + timedelta(days=9)
    if hours.quiet is None and hours.digest is None:
        assert told == now


@given(st.integers(0, 20), st.integers(0, 10_000))
def test_waits_grow_to_a_longest_and_are_drawn_apart(attempts: int, seed: int) -> None:
    wait = retry(NOON, attempts, None, seed) - NOON
    full = min(FIRST_WAIT * 2**attempts, LONGEST_WAIT)
    assert full / 2 <= wait <= full


def test_many_that_failed_at_once_are_not_tried_again_at_once() -> None:
    tried = [retry(NOON, 3, None, number) for number in range(20)]
    assert max(tried) - min(tried) > FIRST_WAIT * 2**3 / 4


def test_the_other_end_is_heard_when_it_asks_for_more_time() -> None:
    assert retry(NOON, 0, timedelta(hours=9), "x") == NOON + timedelta(hours=9)


def test_something_is_given_up_after_days() -> None:
    assert not given_up(NOON, NOON + PATIENCE)
    assert given_up(NOON, NOON + PATIENCE + timedelta(seconds=1))


def test_a_full_hour_waits_for_its_first_message_to_be_an_hour_old() -> None:
    sent = [NOON - timedelta(minutes=50), NOON - timedelta(minutes=10), NOON - timedelta(minutes=70)]
    assert room(sent, NOON, 3, timedelta(hours=1)) == NOON
    assert room(sent, NOON, 2, timedelta(hours=1)) == NOON + timedelta(minutes=10)
