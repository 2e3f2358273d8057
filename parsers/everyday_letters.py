"""How everyday the letters of a text are: what tells one reading of its bytes from another."""

from __future__ import annotations

import re

_RUSSIAN = frozenset("оеаинтсрвлкмдпу")
_THAI = frozenset("านรอกเง่้ยลวมทสตะปบคหจดชพขไใแิีั")
_LATIN = frozenset("àáâãäåçèéêëìíîïñòóôõöøùúûüýÿßœÀÁÂÄÇÈÉÊËÍÑÓÔÖÜ’‘“”–—…«»°·\xa0©®")
_CHINESE_MARKS = frozenset("，。、：；“”（）《》！？")
_RUN = re.compile(r"[^\W\d_a-zA-Z]{3,}")


def commonness(text: str, name: str) -> float:
    """How much of a text beyond ASCII is common in the languages that a codec is used for, from 0 to 1."""
    if name == "cp1252":  # letters with accents stand alone among plain ones; runs of them are another script
        text = _RUN.sub(lambda run: "\ufffd" * len(run.group()), text)
    beyond = [char for char in text if char > "\x7f"]
    return sum(_is_common(char, name) for char in beyond) / len(beyond) if beyond else 0.0


def _is_common(char: str, name: str) -> bool:
    if name == "cp1251":
        return char in _RUSSIAN
    if name == "cp874":
        return char in _THAI
    if name == "cp1252":
        return char in _LATIN
    return char in _CHINESE_MARKS or _is_everyday_hanzi(char)


def _is_everyday_hanzi(char: str) -> bool:
    """Whether a character is of GB 2312's first level, the 3,755 in everyday use."""
    try:
        coded = char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return len(coded) == 2 and 0xB0 <= coded[0] <= 0xD7
