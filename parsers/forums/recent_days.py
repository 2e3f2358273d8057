"""Days that boards tell by how long ago they were: Today, 07:45 AM. They are counted from when the page was seen."""

from __future__ import annotations

from datetime import UTC, timedelta, tzinfo

from parsers.dates.recent_days import RECENT, days_ago
from parsers.page import Page


def with_day(line: str, page: Page, zone: tzinfo | None = None) -> str:
    """The line with the day that it means in place of the first such word; as it is where that is not known.

    `zone` is that of the board's clock; where it is not known, that of the source.
    """
    found = RECENT.search(line) if page.seen_at else None
    if found is None or page.seen_at is None:
        return line
    told = page.seen_at.astimezone(zone or page.customs.home or UTC) - timedelta(days=days_ago(found))
    return f"{line[: found.start()]}{told.date().isoformat()}{line[found.end() :]}"
