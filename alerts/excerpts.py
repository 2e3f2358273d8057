"""Excerpts: the beginning of a text, and the words in it that met the watch."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

#: How much of a text an alert shows.
LENGTH = 600
_ENTITIES = {character: escape(character) for character in "&<>\"'"}


def excerpt(text: str) -> str:
    """The first paragraphs of a text, cut at a word where they are long."""
    if len(text) <= LENGTH:
        return text
    head = text[:LENGTH]
    return (head.rsplit(" ", 1)[0] if " " in head[LENGTH // 2 :] else head) + " …"


def marked(text: str, marks: tuple[str, ...]) -> str:
    """The text as HTML, every occurrence of the marks in <mark>; everything is escaped."""
    pattern = _pattern(marks) if marks else None
    return pattern.sub(_mark, text) if pattern else escape(text)


def _mark(found: re.Match[str]) -> str:
    mark, other = found.group(1), found.group(0)
    return f"<mark>{escape(mark)}</mark>" if mark else _ENTITIES[other]


@lru_cache(maxsize=1024)
def _pattern(marks: tuple[str, ...]) -> re.Pattern[str] | None:
    """Finds marks, and what is to be escaped, in one go."""
    words = [re.escape(mark) for mark in sorted(marks, key=len, reverse=True) if mark.strip()]
    return re.compile(f"({'|'.join(words)})|[&<>\"']") if words else None
