"""Days that are told by how long ago they were: yesterday at 14:05, 2 hours ago, позавчера, 3小时前.

What was hours ago is known to the day alone: sites round, and two hours are no clock time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from parsers.dates.around_days import AT, CLOCK, LABEL
from parsers.dates.reading import ascii_digits

#: The word for each day, by how many days ago it was. A longer word goes before one that it holds.
_DAYS: Final = {
    2: (
        "позавчера|позавчора|przedwczoraj|avant-hier|anteayer|anteontem|l'altro ieri|eergisteren|그저께|그제|一昨日|"
        "προχθ[έε]ς|vorgestern|เมื่อวานซืน(?:นี้)?|前天|တမြန်မ?နေ့က"
    ),
    1: (
        r"yesterday|\bhier(?=\s+à)|\bayer\b|\bontem\b|\bieri\b|gisteren|i ?går|hôm qua|kemarin|semalam|어제|গতকাল|أمس|"
        r"دیروز|вчера|вчора|wczoraj|χθες|χτες|\bdün\b|gestern|เมื่อวาน(?:นี้)?|昨[天日]|မနေ့က"
    ),
    0: (
        r"today|aujourd['’]hui|\bhoy\b|\bhoje\b|\boggi\b|vandaag|i ?dag\b|hôm nay|hari ini|오늘|আজ|اليوم|امروز|"
        r"сегодня|сьогодні|dzisiaj|\bdziś\b|σήμερα|\bbugün\b|heute|วันนี้|今[天日]|(?:ယ|ဒီ)နေ့"
    ),
}
_DAY = "|".join(f"(?P<ago{ago}>{words})" for ago, words in _DAYS.items())
RECENT: Final = re.compile(_DAY, re.IGNORECASE)
_UNITS: Final = {
    "seconds": r"sec(?:ond)?s?|секунд[уы]?|сек\.?|秒[钟鐘]?|วินาที|စက္ကန့်|sekunden?|secondes?|segundos?|"
    "secondi|seconden|sekunder|giây|detik|saat(?= yang| lalu)|초|सेकंड|সেকেন্ড|saniye|ثانية|ثوان",
    "minutes": r"min(?:ute)?s?\.?|минут[уы]?|мин\.?|分[钟鐘]?|นาที|မိနစ်|minuten?|minutos?|"
    "minuti|minuten|minuter|minutter|minut[yę]?|dakika|хвилин[уи]?|хв\\.?|phút|menit|minit|분|मिनट|মিনিট|دقيقة|دقائق|دقیقه",
    "hours": r"hours?|hrs?\.?|h|час(?:а|ов)?|ч\.?|[个個]?小[时時]|ชั่วโมง|ชม\.?|နာရီ|stunden?|heures?|horas?|"
    "or[ae]|uur|timm?[ae]?r|godzin[yę]?|saat|годин[уи]?|год\\.?|giờ|tiếng|jam|시간|時間|घंट[ाे]|ঘণ্টা|ঘন্টা|ساعة|ساعات|ساعت",
    "days": r"days?|d|день|дн(?:я|ей|\.)|сутки|суток|天|วัน|ရက်|tage?n?|jours?|d[ií]as?|"
    "giorn[oi]|dagen|dag[ae]r|dage|dag|døgn|dni|dzień|gün|дн[іяв]+|ngày|hari|일|日|दिन|দিন|يوم|أيام|روز",
}
_UNIT = "|".join(f"(?P<{unit}>{words})" for unit, words in _UNITS.items())
_ONE = r"(?:an?|une?|una?)(?=\s)|one|eine[mr]?|(?=(?:час|минуту|секунду|день|сутки)\b)|(?<=около )(?=часа)"
#: A number and its unit; in Russian a unit in the singular may stand alone.
_SPAN = re.compile(rf"(?:(?P<n>\d{{1,3}})|{_ONE})\s*(?:{_UNIT})(?![a-zа-я])", re.IGNORECASE)
_SPANS = re.sub(r"\?P<\w+>", "?:", _SPAN.pattern)
_ABOUT = "(?:about|around|около|примерно|for|för|environ|circa|unos|cerca de|khoảng|sekitar|약) |约|約"
_SPANS = rf"(?:{_ABOUT})?(?:{_SPANS})(?:[\s,]*(?:and\s+)?(?:{_SPANS}))?"
_BEFORE = r"(?:vor|il y a|hace|há|منذ|قبل|လွန်ခဲ့(?:သော|သည့်)|ပြီးခဲ့သည့်)"
_AFTER = (
    r"(?:ago|назад|тому|temu|önce|geleden|sedan|siden|fa|atrás|trước|(?:yang )?lalu|전|पहले|আগে|پیش|"
    r"[之以]?前|ที่(?:แล้ว|ผ่านมา)|ก่อน|အကြာက?)"
)
_JUST_NOW = (
    r"just now|(?:a few )?(?:moments?|seconds) ago|less than a minute ago|только что|ме(?:нее|ньше) минуты назад|"
    r"刚刚|剛剛|刚才|เมื่อสักครู่(?:นี้)?|ယခုလေးတင်|gerade eben"
)
_TOLD = re.compile(
    rf"\W*{LABEL}(?:(?:(?P<before>{CLOCK})[\s,၊]+)?(?:{_DAY})(?:[\s,၊]*{AT}\s*(?P<after>{CLOCK}))?|"
    rf"(?P<span>{_SPANS})\s*{_AFTER}|{_BEFORE}\s*(?P<since>{_SPANS})က?|(?P<now>{_JUST_NOW}))[\s,.)]*",
    re.IGNORECASE,
)
_LONGEST, _FARTHEST = 60, timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Recent:
    """How long ago something was: a span, days on the calendar, and the clock time of that day where one is told."""

    span: timedelta = timedelta()
    days: int = 0
    clock: str = ""


def told_ago(text: str) -> Recent | None:
    """How long ago a text says that something was, where it says that alone, perhaps after a label of publication."""
    found = _TOLD.fullmatch(ascii_digits(text)) if len(text) <= _LONGEST else None
    if found is None or found["now"]:
        return Recent() if found else None
    if spans := found["span"] or found["since"]:
        span = sum(map(_span, _SPAN.finditer(spans)), timedelta())
        return Recent(span) if span <= _FARTHEST else None
    return Recent(days=days_ago(found), clock=found["before"] or found["after"] or "")


def days_ago(found: re.Match[str]) -> int:
    """How many days ago the day was whose word was found."""
    return next(ago for ago in _DAYS if found[f"ago{ago}"])


def _span(found: re.Match[str]) -> timedelta:
    unit = next(unit for unit in _UNITS if found[unit])
    return timedelta(**{unit: int(found["n"] or 1)})
