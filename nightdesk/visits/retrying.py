"""Retrying: when a page that could not be had is asked for again. Pure: time is an argument."""

from __future__ import annotations

from datetime import datetime, timedelta

from crawler.revisits import look_after_failure, next_look
from db.repositories.documents import Known
from model.errors import FetchError
from model.outcomes import Disposition, Outcome

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
#: A link that fails in passing is tried so often before it is given up, after waits that double up to a day: neither a
#: night without network nor two days of a broken server cost an article. One that is refused is left alone for longer.
_TRIES, _FIRST_WAIT = 10, timedelta(minutes=10)
_REFUSED_TRIES, _REFUSED_WAIT = 6, _HOUR
#: What is not there or leads nowhere may do so for a moment only: a list is often quicker than the page that it names,
#: and a site under repair sends everybody in a circle. A link that does is tried so often.
_FOR_A_MOMENT = frozenset({Outcome.GONE, Outcome.REDIRECT_LOOP, Outcome.BAD_URL, Outcome.BLOCKED})
_FEW_TRIES = 4


def is_unasked(error: FetchError) -> bool:
    """Whether a host that wants to rest was not even asked: that is no try of the page."""
    return error.outcome is Outcome.REFUSED and error.status is None


def is_given_up(attempts: int, error: FetchError) -> bool:
    """Whether a link is asked for no more that was tried so often before this failure."""
    if error.disposition is Disposition.DROP:
        return error.outcome not in _FOR_A_MOMENT or attempts + 1 >= _FEW_TRIES
    return not is_unasked(error) and attempts + 1 >= (_REFUSED_TRIES if error.refused else _TRIES)


def next_try(attempts: int, error: FetchError, now: datetime) -> datetime:
    """When a link is tried again: never sooner than its server allows."""
    first = _REFUSED_WAIT if error.refused and not is_unasked(error) else _FIRST_WAIT
    return max(error.retry_at or now, now + min(first * int(2 ** min(attempts, 16)), _DAY))


def look_after(known: Known, error: FetchError, now: datetime, *, watched: bool, went: bool) -> datetime | None:
    """When a known document is asked for again, never sooner than its server or the rest of its host allows."""
    if error.retry_at is not None and error.status is None:  # the page itself was not asked for
        return error.retry_at
    usual = _usual(known, error, now, watched=watched, went=went)
    return max(usual, error.retry_at or usual) if usual is not None else None


def _usual(known: Known, error: FetchError, now: datetime, *, watched: bool, went: bool) -> datetime | None:
    if watched:
        return now + _HOUR
    if error.outcome is not Outcome.GONE:
        return look_after_failure(known.first_seen_at, now)
    if went or known.gone_at is not None:
        return next_look(known.first_seen_at, now)
    return now + _HOUR  # a second miss, soon, is what makes it gone
