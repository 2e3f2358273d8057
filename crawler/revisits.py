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


def next_look(first_seen_at: datetime, now: datetime) -> datetime | None:
    """The next of the ages that lies ahead, None after the last."""
    return next((first_seen_at + age for age in AGES if first_seen_at + age > now), None)
