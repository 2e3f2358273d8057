"""Waits and dates as servers write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.http_dates import LONGEST_WAIT, http_date, retry_at

NOW = datetime(2026, 8, 1, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["Sat, 01 Aug 2026 10:02:00 GMT", "Saturday, 01-Aug-26 10:02:00 GMT", "Sat Aug  1 10:02:00 2026"]
)
def test_all_three_forms_of_an_http_date_are_read(text: str) -> None:
    assert http_date(text) == NOW + timedelta(minutes=2)
    assert retry_at(text, NOW) == NOW + timedelta(minutes=2)


def test_seconds_are_counted_from_now() -> None:
    assert retry_at(" 120 ", NOW) == NOW + timedelta(seconds=120)


@pytest.mark.parametrize("text", ["99999999999999999999", "Sat, 01 Aug 2099 10:00:00 GMT"])
def test_no_wait_is_longer_than_a_day(text: str) -> None:
    assert retry_at(text, NOW) == NOW + LONGEST_WAIT


@pytest.mark.parametrize(
    "text",
    [None, "", "soon", "-5", "1.5", "Sat, 01 Aug 2020 10:00:00 GMT", "٣", "Fri, 31 Dec 9999 23:59:59 -1200"],
)
def test_what_names_no_later_instant_gives_none(text: str | None) -> None:
    assert retry_at(text, NOW) is None


@given(st.text())
def test_no_header_whatever_breaks_the_reading(text: str) -> None:
    at = retry_at(text, NOW)
    assert at is None or NOW <= at <= NOW + LONGEST_WAIT
