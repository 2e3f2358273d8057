"""Steps of time: days, and weeks where the days are many."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from model.attention import Tally

#: Beyond so many days a step is a week.
_DAYS = 120


def steps_of(today: date, days: int) -> list[str]:
    """The steps of so many days up to today, each by its first day."""
    if days <= _DAYS:
        return [(today - timedelta(days=back)).isoformat() for back in reversed(range(days))]
    monday = today - timedelta(days=today.weekday())
    return [(monday - timedelta(weeks=back)).isoformat() for back in reversed(range(days // 7))]


def by_step(tallies: Iterable[Tally], steps: list[str]) -> Mapping[str, Mapping[str, int]]:
    """Counts by what they are of and step; days before the first step are left out."""
    weekly = len(steps) > 1 and date.fromisoformat(steps[1]) - date.fromisoformat(steps[0]) > timedelta(days=1)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for tally in tallies:
        step = week_of(tally.day) if weekly else tally.day
        if step >= steps[0]:
            counts[tally.key][min(step, steps[-1])] += tally.many
    return counts


def week_of(day: str) -> str:
    """The Monday of a day's week."""
    found = date.fromisoformat(day)
    return (found - timedelta(days=found.weekday())).isoformat()
