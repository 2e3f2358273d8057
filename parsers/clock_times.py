"""Clock times in prose: 16:30, 4:30 p.m. MSK, 05:44:06 GMT+0000."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta, timezone, tzinfo

_HOURS = {
    "utc": 0, "gmt": 0, "z": 0, "msk": 3, "мск": 3, "eest": 3, "cest": 2, "cet": 1, "ict": 7, "mmt": 6.5, "sgt": 8,
    "hkt": 8, "jst": 9, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip
_CLOCK = re.compile(
    r"(?<![\d:+.-])(\d{1,2})(?::(\d\d)(?::(\d\d)(?:\.\d+)?)?|[.h](\d\d)(?=\s*[ap]\.?m))"
    r"\s*(?:([ap])\.?\s?m\b\.?)?\s*\(?(?:([a-zмск]{1,4})\b)?\s*([+-]\d\d?(?::?\d\d)?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day; `second` is None where only the minute was told, `zone` where no offset was."""

    hour: int
    minute: int
    second: int | None = None
    zone: tzinfo | None = None

    @property
    def is_midnight(self) -> bool:
        """Whether it is 00:00, with or without seconds."""
        return (self.hour, self.minute, self.second or 0) == (0, 0, 0)


def find_clock_time(text: str) -> ClockTime | None:
    """The first clock time in a text."""
    for found in _CLOCK.finditer(text):
        hour, minute = int(found.group(1)), int(found.group(2) or found.group(4))
        second = int(found.group(3)) if found.group(3) else None
        hour = _hour_of_day(hour, (found.group(5) or "").lower())
        if hour < 24 and minute < 60 and (second or 0) < 60:
            return ClockTime(hour, minute, second, _zone((found.group(6) or "").lower(), found.group(7)))
    return None


def _hour_of_day(hour: int, half: str) -> int:
    if not half or hour > 12:
        return hour
    return hour % 12 + (12 if half == "p" else 0)


def _zone(name: str, offset: str | None) -> tzinfo | None:
    """The zone of a name we are sure of, with the offset that may follow it (GMT+0300)."""
    if name and name not in _HOURS and not offset:
        return None
    if not name and not offset:
        return None
    return timezone(timedelta(hours=_HOURS.get(name, 0)) + _shift(offset or "+0"))


def _shift(offset: str) -> timedelta:
    digits = offset[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    shift = timedelta(hours=int(hours), minutes=int(minutes))
    return -shift if offset[0] == "-" else shift
