"""Days that boards tell by how long ago they were: Today, 07:45 AM. They are counted from when the page was seen."""

from __future__ import annotations

import re
from datetime import timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from parsers.page import Page

_TODAY, _YESTERDAY = "today|сегодня|วันนี้|今天|ယနေ့", "yesterday|вчера|เมื่อวานนี้|เมื่อวาน|昨天|မနေ့က"
_RECENT = re.compile(rf"(?P<today>{_TODAY})|(?P<yesterday>{_YESTERDAY})", re.IGNORECASE)


def with_day(line: str, page: Page, zone: tzinfo | None = None) -> str:
    """The line with the day that it means in place of the first such word; as it is where that is not known.

    `zone` is that of the board's clock; where it is not known, that of the source.
    """
    found = _RECENT.search(line) if page.seen_at else None
    if found is None or page.seen_at is None:
        return line
    told = page.seen_at.astimezone(zone or _zone(page)) - timedelta(days=1 if found["yesterday"] else 0)
    return f"{line[: found.start()]}{told.date().isoformat()}{line[found.end() :]}"


def _zone(page: Page) -> ZoneInfo:
    """The zone of the source, in UTC where it has none."""
    try:
        return ZoneInfo(page.zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
