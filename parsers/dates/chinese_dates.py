"""Dates as only Chinese writes them, put into figures: 二〇二四年五月三日, years of the Republic (民國113年).

Boards translate American dates word by word (6月 14, 2025).
"""

from __future__ import annotations

import re
from typing import Final

_DIGITS: Final = {char: digit for digit, chars in enumerate(("〇零○", *"一二三四五六七八九")) for char in chars}
_TENS: Final = {"十": 1, "廿": 2, "卅": 3}
_DIGIT, _NUMBER = "[〇零○一二三四五六七八九]", "[元正一二三四五六七八九十廿卅]{1,3}"
_DAY = re.compile(
    rf"(?P<y>[一二]{_DIGIT}{{3}}|(?<=民[國国]){_DIGIT}{{2,3}})\s*年\s*(?P<m>{_NUMBER})\s*月\s*(?P<d>{_NUMBER})\s*[日号號]"
)
_REPUBLICAN = re.compile(r"民[國国]\s*(\d{2,3})\s*年")
_MONTH_FIRST = re.compile(r"(?<!\d)(\d\d?)月\s*(\d\d?)(?:st|nd|rd|th)?,\s*(\d{4})(?!\d)")
_BEFORE_THE_REPUBLIC = 1911


def in_figures(text: str) -> str:
    """The text with such days and years in figures and of the common era; most texts hold none."""
    if "月" in text:
        text = _MONTH_FIRST.sub(r"\3年\1月\2日", text)
    if "年" not in text:
        return text
    if "月" in text:
        text = _DAY.sub(lambda day: f"{_year(day['y'])}年{_number(day['m'])}月{_number(day['d'])}日", text)
    return _REPUBLICAN.sub(lambda year: f"{int(year.group(1)) + _BEFORE_THE_REPUBLIC}年", text)


def _year(told: str) -> str:
    """A year, which is told digit by digit."""
    return "".join(str(_DIGITS[char]) for char in told)


def _number(told: str) -> int:
    """A number of at most two digits: 五, 十二, 二十, 廿三."""
    tens = next((char for char in told if char in _TENS), None)
    if tens is None:
        return int("".join(str(_DIGITS.get(char, 1)) for char in told))
    before, _, after = told.partition(tens)
    return (_DIGITS.get(before, 1) if before else 1) * _TENS[tens] * 10 + (_DIGITS.get(after, 0) if after else 0)
