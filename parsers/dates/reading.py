"""Dates as sites write them, read into moments with no more precision than was told.

A clock time without an offset counts only where the source's zone is known; without it, the day is kept. A local
midnight is how systems write a day, so it is read as one, told in UTC as well where the zone is known.
Years before 1990 are refused: the web has none, and 1970 is a clock that was never set.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, tzinfo
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from model.burmese import unicode_burmese
from model.moments import Moment, Precision
from parsers.dates.chinese_dates import in_figures
from parsers.dates.clock_times import ClockTime, find_clock_time, named_zone, shift_of, zone_ahead
from parsers.dates.written_dates import common_year, find_day

_EARLIEST, _LATEST = 1990, 2100
_MOST_CHARACTERS = 300
_UNIX = re.compile(r"\s*(\d{9,10}|\d{12,13})(?:\.\d+)?\s*")
_ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d\d?)-(\d\d?)(?:[T\s_]+(\d\d?):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|[+-]\d\d:?\d\d|[+-]\d\d)?"
    r"(?![\d:]|\s*[ap]\.?m\b))?(?!\d)",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z)?)?\s*")
_AMERICAN = re.compile(r"\d\s*(?:[ap]\.?m\.?\s*)?[ECMP][SD]?T\b", re.IGNORECASE)  #: a clock time of North America
_DIGIT = re.compile(r"[0-9]")
_NOT_ASCII_DIGIT = re.compile(r"[^\x00-\x7f]")


class _Places(NamedTuple):
    """The zone of clock times without offset, and the one whose midnight begins a day."""

    zone: tzinfo | None
    home: tzinfo | None


def read_moment(
    text: str, zone: str | None = None, *, month_first: bool = False, midnight_zone: str | None = None
) -> Moment | None:
    """The moment that a text tells, None where it tells none that can be believed.

    `zone` is the IANA name for clock times without offset; `month_first` reads 3/4/2025 as March 4. Where the zone is
    not known, a midnight of `midnight_zone` told in UTC is a day all the same.
    """
    text = in_figures(ascii_digits(text[:_MOST_CHARACTERS]))
    if not _DIGIT.search(text):
        return None
    text = text if text.isascii() else unicode_burmese(text)
    places = _Places(zone_of(zone), zone_of(zone or midnight_zone))
    if found := _UNIX.fullmatch(text):
        return _from_unix(int(found.group(1)), places.home)
    if found := _ISO.search(text) or _COMPACT.fullmatch(text):
        return _from_iso(found, places, text[found.end() :])
    if (written := find_day(text, month_first=month_first or bool(_AMERICAN.search(text)))) is None:
        return None
    clock = find_clock_time(f"{text[written.end :]} | {text[: written.start]}")
    return _moment(written.day, clock, places)


def ascii_digits(text: str) -> str:
    """The text with the decimal digits of every script written as 0 to 9."""
    return text if text.isascii() else _NOT_ASCII_DIGIT.sub(lambda found: _digit(found.group()), text)


def _digit(char: str) -> str:
    return str(unicodedata.decimal(char)) if char.isdecimal() else char


def _from_unix(number: int, home: tzinfo | None) -> Moment | None:
    """Seconds or, with twelve digits and more, milliseconds since 1970."""
    seconds = number / 1000 if number > 10**11 else number
    return _believable(Moment(datetime.fromtimestamp(int(seconds), home or UTC)))


def _from_iso(found: re.Match[str], places: _Places, rest: str) -> Moment | None:
    year, month, day, hour, minute, second, offset = found.groups()
    try:
        told = date(common_year(int(year)), int(month), int(day))
        if hour is None:
            return (
                _believable(Moment.on(told)) if not (later := find_clock_time(rest)) else _moment(told, later, places)
            )
        clock = ClockTime(int(hour), int(minute), int(second) if second else None, _offset(offset) or named_zone(rest))
        return _moment(told, clock, places)
    except ValueError:
        return None


def _offset(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text in "Zz":
        return UTC
    return zone_ahead(shift_of(text))


def _moment(day: date, clock: ClockTime | None, places: _Places) -> Moment | None:
    if clock is None or clock.is_midnight:
        return _believable(Moment.on(day))
    told_zone = clock.zone or places.zone
    if told_zone is None:
        return _believable(Moment.on(day))
    precision = Precision.MINUTE if clock.second is None else Precision.SECOND
    try:
        at = datetime(day.year, day.month, day.day, clock.hour, clock.minute, clock.second or 0, tzinfo=told_zone)
        local = at.astimezone(places.home) if places.home and not at.utcoffset() else at
        return _believable(Moment.on(local.date()) if local.time() == time() else Moment(local, precision))
    except (ValueError, OverflowError):  # a day of which no clock shows such a time
        return _believable(Moment.on(day))


def _believable(moment: Moment) -> Moment | None:
    return moment if _EARLIEST <= moment.at.year <= _LATEST else None


@lru_cache(maxsize=64)
def zone_of(name: str | None) -> tzinfo | None:
    """The zone of an IANA name, None where this machine does not know it."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None
