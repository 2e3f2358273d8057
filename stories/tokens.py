"""Tokens: what of a text counts when texts are compared, in any script.

Scripts with blanks give words. Scripts without (Burmese, Thai, Chinese) give one stream of letters, marks and digits.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from model.burmese import unicode_burmese

_UNSPACED = (
    "\u0e00-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece"  # Thai, Lao
    "\u1000-\u103f\u1050-\u109f"  # Burmese
    "\u1780-\u17d3"  # Khmer
    "\u3005\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # Han
)
_STREAM = re.compile(f"[{_UNSPACED}]+")
_STREAM_WITH_DIGITS = re.compile(f"[{_UNSPACED}\u0030-\u0039\u1040-\u1049\u0e50-\u0e59]+")
#: Python's \w has no combining marks, and would cut Hindi, Arabic and Hebrew words at their vowels.
_WORD = re.compile("[\\w\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0970-\u0dff]+")
#: What is typed or left out as the typesetter likes: invisible characters, accents, apostrophes; and broken halves.
_DROPPED = re.compile("[\u00ad\u0300-\u036f\u200b-\u200f\u2018\u2019\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff'`]")
#: Signs of one Burmese letter are typed in any order and look the same. Any fixed order serves to compare them.
_BURMESE_MARKS = re.compile("[\u102b-\u103e]{2,}")
_FIGURE = re.compile(r"\d+")
#: Texts with fewer letters than this are equal too easily to mean anything.
LEAST_LETTERS = 120


def normal(text: str) -> str:
    """The text folded for comparison: compatibility forms, case, apostrophes, invisible characters, Zawgyi."""
    if text.isascii():
        return text.lower().replace("'", "")
    folded = unicodedata.normalize("NFKC", unicode_burmese(text)).casefold()
    folded = _DROPPED.sub("", folded.replace("ё", "е"))
    return _BURMESE_MARKS.sub(_in_order, folded)


def _in_order(found: re.Match[str]) -> str:
    return "".join(sorted(found.group()))


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text, and the letters of its scripts without blanks in one stream.

    Digits go with the stream where it is most of the text: a figure inside a Chinese sentence is part of it.
    """

    words: list[str]
    stream: str = ""

    @property
    def key(self) -> str:
        """The SHA-256 of the text's letters and figures: equal whatever the case, blanks and punctuation."""
        return hashlib.sha256("".join((*self.words, "\n", self.stream)).encode()).hexdigest()

    @property
    def figures(self) -> list[str]:
        """Every number written in digits, in the order they stand."""
        return [word for word in self.words if word.isdecimal()] + _FIGURE.findall(self.stream)

    def __len__(self) -> int:
        return sum(map(len, self.words)) + len(self.stream)

    @property
    def tell_apart(self) -> bool:
        """Whether the text is long enough for an equal one to be a copy."""
        return len(self) >= LEAST_LETTERS


def tokens(text: str) -> Tokens:
    """The tokens of a text."""
    folded = normal(text)
    if folded.isascii() or not (found := "".join(_STREAM.findall(folded))):
        return Tokens(_WORD.findall(folded))
    if 3 * len(found) < len(folded):
        return Tokens(_WORD.findall(_STREAM.sub(" ", folded)), found)
    return Tokens(_WORD.findall(_STREAM_WITH_DIGITS.sub(" ", folded)), "".join(_STREAM_WITH_DIGITS.findall(folded)))
