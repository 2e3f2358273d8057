from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from config.sources import Schedule
from crawler.cadence import backed_off, next_interval, next_pace
from crawler.revisits import AGES, look_after_failure, next_look

HALF_HOUR, LEAST, MOST = timedelta(minutes=30), timedelta(minutes=15), timedelta(hours=2)


def after(*visits: bool) -> timedelta:
    interval = None
    for found_new in visits:
        interval = next_interval(interval, found_new, HALF_HOUR, LEAST, MOST)
    assert interval is not None
    return interval


def test_a_source_without_history_is_looked_at_as_configured() -> None:
    assert after(True) == after(False) == HALF_HOUR


def test_a_source_that_publishes_is_looked_at_more_often_and_a_quiet_one_more_seldom() -> None:
    assert after(*[True] * 20) == LEAST
    assert after(*[False] * 30) == MOST
    assert LEAST < after(False, True) < HALF_HOUR < after(False, False) < MOST


@given(st.lists(st.booleans(), min_size=1, max_size=60))
def test_the_interval_never_leaves_its_bounds(visits: list[bool]) -> None:
    assert LEAST <= after(*visits) <= MOST


schedules = st.sampled_from(
    [
        Schedule(every=HALF_HOUR),
        Schedule(every=timedelta(minutes=15), min=timedelta(minutes=5), max=timedelta(hours=12)),
        Schedule(every=timedelta(hours=2)),
    ]
)
zones = st.sampled_from(
    ["Asia/Yangon", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Kiritimati"]
)
instants = st.integers(0, 366 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
paces = st.integers(1, 12 * 60).map(lambda minutes: timedelta(minutes=minutes))


def by_clock(zone: str, *day_and_time: int) -> datetime:
    return datetime(*day_and_time, tzinfo=ZoneInfo(zone))  # type: ignore[misc,arg-type]


@given(schedules, zones, instants, st.none() | paces, st.booleans())
def test_at_whatever_hour_interval_and_wait_stay_between_the_bounds(
    schedule: Schedule, zone: str, at: datetime, known: timedelta | None, found_new: bool
) -> None:
    pace = next_pace(known, found_new, schedule, at.astimezone(ZoneInfo(zone)))
    least, most = schedule.bounds
    assert least <= pace.interval <= pace.wait <= most


@given(schedules, zones, st.integers(0, 365), st.integers(0, 359), paces)
def test_after_a_quiet_night_a_source_is_looked_at_as_before_it_and_soon_after_six(
    schedule: Schedule, zone: str, day: int, minute: int, known: timedelta
) -> None:
    least, most = schedule.bounds
    known = min(max(known, least), most, timedelta(hours=5, minutes=59))
    local = by_clock(zone, 2026, 1, 1) + timedelta(days=day, minutes=minute)
    morning = local.replace(hour=6, minute=0).astimezone(UTC)
    now, waits = local.astimezone(UTC), []
    while now < morning:
        pace = next_pace(known, False, schedule, now.astimezone(ZoneInfo(zone)))
        assert pace.interval == known
        waits.append(pace.wait)
        now += pace.wait
    assert now < morning + known
    assert waits == sorted(waits, reverse=True) and set(waits) <= {known, min(2 * known, most)}


@given(schedules, zones, instants, st.none() | paces)
def test_a_find_counts_by_night_as_by_day(schedule: Schedule, zone: str, at: datetime, known: timedelta | None) -> None:
    interval = next_interval(known, True, schedule.every, *schedule.bounds)
    pace = next_pace(known, True, schedule, at.astimezone(ZoneInfo(zone)))
    assert pace.interval == pace.wait == interval


def test_a_quiet_night_has_fewer_looks_and_a_quiet_day_lengthens_the_interval() -> None:
    schedule = Schedule(every=HALF_HOUR)
    night = next_pace(LEAST, False, schedule, by_clock("Asia/Yangon", 2026, 3, 2, 1))
    assert (night.interval, night.wait) == (LEAST, 2 * LEAST)
    day = next_pace(LEAST, False, schedule, by_clock("Asia/Yangon", 2026, 3, 2, 13))
    assert day.interval == day.wait == LEAST * 1.15


def test_a_source_of_no_place_and_one_that_is_seldom_looked_at_have_no_nights() -> None:
    slow = Schedule(every=timedelta(hours=12))
    for schedule, known, local in (
        (Schedule(every=HALF_HOUR), LEAST, None),
        (slow, slow.every, by_clock("Asia/Yangon", 2026, 3, 2, 1)),
    ):
        pace = next_pace(known, False, schedule, local)
        assert pace.interval == pace.wait == known * 1.15


def test_the_night_is_as_long_as_it_is_when_clocks_are_put_forth() -> None:
    schedule = Schedule(every=timedelta(hours=2))
    half_past_one = by_clock("Europe/Berlin", 2026, 3, 29, 1, 30)  # three hours and a half before six
    assert next_pace(timedelta(minutes=105), False, schedule, half_past_one).wait == timedelta(minutes=210)
    assert next_pace(timedelta(minutes=106), False, schedule, half_past_one).wait == timedelta(minutes=106)


def test_an_article_is_looked_at_again_at_each_age_and_then_no_more() -> None:
    seen = datetime(2026, 3, 1, tzinfo=UTC)
    looks, now = [], seen
    while (at := next_look(seen, now)) is not None:
        looks.append(at - seen)
        now = at
    assert tuple(looks) == AGES


def test_an_article_that_fails_is_asked_for_an_hour_later_ever_more_seldom_and_then_no_more() -> None:
    seen = datetime(2026, 3, 1, tzinfo=UTC)
    waits, now = [], seen
    while (at := look_after_failure(seen, now)) is not None:
        waits.append(at - now)
        now = at
    assert waits[0] == timedelta(hours=1) and waits == sorted(waits)
    assert len(waits) < 60 and now - seen >= 2 * AGES[-1]


def test_an_article_seen_while_the_clock_was_ahead_is_looked_at_each_day() -> None:
    seen, day = datetime(2026, 3, 1, tzinfo=UTC), timedelta(days=1)
    put_back = seen - timedelta(days=400)
    assert next_look(seen, put_back) == look_after_failure(seen, put_back) == put_back + day


def test_a_failing_source_waits_longer_but_never_more_than_a_day() -> None:
    waits = [backed_off(HALF_HOUR, n) for n in (0, 1, 2, 5, 60)]
    assert waits == [HALF_HOUR, 2 * HALF_HOUR, 4 * HALF_HOUR, 32 * HALF_HOUR, timedelta(days=1)]
    assert backed_off(timedelta(days=7), 3) == timedelta(days=7)
