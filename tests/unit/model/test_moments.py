from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.moments import Moment, Precision


def test_a_day_is_told_as_a_day_and_an_instant_with_z() -> None:
    assert Moment.on(date(2021, 6, 22)).iso() == "2021-06-22"
    assert Moment.parse("2025-05-07T06:30:00+06:30").iso() == "2025-05-07T00:00:00Z"


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Moment(datetime(2026, 1, 1))  # noqa: DTZ001 - the point of the test


def test_the_day_is_that_of_whoever_told_it() -> None:
    before_dawn, at_noon = Moment.parse("2025-05-08T01:00:00+06:30"), Moment.parse("2025-05-08T12:00:00+06:30")

    assert (before_dawn.iso(), before_dawn.day) == ("2025-05-07T18:30:00Z", date(2025, 5, 8))
    assert (at_noon.day, at_noon.own_day) == (date(2025, 5, 8), None)


def test_moments_are_compared_as_instants_whatever_calendar_they_were_told_by() -> None:
    in_yangon, in_utc = Moment.parse("2025-05-08T01:00:00+06:30"), Moment.parse("2025-05-07T18:30:00Z")

    assert in_yangon == in_utc
    assert in_yangon.day != in_utc.day


@given(st.datetimes(timezones=st.just(UTC)))
def test_what_is_told_can_be_read_again(at: datetime) -> None:
    moment = Moment(at, Precision.SECOND)
    assert Moment.parse(moment.iso()) == moment
