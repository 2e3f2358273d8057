"""Short lines that tell nothing of a story: when it was revised, the time of an entry, who took a picture."""

from __future__ import annotations

import re

from parsers.dates.reading import ascii_digits, read_moment
from parsers.dates.recent_days import told_ago
from parsers.dates.written_dates import find_day
from parsers.lines.date_words import before_revision, behind_revision

#: The label of when a text was revised, with a day or a time after it or, in Burmese, before it, and no more.
_REVISED = re.compile(
    r"\W*(?:(?:(?:last|(?:this|the) (?:article|story|page|post|report) (?:was|has been)(?: last)?) )?"
    r"(?:updated|modified|revised)\b(?: on| at)?|(?:последн\w+ )?(?:обновл|измен)[её]н\w*|"
    r"(?:อั[ปพ]เด[ตท]|ปรับปรุง|แก้ไข)(?:ล่าสุด|เมื่อ){0,2}|(?:最[后後新近])?(?:更新|修改)(?:时间|時間|日期|[于於])?|"
    r"နောက်ဆုံး ?(?:ပြင်ဆင်|မွမ်းမံ|အပ်ဒိတ်)\S{0,20})[\s:：|–—-]{0,5}(?P<after>.{4,50})|"
    r"\W*(?P<before>.{4,40})တွင် ?(?:ပြင်ဆင်|မွမ်းမံ|အပ်ဒိတ်)\S{0,20}",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\d\D?\d")  #: of any date
_WORDS = re.compile(r"\w")
_MOST_BEFORE, _MOST_AFTER = 2, 4  #: words around a day: on Sunday; 10:30 am Moscow time
#: How a sentence ends, which no day does: with a word and a stop.
_SENTENCE = re.compile(
    r"(?:[^\W\d_]{3,}(?<!\bгода)(?<!\bвремени)(?<!\buhr)|[\u3040-\ud7a3](?<![日号號分时時秒일분초]))[.!?。！？]$",
    re.IGNORECASE,
)
_AGO = re.compile(r"\d{1,2} ?\w{1,12} (?:ago|назад)|(?:today|сегодня)\b.{0,20}", re.IGNORECASE)
_CLOCK = re.compile(
    r"\W*(?:(?:上午|凌晨|早上|下午|晚上) ?)?\d{1,2}:[0-5၀-၅๐-๕]\d(?::\d\d)?"
    r"\s*(?:[ap]\.?\s?m\b\.?)?\s*(?:น\.|uhr|h|[a-z]{3,4}|мск)?\W*",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"\W*(?:(?:photo|photograph|picture|image|illustration)s?(?: (?:credit|by|courtesy(?: of)?))?|фото(?:графия)?|"
    r"иллюстрация|[图圖][片源]?(?:来源|來源)?|[摄攝]影|ภาพ(?:ถ่าย|ประกอบ)?|ဓာတ်ပုံ)\s*[:：–—-]\s*\S.{1,60}|"
    r"\W*(?:(?:photo|picture|image)s? (?:by|courtesy of)\b|ภาพ(?:จาก|โดย)).{2,60}",
    re.IGNORECASE,
)
_OF_PICTURES = frozenset("pPiIфФиИ图圖摄攝ภဓ")  #: one of which such a line begins with, after a bracket at most
LONGEST_LABEL, _LONGEST_MOMENT, _LONGEST_TIME = 90, 50, 20  #: characters


def is_label(text: str) -> bool:
    """Whether a line is a clock time alone or who took a picture."""
    if len(text) <= _LONGEST_TIME and ":" in text and _CLOCK.fullmatch(text):
        return True
    return not _OF_PICTURES.isdisjoint(text[:2]) and len(text) <= LONGEST_LABEL and bool(_PICTURE.fullmatch(text))


def is_revision(text: str) -> bool:
    """Whether a line is when the text was revised, and nothing else."""
    if len(text) > LONGEST_LABEL:
        return False
    found = _REVISED.fullmatch(text)
    told = (found["after"] or found["before"]) if found else _behind_label(text)
    return bool(told) and len(told) <= _LONGEST_MOMENT and _tells_a_time(told)


def _behind_label(text: str) -> str:
    """What a line with figures says behind the label of a revision, with which it begins."""
    is_told = _FIGURES.search(text) is not None and not _WORDS.search(before_revision(text))
    return behind_revision(text) if is_told else ""


def _tells_a_time(told: str) -> bool:
    """Whether words behind a label are a day or a time, and hardly anything beside it."""
    if _AGO.fullmatch(told) is not None or told_ago(told) is not None:
        return True
    return read_moment(told) is not None and not _tells_more(told)


def _tells_more(told: str) -> bool:
    """Whether words with a day say more, as those of a sentence do: Modified ferries sailed on 5 May 2024."""
    written = find_day(ascii_digits(told))
    before, after = (told[: written.start], told[written.end :]) if written else ("", "")
    return _words(before) > _MOST_BEFORE or _words(after) > _MOST_AFTER or _SENTENCE.search(told) is not None


def _words(text: str) -> int:
    return sum(any(map(str.isalpha, word)) for word in text.split())
