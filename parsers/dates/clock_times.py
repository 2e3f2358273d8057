"""Clock times in prose: 16:30, 4:30 p.m. MSK, 05:44:06 GMT+0000, 14.30 น., 下午4:30, 16时30分."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta, timezone, tzinfo

_HOURS = {
    "utc": 0, "gmt": 0, "z": 0, "msk": 3, "мск": 3, "eest": 3, "cest": 2, "cet": 1, "ict": 7, "mmt": 6.5, "sgt": 8,
    "hkt": 8, "jst": 9, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "kst": 9, "wib": 7, "wita": 8, "wit": 9, "myt": 8, "pht": 8, "pkt": 5, "npt": 5.75, "eet": 2, "trt": 3, "sast": 2,
    "eat": 3, "awst": 8, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
}  # fmt: skip
_WORDS = frozenset({"eat", "wit"})  #: of English, which name zones in capitals alone
_BEFORE_NOON = "上午|凌晨|早上|清晨|午前|오전|နံနက်|မနက်"
_AFTER_NOON = "下午|晚上|傍晚|午後|오후|မွန်းလွဲ|ညနေ|ည"
_HALVES = {"a": "a", "p": "p", "π": "a", "μ": "p", "ö": "a", "s": "p"}  #: am and pm; πμ and μμ; ÖÖ and ÖS
_CLOCK = re.compile(
    rf"(?:(?:(?P<am>{_BEFORE_NOON})|(?P<pm>{_AFTER_NOON}))\s*)?(?<![\d:+.-])(?P<hour>\d{{1,2}})"
    r"(?::(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?|[.h](?P<dotted>\d\d)(?=\s*(?:[ap]\.?m|น\.|uhr\b|wi(?:b|ta?)\b))"
    r"|h(?P<french>\d\d)(?!\d)|[时時点點](?P<chinese>\d\d?)分|\s?နာရီ(?:\s*(?P<burmese>\d\d?)\s*မိနစ်)?)"
    r"\s*(?:(?P<half>[ap])\.?\s?m\b\.?|(?P<greek>[πμ])\.?\s?μ\b\.?|ö(?P<turkish>[ös])\b)?\s*\(?(?:(?P<zone>[a-zмск]{1,4})\b)?\s*(?P<offset>[+-]\d\d?(?::?\d\d)?)?",
    re.IGNORECASE,
)
_FARTHEST = timedelta(hours=14)  #: the Line Islands, ahead of UTC
_MINUTES = ("minute", "dotted", "french", "chinese", "burmese")  #: the groups that may tell them
_ZONE = re.compile(r"\s*\(?([a-zмск]{1,4})\b", re.IGNORECASE)


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
        told = found.groupdict()
        hour = _hour_of_day(int(told["hour"]), _half(told))
        minute = int(next(filter(None, map(told.get, _MINUTES)), None) or "0")
        second = int(told["second"]) if told["second"] else None
        if hour < 24 and minute < 60 and (second or 0) < 60:
            return ClockTime(hour, minute, second, _zone(told["zone"] or "", told["offset"]))
    return None


def named_zone(text: str) -> tzinfo | None:
    """The zone of a name we are sure of, with which a text begins."""
    found = _ZONE.match(text)
    return _zone(found.group(1), None) if found else None


def _half(told: dict[str, str | None]) -> str:
    """Which half of the day is told, "a" or "p", "" where none is."""
    if told["am"] or told["pm"]:
        return "a" if told["am"] else "p"
    letter = told["half"] or told["greek"] or told["turkish"] or ""
    return _HALVES.get(letter.lower(), "")


def _hour_of_day(hour: int, half: str) -> int:
    if not half or hour > 12:
        return hour
    return hour % 12 + (12 if half == "p" else 0)


def _zone(name: str, offset: str | None) -> tzinfo | None:
    """The zone of a name we are sure of, with the offset that may follow it (GMT+0300)."""
    known = name.lower() if name.isupper() or name.lower() not in _WORDS else ""
    if known not in _HOURS and not offset:
        return None
    return zone_ahead(timedelta(hours=_HOURS.get(known, 0)) + (shift_of(offset) if offset else timedelta()))


def shift_of(offset: str) -> timedelta:
    """How far ahead of UTC an offset is: +0300, -5, +06:30."""
    digits = offset[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    shift = timedelta(hours=int(hours), minutes=int(minutes))
    return -shift if offset[0] == "-" else shift


def zone_ahead(shift: timedelta) -> tzinfo | None:
    """The zone so far ahead of UTC, None where no clock on earth goes so: 10:15 -30 % tells no zone."""
    return timezone(shift) if abs(shift) <= _FARTHEST else None
