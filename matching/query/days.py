"""Days in queries: `2025`, `2025-03`, `2025-03-04` and ranges of them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from model.errors import QueryError

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_HINT = "write 2025, 2025-03, 2025-03-04 or a range such as 2025-03..2025-05"


def day_range(written: str, query: str, position: int) -> tuple[date | None, date | None]:
    """The first and last day meant by a day, month, year or a range `a..b`, `a..`, `..b`.

    Raises QueryError at `position` of `query`.
    """
    low, dots, high = written.partition("..")
    try:
        first = _bounds(low)[0] if low else None
        last = _bounds(high if dots else low)[1] if (high or not dots) else None
    except ValueError:
        raise QueryError(f"{written!r} is not a day or a range of days", query, position, _HINT) from None
    if (first is None and last is None) or (first and last and first > last):
        raise QueryError(f"the range {written!r} is empty", query, position, _HINT)
    return first, last


def _bounds(written: str) -> tuple[date, date]:
    found = _DAY.fullmatch(written)
    if not found:
        raise ValueError(written)
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None or month is None:
        return date(int(written), 1, 1), date(int(written), 12, 31)
    last = day or monthrange(year, month)[1] if 1 <= month <= 12 else 0
    return date(year, month, day or 1), date(year, month, last)
