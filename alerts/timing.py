"""Timing: when something is told: at once, after quiet hours, in a digest, or again after a failure. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

#: What could not be delivered is tried again after so long, doubled each time up to the longest, for so long in all.
FIRST_WAIT, LONGEST_WAIT, PATIENCE = timedelta(seconds=30), timedelta(hours=6), timedelta(days=4)
#: A wait is drawn from the upper part of its length, so that many do not try at one instant.
_JITTER = 0.5
_MONDAY = 0


@dataclass(frozen=True, slots=True)
class Hours:
    """When a channel is told: its zone, its quiet hours, and its digest: None, `hourly`, `daily` or `weekly`."""

    zone: tzinfo = UTC
    quiet: tuple[time, time] | None = None
    digest: str | None = None
    at: time = time(7)


def due(now: datetime, hours: Hours) -> datetime:
    """When something that happens now is told."""
    return _after_quiet(_next_digest(now, hours) if hours.digest else now, hours)


def _after_quiet(at: datetime, hours: Hours) -> datetime:
    """That instant, or the end of the quiet hours it falls into."""
    if hours.quiet is None:
        return at
    start, end = hours.quiet
    local = at.astimezone(hours.zone)
    clock = local.time()
    over_night = start > end
    within = (clock >= start or clock < end) if over_night else start <= clock < end
    if not within:
        return at
    day = local.date() + timedelta(days=1 if over_night and clock >= start else 0)
    # where the hour comes a second time, as at the end of summer time, the quiet hours have ended in the first
    return max(at, datetime.combine(day, end, hours.zone).astimezone(at.tzinfo))


def _next_digest(now: datetime, hours: Hours) -> datetime:
    """The next time a digest is sent; an instant that is one itself waits for the next."""
    local = now.astimezone(hours.zone)
    if hours.digest == "hourly":
        return (now + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    days = 1 if hours.digest == "daily" else 7
    day = local.date()
    if hours.digest == "weekly":
        day -= timedelta(days=(day.weekday() - _MONDAY) % 7)
    while (at := datetime.combine(day, hours.at, hours.zone).astimezone(UTC)) <= now:  # clocks show some hours twice
        day += timedelta(days=days)
    return at.astimezone(now.tzinfo)


def retry(now: datetime, attempts: int, asked: timedelta | None, seed: object) -> datetime:
    """When to try again after so many failures, never sooner than the other end `asked` for.

    The same failure draws the same time: `seed` names it.
    """
    wait = min(FIRST_WAIT * int(2 ** min(attempts, 20)), LONGEST_WAIT)
    return now + max(wait * (1 - _JITTER * _drawn(f"{seed} {attempts}")), asked or timedelta(0))


def _drawn(seed: str) -> float:
    """A number from 0 up to 1 that looks drawn and is the same for the same seed."""
    return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:6]) / 2**48


def given_up(first_due: datetime, now: datetime) -> bool:
    """Whether something has been tried for long enough."""
    return now - first_due > PATIENCE


def room(sent: list[datetime], now: datetime, messages: int, per: timedelta) -> datetime:
    """When the next message may be sent, given when the last ones were: so many in so long a time at most."""
    recent = sorted(at for at in sent if at > now - per)
    return now if len(recent) < messages else recent[-messages] + per
