"""The clock of a board whose foot tells what time it is: All times are GMT -5. The time now is 09:12 PM; and GMT+8,
2025-6-14 21:12.

The offset that is told leaves summer time out on some boards; the time that it was when the page was seen does not.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo

from parsers.dates.clock_times import find_clock_time, zone_ahead
from parsers.page import Page, once

_FOOT = re.compile(
    r"\b(?:GMT|UTC|WEZ)\s*(?:([+−-])\s*(\d{1,2})(?:[.:](\d{1,2}))?)?\b"
    r"(?P<now>(?:\D{2,60}|,\s*\d{4}-\d{1,2}-\d{1,2}\s+)\d{1,2}:\d\d.{0,20})"
)
_BLOCKS, _LONGEST = 60, 300  #: at the foot of the page, and characters of one
_QUARTER, _DAY, _SUMMER = timedelta(minutes=15), timedelta(days=1), timedelta(hours=1)


@once
def clock_of_board(page: Page) -> tzinfo | None:
    """The offset of the board's clock, None where its foot tells none, or none that fits when the page was seen."""
    for block in reversed(page.outline.blocks[-_BLOCKS:] if page.seen_at else ()):
        found = _FOOT.search(block.text) if len(block.text) <= _LONGEST else None
        shown = find_clock_time(found["now"]) if found else None
        if found and shown and page.seen_at:
            return _fitting(_told(found), timedelta(hours=shown.hour, minutes=shown.minute), page.seen_at)
    return None


def _told(found: re.Match[str]) -> timedelta:
    """The offset in the foot, of which half an hour is written as .5 or :30."""
    sign, hours, rest = found.group(1), int(found.group(2) or 0), found.group(3) or "0"
    minutes = 30 if rest == "5" else int(rest)
    return timedelta(hours=hours, minutes=minutes) * (1 if sign in ("+", None) else -1)


def _fitting(told: timedelta, shown: timedelta, seen_at: datetime) -> tzinfo | None:
    """The offset by which the board shows this time of day, where it is the one told, or that with summer time."""
    seen = seen_at.astimezone(UTC)
    ahead = shown - timedelta(hours=seen.hour, minutes=seen.minute) - told
    extra = round(((ahead + _DAY / 2) % _DAY - _DAY / 2) / _QUARTER) * _QUARTER
    return zone_ahead(told + extra) if extra in (timedelta(), _SUMMER) else None
