"""Text as people mean it: cleaned for showing, folded for comparing."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Control and invisible characters that carry no meaning in prose. ZWJ, ZWNJ stay: scripts need them.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_WORD = re.compile(r"\w+")
_ASCII_SIGNS = bytes(number for number in range(128) if not chr(number).isalnum())


_LONGEST = 2_000_000  #: characters; the words of longer ones would take fifty times their memory


def clean_line(text: str) -> str:
    """One line: NFC, no control or invisible characters, white space as single blanks; cut where it is endless."""
    text = text[:_LONGEST]
    is_seen = text.isprintable()  # as nothing invisible is, nor white space but blanks
    if not is_seen:
        text = _INVISIBLE.sub("", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return text.strip() if is_seen and "  " not in text else single_blanks(text)


def single_blanks(text: str) -> str:
    """The text with its white space as single blanks, and none at its ends."""
    text = text.strip()
    if text.isprintable() and "  " not in text:  # of all white space only a blank is; to part and join costs more
        return text
    return " ".join(text.split())


def join_paragraphs(paragraphs: list[str] | tuple[str, ...]) -> str:
    """Paragraphs joined by blank lines, empty ones left out."""
    whole = " ".join(paragraphs)
    is_clean = len(whole) <= _LONGEST and whole.isprintable() and unicodedata.is_normalized("NFC", whole)
    if is_clean and "  " not in f" {whole} ":  # and none is empty or has blanks at its ends, as most come here
        return "\n\n".join(paragraphs)
    return "\n\n".join(filter(None, map(clean_line, paragraphs)))


def counted(number: int, one: str, more: str | None = None) -> str:
    """A number of things in words: `1 source`, `2 sources`; `more` where the plural is another than with an s."""
    return f"{number} {one if number == 1 else more or f'{one}s'}"


def letters_only(text: str) -> str:
    """The text folded for comparison: NFKC, case folded, only letters, marks and numbers.

    Marks stay because Burmese and Thai vowels are marks (Unicode general categories L, M, N).
    """
    if text.isascii():
        return text.lower().encode().translate(None, _ASCII_SIGNS).decode()
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFC", folded.translate(_LETTERS))


class _Letters(dict[int, int | None]):
    """For `str.translate`: every character that was met, None where it is no letter, mark or number."""

    def __missing__(self, character: int) -> int | None:
        kept = self[character] = character if unicodedata.category(chr(character))[0] in "LMN" else None
        return kept


_LETTERS = _Letters()


def likeness(one: str, other: str) -> float:
    """How many of the words of the shorter line are in the longer, from 0 to 1."""
    first, second = _words(one), _words(other)
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


@lru_cache(maxsize=64)
def _words(line: str) -> frozenset[str]:
    return frozenset(_WORD.findall(line.casefold()))
