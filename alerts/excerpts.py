"""Excerpts: the beginning of a text, and the words in it that met the watch."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

#: How much of a text an alert shows.
LENGTH = 600


def excerpt(text: str) -> str:
    """The first paragraphs of a text, cut at a word where they are long."""
    if len(text) <= LENGTH:
        return text
    head = text[:LENGTH]
    return (head.rsplit(" ", 1)[0] if " " in head[LENGTH // 2 :] else head) + " …"


def marked(text: str, marks: Sequence[str]) -> str:
    """The text as HTML, every occurrence of the marks in <mark>; everything is escaped."""
    words = [re.escape(mark) for mark in sorted(marks, key=len, reverse=True) if mark.strip()]
    if not words:
        return escape(text)
    pieces = re.split(f"({'|'.join(words)})", text)
    return "".join(f"<mark>{escape(piece)}</mark>" if i % 2 else escape(piece) for i, piece in enumerate(pieces))
