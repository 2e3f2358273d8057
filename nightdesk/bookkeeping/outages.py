"""Outages: a database that cannot be asked is left alone, more and more seldom asked; afterwards the operator is told.

While it is away nothing can be written into the outbox: the log, /readyz and the figures tell of it until then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from db.unit import UnitOfWork
from model.errors import StorageError
from model.moments import iso_instant, span_words
from nightdesk.notices.newsroom import Newsroom, begin_trouble, end_trouble

log = structlog.get_logger()

#: It is left alone for so many seconds, doubled up to the last.
_RESTS = (0.5, 30.0)
#: A shorter outage is in the log alone.
_WORTH = timedelta(seconds=2)
#: A write that waits for so many seconds is an outage too.
_LONG = 10.0
#: So long after it was told, an outage is over for the operator too, if no other came.
_STANDS = timedelta(minutes=10)
_SUBJECT, _WAITED = "database", "a write waited for so long"
#: What a database says at its end may be long; so many characters of it are told.
_MOST_WORDS = 200


@dataclass
class Outage:
    """What a process knows of its database: since when and why it cannot be asked, if so."""

    since: datetime | None = None
    until: datetime | None = None  #: when it was over, where that is known before the operator was told
    reason: str = ""
    _told: datetime | None = None  #: since when that was of which the operator was told, or spared as a moment
    rest: float = _RESTS[0]  #: for how many seconds it is left alone next

    def met(self, error: StorageError, seconds: float, now: datetime) -> float:
        """It could not be asked, and took so many seconds to say so; gives for how many to leave it alone."""
        self.since, self.until = self.since or now - timedelta(seconds=seconds), None
        self.reason = self.reason or " ".join(str(error).split())[:_MOST_WORDS]
        rest, self.rest = self.rest, min(2 * self.rest, _RESTS[1])
        log.error("the database cannot be asked", reason=str(error), again_in=rest)
        return rest

    def waited(self, seconds: float, now: datetime) -> None:
        """What it is asked for has waited for so many seconds, as when another process holds the lock of a file."""
        if seconds >= _LONG and self.since is None:
            self.since, self.until, self.reason = now - timedelta(seconds=seconds), now, _WAITED

    def tell(self, uow: UnitOfWork, newsroom: Newsroom, now: datetime) -> None:
        """Tells the operator of an outage, in a transaction that shows it to be over."""
        self._told = self.since
        until = self.until or now
        if self.since is None or until - self.since < _WORTH:
            return
        words = (
            f"The database could not be asked for {span_words(until - self.since)}, from {iso_instant(self.since)} on: "
            f"{self.reason}. What was under way then is done again."
        )
        begin_trouble(uow, newsroom, _SUBJECT, words, now)

    def answered(self, seconds: float, now: datetime) -> None:
        """It was asked, and has done it after so many seconds. An outage that is not told of yet is kept until then:
        a lock on a row is met after the telling, in the midst of what was asked.
        """
        if self.since is None:
            self.waited(seconds, now)
        elif self.since == self._told:
            log.warning("the database can be asked again", after=span_words((self.until or now) - self.since))
            self.since, self.until, self.reason, self.rest = None, None, "", _RESTS[0]


def end_outage(uow: UnitOfWork, newsroom: Newsroom, now: datetime) -> None:
    """Ends the operator's trouble about an outage some time after it, for nobody else would."""
    told = next((each for each in uow.troubles.all() if each.subject == _SUBJECT), None)
    if told is not None and not timedelta(0) <= now - told.since < _STANDS:
        end_trouble(uow, newsroom, _SUBJECT, now)
