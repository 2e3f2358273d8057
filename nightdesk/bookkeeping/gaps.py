"""Gaps: a source that was not looked at for a while is read back further, and what is old by then is told as late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from config.settings import RunSettings
from config.sources import Source
from db.repositories.pulses import Ground
from model.moments import Moment, Precision

#: A source was left alone when it was not looked at for so many of its intervals, and for an hour.
_INTERVALS, _LEAST = 3, timedelta(hours=1)
#: So long after a gap of the whole service what waits in the frontier may still be of its time.
_AFTERMATH = timedelta(days=1)
#: After a gap, lists are paged back so far at most to reach known ground; and otherwise, to what one visit missed.
_PAGES, _USUAL = 50, 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Lateness:
    """How far back lists are read, in pages, and before when a document was published that is told as late.

    What has no date and was found until `doubted` may have stood there all the while: nothing shows it to be new.
    """

    pages: int = _USUAL
    before: datetime | None = None
    doubted: datetime | None = None

    def is_late(self, published: Moment | None, found_at: datetime | None) -> bool:
        """Whether a document is no news any more; a day counts as its last moment."""
        if self.before is None:
            return False
        if published is not None:
            day = _DAY if published.precision is Precision.DAY else timedelta(0)
            return published.at + day < self.before
        return found_at is None or self.doubted is None or found_at <= self.doubted


def lateness(ground: Ground, source: Source, now: datetime, run: RunSettings) -> Lateness:
    """How a visit is to treat what it finds, by when its source was last looked at."""
    ok_at, gap = ground.facts.ok_at, ground.gap
    interval = ground.facts.interval or source.schedule.every
    if ok_at is None:
        return Lateness()
    if now - ok_at > max(_INTERVALS * interval, _LEAST):
        return Lateness(_PAGES, now - run.late_after)
    if gap is None or not timedelta(0) <= now - gap.until < _AFTERMATH:
        return Lateness()
    # The first look after a gap finds what stood there; what a later one finds has come since.
    first = min(ok_at, gap.until + run.spread + interval)
    return Lateness(_USUAL, now - run.late_after, first if ok_at > gap.until else None)
