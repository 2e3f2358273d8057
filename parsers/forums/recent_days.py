"""Times that boards tell by how long ago they were (Today, 07:45 AM), counted from when the page was seen."""

from __future__ import annotations

from datetime import UTC, timedelta, tzinfo

from model.moments import Moment
from parsers.dates.reading import read_moment
from parsers.dates.recent_days import RECENT, days_ago
from parsers.page import Page


def shown_moment(line: str, page: Page, zone: tzinfo | None = None, *, month_first: bool = False) -> Moment | None:
    """The moment that a line of a board tells. `zone` is that of the board's clock, where that is known."""
    told = f"{with_day(line, page, zone)} {zone or ''}"
    return read_moment(told, page.zone, month_first=month_first) or page.recent_moment(line)


def with_day(line: str, page: Page, zone: tzinfo | None = None) -> str:
    """The line with the day that it means in place of the first such word; as it is where that is not known.

    `zone` is that of the board's clock; where it is not known, that of the source.
    """
    found = RECENT.search(line) if page.seen_at else None
    if found is None or page.seen_at is None:
        return line
    told = page.seen_at.astimezone(zone or page.customs.home or UTC) - timedelta(days=days_ago(found))
    return f"{line[: found.start()]}{told.date().isoformat()}{line[found.end() :]}"
