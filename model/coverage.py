"""Coverage: for any day, which sources were looked at, which were not, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class Gap:
    """A time in which no process visited anything."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was done about one source on one day (UTC).

    `off` says why it was not to be visited. Of the `visits`, `good` could look; `reason` is what the last bad one told.
    """

    source_id: str
    day: date
    off: str | None = None
    visits: int = 0
    good: int = 0
    refused: int = 0
    failed: int = 0
    found: int = 0  #: new links
    stored: int = 0  #: new documents
    first_at: datetime | None = None
    last_at: datetime | None = None
    reason: str | None = None

    @property
    def looked(self) -> bool:
        """Whether the source could be looked at at all."""
        return self.good > 0


def receipt_words(receipt: Receipt, gaps: Sequence[Gap]) -> str:
    """A receipt in a sentence; `gaps` are those of its day."""
    if receipt.looked:
        return _looked(receipt) + _while_down(receipt, gaps)
    if receipt.visits:
        tries = "once" if receipt.visits == 1 else f"{receipt.visits} times"
        return f"tried {tries}, never with success: {receipt.reason}"
    if receipt.off is not None:
        return f"not to be visited: {receipt.off}"
    return f"not looked at{_while_down(receipt, gaps) or ': it was not due'}"


def _looked(receipt: Receipt) -> str:
    count = "once" if receipt.good == 1 else f"{receipt.good} times"
    span = f", {_clock(receipt.first_at)} to {_clock(receipt.last_at)}" if receipt.good > 1 else ""
    missed = receipt.visits - receipt.good
    bad = f"; {missed} more {'visit' if missed == 1 else 'visits'} could not: {receipt.reason}" if missed else ""
    return f"looked at {count}{span}: {receipt.stored} new{bad}"


def _while_down(receipt: Receipt, gaps: Sequence[Gap]) -> str:
    """The times of the day in which nobody looked at anything."""
    start = datetime.combine(receipt.day, time(), UTC)
    end = start + timedelta(days=1)
    told = [f"{_clock(max(gap.since, start))} to {_clock(min(gap.until, end))}" for gap in gaps]
    return f"; nothing ran from {', '.join(told)}" if told else ""


def _clock(at: datetime | None) -> str:
    return f"{at:%H:%MZ}" if at else "?"
