"""Fingerprints: what is equal for equal texts."""

from __future__ import annotations

from stories.tokens import tokens

#: Texts with fewer letters than this are equal too easily to mean anything.
LEAST_LETTERS = 120


def text_key(text: str) -> str:
    """The SHA-256 of a text's letters and figures: equal whatever the case, blanks and punctuation."""
    return tokens(text).key


def tells_apart(text: str) -> bool:
    """Whether the text is long enough for an equal one to be a copy."""
    return len(tokens(text)) >= LEAST_LETTERS
