"""When a page that could not be had is asked for again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from db.repositories.documents import Known
from model.errors import FetchError
from model.outcomes import Outcome
from nightdesk.visits.retrying import is_given_up, is_unasked, look_after, next_try

NOON = datetime(2026, 8, 1, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
URL = "https://quay.example/1"
FRESH = Known(1, "u", URL, "quay", "A crane", "key", 1, NOON - 2 * HOUR, None, NOON)
#: Two that failed for good, two that failed in passing, two that were refused, and a host that wants to rest.
GONE, NO_PAGE = FetchError(URL, Outcome.GONE, "404", status=404), FetchError(URL, Outcome.NOT_HTML, "is image/png")
SLOW, BROKEN = FetchError(URL, Outcome.TIMEOUT, "no end"), FetchError(URL, Outcome.HTTP, "500", status=500)
REFUSED, KEPT_OFF = FetchError(URL, Outcome.REFUSED, "403", status=403), FetchError(URL, Outcome.ROBOTS, "disallowed")
AT_REST = FetchError(URL, Outcome.REFUSED, "wants to rest", retry_at=NOON + 3 * HOUR)


def busy(wait: timedelta) -> FetchError:
    return FetchError(URL, Outcome.REFUSED, "503", status=503, retry_at=NOON + wait)


@pytest.mark.parametrize(
    ("error", "tries"),
    [(NO_PAGE, 1), (GONE, 4), (REFUSED, 6), (KEPT_OFF, 6), (busy(HOUR), 6), (SLOW, 10), (BROKEN, 10)],
)
def test_a_link_is_tried_as_often_as_its_failure_may_pass(error: FetchError, tries: int) -> None:
    assert [is_given_up(attempts, error) for attempts in range(tries)] == [False] * (tries - 1) + [True]
    assert not is_unasked(error)


def test_while_its_host_rests_a_link_is_not_tried_and_never_given_up() -> None:
    assert is_unasked(AT_REST) and not is_given_up(99, AT_REST)
    assert next_try(99, AT_REST, NOON + 2.9 * HOUR) == NOON + 2.9 * HOUR + DAY
    assert next_try(0, AT_REST, NOON + 3 * HOUR) == NOON + 3 * HOUR + 10 * MINUTE


@pytest.mark.parametrize(
    ("error", "waits"),
    [
        (SLOW, [10 * MINUTE, 20 * MINUTE, 40 * MINUTE, 80 * MINUTE]),
        (GONE, [10 * MINUTE, 20 * MINUTE, 40 * MINUTE, 80 * MINUTE]),
        (REFUSED, [HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR, DAY, DAY]),
        (busy(3 * HOUR), [3 * HOUR, 3 * HOUR, 4 * HOUR, 8 * HOUR]),
        (AT_REST, [3 * HOUR, 3 * HOUR]),
    ],
)
def test_waits_double_up_to_a_day_and_are_never_shorter_than_was_asked(
    error: FetchError, waits: list[timedelta]
) -> None:
    assert [next_try(attempts, error, NOON) - NOON for attempts in range(len(waits))] == waits
    assert next_try(10_000, error, NOON) == NOON + DAY


OLD, GONE_SINCE = replace(FRESH, first_seen_at=NOON - 16 * DAY), replace(FRESH, gone_at=NOON - HOUR)


@pytest.mark.parametrize(
    ("known", "error", "went", "wait"),
    [
        (FRESH, SLOW, False, HOUR),
        (OLD, SLOW, False, 2 * DAY),
        (replace(FRESH, first_seen_at=NOON - 61 * DAY), SLOW, False, None),
        (FRESH, busy(3 * HOUR), False, 3 * HOUR),
        (OLD, busy(3 * HOUR), False, 2 * DAY),
        (OLD, AT_REST, False, 3 * HOUR),
        (OLD, GONE, False, HOUR),
        (OLD, GONE, True, 14 * DAY),
        (GONE_SINCE, GONE, False, 4 * HOUR),
        (GONE_SINCE, SLOW, False, HOUR),
    ],
)
def test_a_known_article_is_asked_for_soon_then_ever_more_seldom_and_once_it_is_gone_at_its_ages(
    known: Known, error: FetchError, went: bool, wait: timedelta | None
) -> None:
    at = look_after(known, error, NOON, watched=False, went=went)
    assert (at - NOON if at else None) == wait


@pytest.mark.parametrize(("known", "went"), [(OLD, False), (OLD, True), (GONE_SINCE, False)])
@pytest.mark.parametrize("error", [GONE, SLOW, REFUSED])
def test_a_watched_page_that_cannot_be_had_is_asked_for_every_hour(known: Known, error: FetchError, went: bool) -> None:
    assert look_after(known, error, NOON, watched=True, went=went) == NOON + HOUR
    assert look_after(known, busy(3 * HOUR), NOON, watched=True, went=went) == NOON + 3 * HOUR
