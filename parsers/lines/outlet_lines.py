"""Lines that posters set above or below a text they carry over: © Copyright The Harbour Times 2025-05-09."""

from __future__ import annotations

import re

from model.moments import Moment
from parsers.dates.reading import ascii_digits, read_moment
from parsers.dates.written_dates import find_day

_RIGHTS = re.compile(r"^[-–—\s(\[]*(?:©|\(c\)|copyright)(?:[\s:]*(?:©|\(c\)|copyright))?[\s:]*", re.IGNORECASE)
_FROM = re.compile(
    r"^[-–—\s(\[]*(?:from|via|courtesy of|из|с сайта|จาก|来自|來自|转自|轉自|摘自)[\s:：]+", re.IGNORECASE
)
_ISO_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)")
_MARGIN = " -–—()[]|/,.:：;"
_LONGEST = 90
#: Words that mark a link at the end of a post as what its text was taken from.
READ_ON = re.compile(
    r"^[-–—*\s(\[]*(?:(?:the )?(?:full|whole|original|complete|entire)(?: \w+)? ?(?:story|article|report|text|post)|"
    r"read (?:more|on|the (?:full|rest|whole).{0,20})|(?:continued?|more)(?: reading)?(?: (?:here|at|on))?|link|"
    r"читать (?:далее|полностью|дальше)|подробнее|полный текст|ссылка|อ่านต่อ|อ่านเพิ่มเติม|ลิงก์|"
    r"阅读原文|閱讀原文|原文(?:链接|連結|网址)?|全文|链接|連結|ဆက်လက်ဖတ်ရှုရန်)\s*[:：]\s*(?P<rest>.{0,300})$",
    re.IGNORECASE,
)


def name_and_day(line: str) -> tuple[str, Moment | None]:
    """What a line names, without the words that lead to it, and the day that it gives; nothing where it is long."""
    if len(line) > _LONGEST:
        return "", None
    text = _FROM.sub("", _RIGHTS.sub("", line, count=1), count=1).strip(_MARGIN)
    start, end = _day_in(text)
    day = read_moment(text[start:end]) if end else None
    return ((text[:start] + " " + text[end:]).strip(_MARGIN) if day else text), (Moment.on(day.day) if day else None)


def claims_rights(line: str) -> bool:
    """Whether a line begins as a note of whose the text is."""
    return _RIGHTS.match(line) is not None


def _day_in(text: str) -> tuple[int, int]:
    """From where to where a day is written, (0, 0) where none is."""
    if found := _ISO_DAY.search(text):
        return found.span()
    written = find_day(ascii_digits(text))
    return (written.start, written.end) if written else (0, 0)
