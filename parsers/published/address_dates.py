"""The day or month that a page's address is filed under."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta

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
_MONTH = re.compile(r"/(?P<y>(?:19|20)\d\d)(?P<mark>[/-]?)(?P<m>0[1-9]|1[0-2])/")
_DAY = timedelta(days=1)  #: by which calendars differ


def address_day(scope: Scope) -> Moment | None:
    """The day that the page's address is filed under: /2024/05/03/, -20240503, /2024/05/240503-."""
    return _filed(scope.page)


@once
def _filed(page: Page) -> Moment | None:
    address = page.url or ""
    found = (pattern.search(address) for pattern in _DAYS)
    told = (read_moment("-".join(day.group("y", "m", "d"))) for day in found if day)
    return next((day for day in told if day), None)


def fitting(scope: Scope, told: Iterable[Moment]) -> Moment | None:
    """The first of the moments; an address that tells a day is the measure: another is about something else."""
    if day := address_day(scope):
        return next((at for at in told if days_between(at, day) <= 1), None)
    month = _MONTH.search(scope.page.url or "")
    begun = read_moment(f"{month['y']}-{month['m']}-01") if month else None
    return _of_month(begun, list(told), is_sure=bool(month["mark"])) if month and begun else next(iter(told), None)


def _of_month(month: Moment, told: list[Moment], *, is_sure: bool) -> Moment | None:
    """The first of the moments in the month that the address is filed under: /2024/05/, /2024-05/, /202405/.

    Else the first after it, for what was there before is about something else; six figures may be a text's number.
    """
    later = [at for at in told if at.at >= month.at - _DAY]
    within = (at for at in later if (at.at - _DAY).strftime("%Y%m") <= month.at.strftime("%Y%m"))
    return next(within, None) or next(iter(later if is_sure else told), None)


def days_between(one: Moment, other: Moment) -> int:
    """How many days lie between two moments, whichever comes first."""
    return abs((one.at.date() - other.at.date()).days)
