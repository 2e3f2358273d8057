"""Gaps: a source that was not looked at for a while is read back further, and what is old by then is told as late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from config.sources import Source
from db.repositories.pulses import Ground
from model.documents import Document

#: A source was left alone when it was not looked at for so many of its intervals, and for an hour.
_INTERVALS, _LEAST = 3, timedelta(hours=1)
#: So long after a gap of the whole service what waits in the frontier may still be of its time.
_AFTERMATH = timedelta(days=1)
#: After a gap, lists are paged back so far at most to reach known ground; and otherwise, to what one visit missed.
_PAGES, _USUAL = 50, 5


@dataclass(frozen=True, slots=True)
class Lateness:
    """How far back lists are read, in pages, and before when a document was published that is told as late."""

    pages: int = _USUAL
    before: datetime | None = None

    def is_late(self, document: Document) -> bool:
        """Whether a document is no news any more. Without a date of its own it is taken as news."""
        published = document.published_at
        return self.before is not None and published is not None and published.at < self.before


def lateness(ground: Ground, source: Source, now: datetime, late_after: timedelta) -> Lateness:
    """How a visit is to treat what it finds, by when its source was last looked at."""
    ok_at, interval, gap = ground.facts.ok_at, ground.facts.interval, ground.gap
    if ok_at is None:
        return Lateness()
    alone = now - ok_at > max(_INTERVALS * (interval or source.schedule.every), _LEAST)
    if alone:
        return Lateness(_PAGES, now - late_after)
    fresh = gap is not None and timedelta(0) <= now - gap.until < _AFTERMATH
    return Lateness(_USUAL, now - late_after) if fresh else Lateness()
