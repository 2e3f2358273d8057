"""How often a source is looked at: more often while it publishes, more seldom while it is quiet and while it sleeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from config.sources import Schedule

#: By how much a visit that found something shortens the interval, and one that found nothing lengthens it.
_FOUND, _QUIET = 0.7, 1.15
#: A source sleeps from midnight until then, by its own clock. What is looked at more seldom than that has no nights.
_MORNING, _NIGHT = time(6), timedelta(hours=6)
#: By how much a quiet visit at night lengthens the wait, and nothing else.
_ASLEEP = 2


@dataclass(frozen=True, slots=True)
class Pace:
    """The interval that is kept of a source, and the wait until its next visit."""

    interval: timedelta
    wait: timedelta


def next_pace(known: timedelta | None, found_new: bool, schedule: Schedule, local: datetime | None) -> Pace:
    """How a source is looked at after a visit that ended at `local`, by its own clock; None for one of no place.

    A quiet visit at night teaches nothing: the interval stays what the day made it. The wait is twice as long as long
    as that ends in the night, so that the first look of the morning is at most an interval late, and not all sources
    of a zone are looked at at once.
    """
    least, most = schedule.bounds
    left = _left_of_night(local) if local else None
    if found_new or left is None or (known or schedule.every) >= _NIGHT:
        interval = next_interval(known, found_new, schedule.every, least, most)
        return Pace(interval, interval)
    interval = min(max(known or schedule.every, least), most)
    longer = min(interval * _ASLEEP, most)
    return Pace(interval, longer if longer <= left else interval)


def next_interval(
    current: timedelta | None, found_new: bool, every: timedelta, least: timedelta, most: timedelta
) -> timedelta:
    """The time until the next visit, between `least` and `most`; `every` for a source without history."""
    if current is None:
        return min(max(every, least), most)
    return min(max(current * (_FOUND if found_new else _QUIET), least), most)


def backed_off(every: timedelta, failures: int, limit: timedelta = timedelta(days=1)) -> timedelta:
    """The wait after so many failures in a row: doubled each time, up to a day, never shorter than usual."""
    return max(every, min(every * int(2 ** min(failures, 16)), limit))


def _left_of_night(local: datetime) -> timedelta | None:
    """How long the night still lasts, in time that passes; None by day. Clocks are put forth and back at night."""
    if local.time() >= _MORNING:
        return None
    morning = datetime.combine(local.date(), _MORNING, local.tzinfo)
    return morning.astimezone(UTC) - local.astimezone(UTC)
