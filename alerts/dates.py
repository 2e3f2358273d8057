"""Dates in words, each for what it is."""

from __future__ import annotations

from datetime import UTC, datetime

from model.moments import Moment, Precision


def instant_of(published: Moment | None) -> datetime | None:
    """A publication as an instant; None where only the day is known, for a time is never made up."""
    return None if published is None or published.precision is Precision.DAY else published.at


def dates(published: Moment | None, first_seen_at: datetime, gone_at: datetime | None = None) -> str:
    """When something was published, told as a day or an instant, when it was first seen, and that it was taken down."""
    seen = f"first seen {_minute(first_seen_at)} UTC"
    seen += f"; taken down, missing at {_minute(gone_at)} UTC" if gone_at else ""
    if published is None:
        return f"no publication date given; {seen}"
    at = instant_of(published)
    if at is None:
        return f"published {published.iso()} (day only); {seen}"
    return f"published {_minute(at)} UTC; {seen}"


def _minute(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(" ", "minutes")[:16]
