"""A year of days: a column a week, a square a day, the darker the more there was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from web.charts.svg import chart, element

_SIDE, _STEP, _LEFT, _TOP = 11, 13, 30, 16
_WEEKS = 53


@dataclass(frozen=True, slots=True)
class Day:
    """What there was on a day: so much, in words, and whether something kept us from looking."""

    many: int
    said: str
    bad: bool = False


def heat(days: Mapping[date, Day], today: date, label: str) -> Markup:
    """The picture of the year up to today."""
    first = today - timedelta(days=today.weekday(), weeks=_WEEKS - 1)
    most = max((day.many for day in days.values()), default=0)
    parts = [*_names(first, today), *_squares(days, first, today, most)]
    return chart(_LEFT + _WEEKS * _STEP, _TOP + 7 * _STEP, label, parts)


def shade(many: int, most: int) -> str:
    """The shade of a number: none, and four of more."""
    if many == 0 or most == 0:
        return "h0"
    return f"h{min(4, 1 + 4 * (many - 1) // max(most, 4))}"


def _names(first: date, today: date) -> Iterator[Markup]:
    for row, name in ((0, "Mon"), (2, "Wed"), (4, "Fri")):
        yield element("text", name, x=0, y=_TOP + row * _STEP + 10)
    for week in range(_WEEKS):
        monday = first + timedelta(weeks=week)
        if monday.day <= 7 and monday <= today:
            yield element("text", f"{monday:%b}", x=_LEFT + week * _STEP, y=11)


def _squares(days: Mapping[date, Day], first: date, today: date, most: int) -> Iterator[Markup]:
    for number in range((today - first).days + 1):
        at = first + timedelta(days=number)
        day = days.get(at, Day(0, "nothing known"))
        kind = "hx" if day.bad else shade(day.many, most)
        where = {"x": _LEFT + number // 7 * _STEP, "y": _TOP + number % 7 * _STEP}
        said = element("title", f"{at.isoformat()}: {day.said}")
        yield element("rect", [said], class_=kind, **where, width=_SIDE, height=_SIDE, rx=2)
