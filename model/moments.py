"""Moments: when something happened, with no more precision than was told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

_NEVER = datetime.max.replace(tzinfo=UTC)


class Precision(StrEnum):
    """How finely a moment was told."""

    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """An instant, or a calendar day where only the day was told.

    `at` is aware UTC. For a day it is that day's midnight UTC, which serves to sort and is never shown as a time.
    `own_day` is the day on the calendar of whoever told the moment, where that is another than in UTC, as shortly after
    midnight in Yangon; it comes from the offset of `at` where it is not given, and takes no part in comparisons.
    """

    at: datetime
    precision: Precision = Precision.SECOND
    own_day: date | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError(f"a moment needs a time zone: {self.at!r}")
        told = self.own_day or self.at.date()
        object.__setattr__(self, "at", self.at.astimezone(UTC))
        object.__setattr__(self, "own_day", None if told == self.at.date() else told)

    @property
    def day(self) -> date:
        """The day on the calendar of whoever told it."""
        return self.own_day or self.at.date()

    @classmethod
    def on(cls, day: date) -> Moment:
        """The moment of a day without a clock time."""
        return cls(datetime.combine(day, time(), UTC), Precision.DAY)

    @classmethod
    def parse(cls, text: str) -> Moment:
        """The moment an ISO 8601 string tells: a date gives a day, a date-time with offset an instant.

        Raises ValueError where the text is neither.
        """
        if len(text) == len("2021-06-22"):
            return cls.on(date.fromisoformat(text))
        return cls(datetime.fromisoformat(text))

    def iso(self) -> str:
        """ISO 8601: `2021-06-22` for a day, `2025-05-07T04:00:00Z` for an instant."""
        if self.precision is Precision.DAY:
            return self.at.date().isoformat()
        return iso_instant(self.at)


def latest(moment: Moment | None) -> datetime:
    """When it was at the latest: a day without a clock time may have meant its end."""
    if moment is None:
        return _NEVER
    return moment.at + timedelta(days=1) if moment.precision is Precision.DAY else moment.at


def out_by(told: Moment | None, seen_at: datetime) -> datetime:
    """By when something was published: whatever is told of it, it was out when it was seen."""
    return min(latest(told), seen_at)


def iso_instant(at: datetime) -> str:
    """An aware datetime as ISO 8601 UTC with `Z`; fractions only where there are some."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def span_words(span: timedelta) -> str:
    """A span of time in its largest unit: `3 d`, `5 h`, `12 min`, `40 s`."""
    seconds = int(span.total_seconds())
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds // size} {unit}"
    return f"{max(seconds, 0)} s"
