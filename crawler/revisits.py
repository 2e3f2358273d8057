"""When to look again at an article: soon after it was first seen, then ever more seldom."""

from __future__ import annotations

from datetime import datetime, timedelta

#: Ages at which a matched article is looked at again, to notice edits and deletion.
AGES = (
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
    timedelta(days=3),
    timedelta(days=7),
    timedelta(days=30),
)
_DAY = timedelta(days=1)
#: After a failure: an hour later, or a part of the article's age; no more once it is so old.
_SOON, _OF_AGE, _LAST = timedelta(hours=1), 8, 2 * AGES[-1]


def next_look(first_seen_at: datetime, now: datetime) -> datetime | None:
    """The next of the ages that lies ahead, None after the last.

    What was first seen in the future was seen before the clock was put back: it is looked at each day.
    """
    if first_seen_at > now:
        return now + _DAY
    return next((first_seen_at + age for age in AGES if first_seen_at + age > now), None)


def look_after_failure(first_seen_at: datetime, now: datetime) -> datetime | None:
    """When to look again where a look failed: soon, but ever more seldom too; None where nobody looks any more.

    What is refused for good would else be asked for every hour, for years, and as more comes to be refused there would
    be time for nothing else.
    """
    age = now - first_seen_at
    if age < timedelta(0):
        return now + _DAY
    return now + max(_SOON, age / _OF_AGE) if age < _LAST else None
