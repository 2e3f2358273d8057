"""Dates and waits as HTTP headers tell them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

#: The longest wait taken from a server; what asks for more is looked at again after this.
LONGEST_WAIT = timedelta(days=1)


def http_date(text: str) -> datetime | None:
    """The instant of an HTTP date (RFC 9110, section 5.6.7), None where it is none."""
    try:
        at = parsedate_to_datetime(text.strip())
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)  # which the last year may not have
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def retry_at(text: str | None, now: datetime) -> datetime | None:
    """When a Retry-After header allows the next request: seconds or a date, at most a day ahead.

    None where there is no header, it cannot be read, or its date has passed.
    """
    said = (text or "").strip()
    if said.isascii() and said.isdigit():
        seconds = min(int(said[:12]), int(LONGEST_WAIT.total_seconds()))
        return now + timedelta(seconds=seconds)
    at = http_date(said) if said else None
    return min(at, now + LONGEST_WAIT) if at and at > now else None
