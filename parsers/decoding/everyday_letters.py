"""How everyday the letters of a text are: what tells one reading of its bytes from another."""

from __future__ import annotations

import re
from collections import Counter

_RUSSIAN = frozenset("оеаинтсрвлкмдпу")
_THAI = frozenset("านรอกเง่้ยลวมทสตะปบคหจดชพขไใแิีั")
_LATIN = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœÀÁÂÃÄÅÆÇÈÉÊËÍÑÓÔÕÖØÜ’‘“”–—…«»°·\xa0©®")
_CHINESE_MARKS = frozenset("，。、：；“”（）《》！？")
#: The tables of Chinese characters by what they are read as, and the first bytes of those in everyday use: the 3,755
#: of GB 2312's first level, the 5,401 of Big5's.
_EVERYDAY = {"gb18030": ("gb2312", 0xB0, 0xD7), "big5hkscs": ("big5", 0xA4, 0xC6)}
_RUN = re.compile(r"[^\W\d_a-zA-Z]{3,}")
_ALONE = r"(?<![^\x00-\x7f])[^\x00-\x7f](?![^\x00-\x7f])"
#: What few texts in these have, and what accents and signs among Latin letters look like when they are read so.
_AMONG_LATIN = {
    "koi8-r": re.compile(rf"(?<=[a-zA-Z])[^\x00-\x7f]+|[^\x00-\x7f]+(?=[a-zA-Z])|{_ALONE}"),
    "big5hkscs": re.compile(_ALONE),
}


def commonness(text: str, name: str) -> float:
    """How much of a text beyond ASCII is common in the languages that a codec is used for, from 0 to 1."""
    if name == "cp1252":  # letters with accents stand alone among plain ones; runs of them are another script
        text = _RUN.sub(_spoilt, text)
    elif name in _AMONG_LATIN:
        text = _AMONG_LATIN[name].sub(_spoilt, text)
    beyond = {char: times for char, times in Counter(text).items() if char > "\x7f"}
    common = sum(times for char, times in beyond.items() if _is_common(char, name))
    return common / sum(beyond.values()) if beyond else 0.0


def _spoilt(run: re.Match[str]) -> str:
    return "\ufffd" * len(run.group())


def _is_common(char: str, name: str) -> bool:
    if name in ("cp1251", "koi8-r"):
        return char in _RUSSIAN
    if name == "cp874":
        return char in _THAI
    if name == "cp1252":
        return char in _LATIN
    return char in _CHINESE_MARKS or _is_everyday_hanzi(char, *_EVERYDAY[name])


def _is_everyday_hanzi(char: str, table: str, first: int, last: int) -> bool:
    """Whether a character is of a table's first level, those in everyday use."""
    try:
        coded = char.encode(table)
    except UnicodeEncodeError:
        return False
    return len(coded) == 2 and first <= coded[0] <= last
