from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from crawler.cadence import next_interval
from crawler.revisits import AGES, next_look

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


def test_an_article_is_looked_at_again_at_each_age_and_then_no_more() -> None:
    seen = datetime(2026, 3, 1, tzinfo=UTC)
    looks, now = [], seen
    while (at := next_look(seen, now)) is not None:
        looks.append(at - seen)
        now = at
    assert tuple(looks) == AGES
