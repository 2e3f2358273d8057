"""The clock as a value: rooms that need the time are handed one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The present instant, aware UTC, whole microseconds."""
    return datetime.now(UTC)
