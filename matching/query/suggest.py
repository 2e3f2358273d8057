"""Suggestions: what somebody who misspelt a word may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_OPERATORS = ("AND", "OR", "NOT", "NEAR", "WITH")
_FOREIGN = {"&&": "AND", "&": "AND", "+": "AND", "||": "OR", "|": "OR", "!": "AND NOT", "NOT": "AND NOT"}


def operator_for(written: str) -> str:
    """A hint what to write where an operator is missing, and something else stands."""
    if meant := _FOREIGN.get(written):
        return f"write {meant}"
    word, slash, distance = written.partition("/")
    near = get_close_matches(word, _OPERATORS, n=1, cutoff=0.6) if word.isupper() else []
    if near:
        return f"did you mean {near[0]}{slash}{distance}?"
    return 'write AND, OR or NEAR/n, or "a phrase" in quotes'


def closest(word: str, known: Iterable[str], sign: str = "") -> str:
    """A hint with the nearest known word, or with all of them where none is near."""
    words = sorted(known)
    near = get_close_matches(word.lower(), words, n=1, cutoff=0.6)
    if near:
        return f"did you mean {sign}{near[0]}?"
    return f"known are {', '.join(sign + one for one in words)}" if words else "none is defined"
