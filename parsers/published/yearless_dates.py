"""When an article was published, where its readers are told a day without the year: as of when the page was fetched.

Sites leave the year out while it is the current one, so the latest such day is meant. Where no zone is known, a day
that has begun anywhere on earth is not ahead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import chain
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from model.moments import Moment
from parsers.beside import lines_above_headline, lines_below_headline
from parsers.dates.months import BOUNDED, UNBOUNDED, month_number
from parsers.dates.reading import ascii_digits
from parsers.page import Page
from parsers.published.revision_dates import before_revision
from parsers.scope import Scope
from parsers.tree.elsewhere import ELSEWHERE, TODAY, is_elsewhere

_NAME = rf"(?:{BOUNDED})(?![^\W\d_])\.?|(?:{UNBOUNDED})လ?"
_LABEL = (
    r"(?:(?:(?:first )?(?:published|posted)(?: on| at)?|date|опубликовано|дата(?: публикации)?|發布時間|发布时间|"
    r"发布于|发表于|时间|日期|เผยแพร่(?:เมื่อ)?)[\s:：,]+)?"
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?[\s.,]+)?"
)
#: A line or a part of one that is nothing but the day and perhaps a clock time.
_DAY = re.compile(
    rf"\W*{_LABEL}(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:ရက်\s*)?(?P<m1>{_NAME})|(?P<m2>{_NAME})\s*\(?(?P<d2>\d{{1,2}})\)?"
    r"(?:st|nd|rd|th)?(?:\s*ရက်)?|(?P<m3>\d{1,2})月(?P<d3>\d{1,2})[日号號])(?!\d)"
    r"(?P<clock>[\s,၊]*(?:at|в|เวลา|[上下]午)?\s*\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*(?:[ap]\.?m\.?|น\.|мск|[A-Z]{2,4}))?)?[\s,.)]*",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[|•·]\s*|\s{2,}|\s+(?=来源|來源)")
_LONGEST, _MOST_CANDIDATES = 80, 12
_LEAP = 9  #: years at most from one February 29 to the next
_FARTHEST_EAST = timedelta(hours=14)


def latest_such_day(scope: Scope) -> Moment | None:
    """The day without a year in a line beside the headline or an element for times; None if nobody knows the fetch."""
    page = scope.page
    if page.seen_at is None:
        return None
    lines = chain(lines_below_headline(page), lines_above_headline(page), _in_elements(scope))
    told = (_told(page, part, page.seen_at) for line in lines for part in _parts(line))
    return next(filter(None, told), None)


def _in_elements(scope: Scope) -> Iterator[str]:
    places = TODAY if scope.page.is_discussion else ELSEWHERE
    own = (node for node in scope.all("time")[:_MOST_CANDIDATES] if not is_elsewhere(node, places))
    return (scope.line(node, _LONGEST) for node in own)


def _parts(line: str) -> list[str]:
    """The parts of a short line, as far as it speaks of no revision."""
    return _PARTS.split(ascii_digits(line)) if len(line) <= _LONGEST and before_revision(line) == line else []


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
    zone = page.zone or page.customs.midnight_zone
    try:
        return seen_at.astimezone(ZoneInfo(zone)).date() if zone else (seen_at + _FARTHEST_EAST).date()
    except (ZoneInfoNotFoundError, ValueError):
        return (seen_at + _FARTHEST_EAST).date()
