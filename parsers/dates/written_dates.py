"""Days in words and figures, in the order and with the marks of sixty languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from parsers.dates.months import BOUNDED, BOUNDED_ASCII, UNBOUNDED, month_number

_BUDDHIST_SHIFT = 543  #: years of the Buddhist era ahead of the common one
_BUDDHIST_YEARS = range(1990 + _BUDDHIST_SHIFT, 2100 + _BUDDHIST_SHIFT)

#: A name begins a word, or the capital that follows on a line where two elements touch.
_BEGINS, _ENDS = r"(?:(?<![^\W\d_])|(?-i:(?<=[a-z])(?=[A-Z])))", r"(?![^\W\d_])"
_MONTH = rf"(?P<m>{_BEGINS}(?:{BOUNDED}){_ENDS}|(?:{UNBOUNDED}))"
_MONTH_IN_ASCII = rf"(?P<m>{_BEGINS}(?:{BOUNDED_ASCII}){_ENDS})"
_YEAR = r"(?P<y>(?:19|2\d)\d\d)(?!\d)"
_GAP = r"[\s.,،၊/-]*"
_YEAR_WORDS = r"(?:ခုနှစ်|ခု|г(?:ода|\.)?|พ\.ศ\.|ค\.ศ\.|ឆ្នាំ|m\.|թ\.|de|del|of)?"


def _patterns(month: str) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            r"(?P<y>\d{4})\s*оны\s+(?P<m>\d{1,2})(?:-р|\s+дугаар)?\s+сарын\s+(?P<d>\d{1,2})",
            r"(?P<y>\d{4})\s*[年년]\s*(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日号號일]",
            r"(?<!\d)(?P<d>\d{1,2})\s+(?:tháng|thg)\s+(?P<m>\d{1,2})(?:,|\s)\s*(?:năm\s+)?(?P<y>\d{4})(?!\d)",
            rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|-?го|\s*ရက်(?:နေ့)?)?{_GAP}(?:de\s+|of\s+|d['’]|ខែ\s*)?{month}လ?(?:\s*/\s*[^\W\d_]+)?{_GAP}{_YEAR_WORDS}\s*{_YEAR}",
            rf"{month}လ?{_GAP}\(?(?P<d>\d{{1,2}})\)?(?:st|nd|rd|th)?\s*(?:ရက်(?:နေ့)?)?(?:\s*,|၊|\s){_GAP}{_YEAR}",
            rf"{_YEAR}\s*{_YEAR_WORDS}{_GAP}{month}လ?{_GAP}\(?(?P<d>\d{{1,2}})(?!\d|(?:st|nd|rd|th)?,?\s*(?:19|20)\d\d)",
            rf"(?<!\d)(?P<y>(?:19|20)\d\d)(?:\.\s*gada|\s*ж\.|-ж\.,?)\s+(?P<d>\d{{1,2}})[.-]?\s*{month}",
            r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[/.])\s?(?P<m>\d{1,2})(?P=s)\s?(?P<d>\d{1,2})(?!\d)",
        )
    )


_FOREIGN = 2  #: the first of the patterns, which find nothing in ASCII
_PATTERNS, _PATTERNS_IN_ASCII = _patterns(_MONTH), _patterns(_MONTH_IN_ASCII)[_FOREIGN:]
_WHOLE_YEAR = re.compile(r"\d{4}")
_SHORT = re.compile(rf"(?<!\d)(?P<d>\d{{1,2}})\s*(?P<m>{UNBOUNDED})\s*(?P<y>\d\d)(?!\d)")
#: The same behind the name of a month in other scripts, with marks that leave no doubt: 3-May-24, 3 May '24.
_SHORT_SPACED = re.compile(
    rf"(?<![\d-])(?P<d>\d{{1,2}})(?P<s>[\s-])(?P<m>{BOUNDED})\.?(?:(?P=s)(?<=-)|\s?['’])(?P<y>[0-4]\d|9\d)(?![\d-])",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"(?<![\d/.])(\d{1,2})([./-]|\.\s)(\d{1,2})\2(\d{4}|\d\d)(?![\d/])")
_SHORTENED = (_SHORT, _SHORT_SPACED)
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+$", re.IGNORECASE)
_LONGEST_WEEKDAY = 16  #: characters, with what stands around it


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day, and where in the text it was written."""

    day: date
    start: int
    end: int


@lru_cache(maxsize=256)
def find_day(text: str, *, month_first: bool = False) -> WrittenDay | None:
    """The day whose writing begins first in a text with ASCII digits. Several rules ask for the lines of a page."""
    found = [day for pattern in _fitting(text) if (day := _first_valid(pattern, text))]
    if figures := _figures(text, month_first=month_first):
        found.append(figures)
    return min(found, key=lambda day: (day.start, -day.end), default=None)


def _fitting(text: str) -> tuple[re.Pattern[str], ...]:
    """The patterns that may find something in a text; in ASCII there are fewer names of months to be tried."""
    whole, shortened = (_PATTERNS_IN_ASCII, (_SHORT_SPACED,)) if text.isascii() else (_PATTERNS, _SHORTENED)
    return (*whole, *shortened) if _WHOLE_YEAR.search(text) else shortened


def common_year(year: int) -> int:
    """The year of the common era; one that can only be of the Buddhist era is counted back."""
    return year - _BUDDHIST_SHIFT if year in _BUDDHIST_YEARS else year


def is_in_figures(text: str) -> bool:
    """Whether a text may tell a day in figures alone, so that custom decides which is the month."""
    return _FIGURES.search(text) is not None


def _first_valid(pattern: re.Pattern[str], text: str) -> WrittenDay | None:
    for found in pattern.finditer(text):
        month = found.group("m")
        number = int(month) if month.isdecimal() else month_number(month)
        if day := _day(int(found.group("y")), number, int(found.group("d"))):
            return WrittenDay(day, found.start(), found.end())
    return None


def _figures(text: str, *, month_first: bool) -> WrittenDay | None:
    """22.06.2021 and its like: what cannot be a month is the day, otherwise the day of the week that is named with it,
    or the custom of the place decides.
    """
    for found in _FIGURES.finditer(text):
        first, second, year = int(found.group(1)), int(found.group(3)), int(found.group(4))
        is_month_first = second > 12 or (month_first and first <= 12 and found.group(2)[0] != ".")
        orders = [(first, second), (second, first)] if is_month_first else [(second, first), (first, second)]
        days = [_day(year, month, number) for month, number in orders]
        if day := _of_weekday(days, text[: found.start()]) or days[0]:
            return WrittenDay(day, found.start(), found.end())
    return None


def _of_weekday(days: list[date | None], before: str) -> date | None:
    """The first of some days that is of the day of the week which is named right before it."""
    named = _WEEKDAY.search(before[-_LONGEST_WEEKDAY:])
    return next((day for day in days if day and named and f"{day:%a}".lower() == named.group(1).lower()), None)


def _day(year: int, month: int, day: int) -> date | None:
    if year < 100:  # 68 is 2568 of the Buddhist era, 25 is 2025, 98 is 1998
        year += 2000 if year < 50 else 2500 if year < 90 else 1900
    try:
        return date(common_year(year), month, day)
    except ValueError:
        return None
