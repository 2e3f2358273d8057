"""The day that a page's address is filed under."""

from __future__ import annotations

import re

from model.moments import Moment
from parsers.dates.reading import read_moment
from parsers.page import Page, once
from parsers.scope import Scope

_YEAR = r"(?P<y>(?:19|20)(?P<short>\d\d))"
_END = r"(?:/|-|_|\.|$)"
_DAYS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"/{_YEAR}/(?P<m>[01]?\d)/(?P<d>[0-3]?\d)(?:{_END}|[a-z]\w*\.)",
        rf"[/_-]{_YEAR}-(?P<m>[01]\d)-(?P<d>[0-3]\d){_END}",
        rf"[/_-]{_YEAR}/?(?P<m>[01]\d)(?P<d>[0-3]\d)(?:{_END}|\d{{4}}|[a-z]\w*\.)",
        rf"/{_YEAR}/(?P<m>[01]\d)/(?P=short)(?P=m)(?P<d>[0-3]\d)(?!\d)",
        rf"/{_YEAR}/(?P<m>[01]\d)/(?P<d>[0-3]\d)(?P=m)(?P=short)(?!\d)",
    )
)


def address_day(scope: Scope) -> Moment | None:
    """The day that the page's address is filed under: /2024/05/03/, -20240503, /2024/05/240503-."""
    return _filed(scope.page)


@once
def _filed(page: Page) -> Moment | None:
    address = page.url or ""
    found = (pattern.search(address) for pattern in _DAYS)
    told = (read_moment("-".join(day.group("y", "m", "d"))) for day in found if day)
    return next((day for day in told if day), None)
