"""Suggestions: what somebody who misspelt a word may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def closest(word: str, known: Iterable[str], sign: str = "") -> str:
    """A hint with the nearest known word, or with all of them where none is near."""
    words = sorted(known)
    near = get_close_matches(word.lower(), words, n=1, cutoff=0.6)
    if near:
        return f"did you mean {sign}{near[0]}?"
    return f"known are {', '.join(sign + one for one in words)}" if words else "none is defined"
