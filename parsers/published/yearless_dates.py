"""When an article was published, where its readers are told a day without the year: as of when the page was fetched.

Sites leave the year out while it is the current one, so the latest such day is meant. Where no zone is known, a day
that has begun anywhere on earth is not ahead.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from itertools import chain

from model.moments import Moment
from parsers.beside import lines_above_headline, lines_below_headline
from parsers.dates.around_days import AT, CLOCK, LABEL
from parsers.dates.months import BOUNDED, UNBOUNDED, month_number
from parsers.page import Page
from parsers.published.short_parts import in_elements, parts_of
from parsers.scope import Scope

_NAME = rf"(?:{BOUNDED})(?![^\W\d_])\.?|(?:{UNBOUNDED})လ?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?[\s.,]+)?"
#: A line or a part of one that is nothing but the day and perhaps a clock time.
_DAY = re.compile(
    rf"\W*{LABEL}{_WEEKDAY}(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:ရက်\s*)?(?P<m1>{_NAME})|(?P<m2>{_NAME})\s*\(?(?P<d2>\d{{1,2}})\)?"
    r"(?:st|nd|rd|th)?(?:\s*ရက်)?|(?P<m3>\d{1,2})月(?P<d3>\d{1,2})[日号號])(?!\d)"
    rf"(?P<clock>[\s,၊]*{AT}\s*{CLOCK})?[\s,.)]*",
    re.IGNORECASE,
)
_LEAP = 9  #: years at most from one February 29 to the next
_FARTHEST_EAST = timedelta(hours=14)


def latest_such_day(scope: Scope) -> Moment | None:
    """The day without a year in a line beside the headline or an element for times; None if nobody knows the fetch."""
    page = scope.page
    if page.seen_at is None:
        return None
    lines = chain(lines_below_headline(page), lines_above_headline(page), in_elements(scope))
    told = (_told(page, part, page.seen_at) for line in lines for part in parts_of(line))
    return next(filter(None, told), None)


def _told(page: Page, part: str, seen_at: datetime) -> Moment | None:
    found = _DAY.fullmatch(part)
    if found is None:
        return None
    name = (found["m1"] or found["m2"] or found["m3"]).rstrip(".")
    month = int(name) if name.isdecimal() else _month(name)
    day = _latest(month, int(found["d1"] or found["d2"] or found["d3"]), _today(page, seen_at))
    return page.moment(f"{day.isoformat()} {found['clock'] or ''}") if day else None


def _month(name: str) -> int:
    """The number of a month, of which some names end with the stop of a shortened one or with a Burmese word."""
    for told in (f"{name}.", name, name.removesuffix("လ")):
        try:
            return month_number(told)
        except KeyError:
            continue
    return 0


def _latest(month: int, number: int, today: date) -> date | None:
    """The latest day of that month and number up to today."""
    for year in range(today.year, today.year - _LEAP, -1):
        try:
            day = date(year, month, number)
        except ValueError:
            continue
        if day <= today:
            return day
    return None


def _today(page: Page, seen_at: datetime) -> date:
    """The day on which the page was fetched, where it comes from."""
    home = page.customs.home
    return (seen_at.astimezone(home) if home else seen_at + _FARTHEST_EAST).date()
