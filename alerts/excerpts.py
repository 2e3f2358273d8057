"""Excerpts: the part of a text that an alert shows, and the words in it that met the watch."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from model.telling import SHOWN

_SENTENCE = re.compile(r"[.!?…][\"'”’»)]*\s+|[။。！？]\s*|\n\s*\n\s*")
#: Of a passage from further in, so much may be left out so that it begins with a sentence, or a word.
_TO_A_SENTENCE, _TO_A_WORD = 150, 40


def excerpt(text: str, *, skipped: bool = False) -> str:
    """The beginning of a text, cut at a word where it is long; with `skipped`, there is more of it before."""
    if skipped:
        text = "… " + _from_a_beginning(text)
    if len(text) <= SHOWN:
        return text
    head = text[:SHOWN]
    return (head.rsplit(" ", 1)[0] if " " in head[SHOWN // 2 :] else head) + " …"


def _from_a_beginning(text: str) -> str:
    """The text from its first sentence on, or its first word, or where letters are not parted its first letter."""
    sentence = _SENTENCE.search(text, 0, _TO_A_SENTENCE)
    if sentence:
        return text[sentence.end() :]
    blank = text.find(" ", 0, _TO_A_WORD)
    if blank >= 0:
        return text[blank + 1 :]
    first = next((at for at, sign in enumerate(text) if not unicodedata.category(sign).startswith("M")), 0)
    return text[first:]


def as_html(text: str) -> str:
    """A text as HTML between tags, where quotation marks mean nothing."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def marked(text: str, marks: tuple[str, ...]) -> str:
    """The text as HTML, every occurrence of the marks in <strong>; everything is escaped.

    Feed readers take <mark> away, <strong> they show.
    """
    pattern = _pattern(marks) if marks else None
    if pattern is None:
        return as_html(text)
    parts = pattern.split(text)
    parts[::2] = map(as_html, parts[::2])
    parts[1::2] = map(_mark, parts[1::2])
    return "".join(parts)


@lru_cache(maxsize=1024)
def _mark(word: str) -> str:
    return f"<strong>{as_html(word)}</strong>"


@lru_cache(maxsize=1024)
def _pattern(marks: tuple[str, ...]) -> re.Pattern[str] | None:
    """Finds the longest mark at each place."""
    words = [re.escape(mark) for mark in sorted(marks, key=len, reverse=True) if mark.strip()]
    return re.compile(f"({'|'.join(words)})") if words else None
