from datetime import UTC, date, datetime, timedelta

import pytest

from model.attention import Tally
from model.health import Facts, Fields
from web.pages.sources import coverage_of, expected_of
from web.times import by_step, steps_of

TODAY = date(2026, 3, 4)  # a Wednesday


def test_a_week_is_expected_to_be_as_those_before_it() -> None:
    counted = {TODAY - timedelta(days=back): 3 for back in range(7, 63)} | {TODAY: 2}
    found = expected_of(counted, TODAY)
    assert (found.usual, found.seen) == (pytest.approx(21), 2)


def test_nothing_is_expected_of_a_source_that_is_hardly_known() -> None:
    assert expected_of({TODAY - timedelta(days=20): 5}, TODAY).usual is None
    assert expected_of({}, TODAY).usual is None


def test_quiet_days_count_too() -> None:
    found = expected_of({TODAY - timedelta(days=48): 6}, TODAY)
    assert found.usual is not None and found.usual == pytest.approx(1, abs=0.01)


def test_fields_are_told_of_the_last_pages() -> None:
    facts = Facts(
        "gazette", visited_at=datetime(2026, 3, 1, tzinfo=UTC), fields=(Fields.TEXT | Fields.TITLE, Fields.TEXT)
    )
    assert coverage_of(facts) == (("text", 2, 2), ("title", 1, 2), ("date", 0, 2), ("authors", 0, 2))
    assert coverage_of(None)[0] == ("text", 0, 0)


def test_many_days_are_told_week_by_week_and_nothing_is_lost() -> None:
    days, weeks = steps_of(TODAY, 30), steps_of(TODAY, 364)
    assert (len(days), days[-1], len(weeks), weeks[-1]) == (30, "2026-03-04", 52, "2026-03-02")
    tallies = [
        Tally("2026-03-04", "a", 2),
        Tally("2026-03-02", "a", 1),
        Tally("2026-02-28", "b", 4),
        Tally("2020-01-01", "a", 9),
    ]
    assert by_step(tallies, weeks) == {"a": {"2026-03-02": 3}, "b": {"2026-02-23": 4}}
    assert by_step(tallies, days)["a"] == {"2026-03-04": 2, "2026-03-02": 1}
