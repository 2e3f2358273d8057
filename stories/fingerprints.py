"""Fingerprints: what is equal for equal texts."""

from __future__ import annotations

import hashlib

from model.text import letters_only

#: Texts with fewer letters than this are equal too easily to mean anything.
LEAST_LETTERS = 120


def text_key(text: str) -> str:
    """The SHA-256 of a text's letters and numbers: equal whatever the case, blanks and punctuation."""
    return hashlib.sha256(letters_only(text).encode()).hexdigest()


def tells_apart(text: str) -> bool:
    """Whether the text is long enough for an equal one to be a copy."""
    return len(letters_only(text)) >= LEAST_LETTERS
