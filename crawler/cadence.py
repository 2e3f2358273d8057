"""How often a source is looked at: more often while it publishes, more seldom while it is quiet."""

from __future__ import annotations

from datetime import timedelta

#: By how much a visit that found something shortens the interval, and one that found nothing lengthens it.
_FOUND, _QUIET = 0.7, 1.15


def next_interval(
    current: timedelta | None, found_new: bool, every: timedelta, least: timedelta, most: timedelta
) -> timedelta:
    """The time until the next visit, between `least` and `most`; `every` for a source without history."""
    if current is None:
        return min(max(every, least), most)
    return min(max(current * (_FOUND if found_new else _QUIET), least), most)
