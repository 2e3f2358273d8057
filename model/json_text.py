"""JSON whose values can be written anywhere: RFC 8259 lets half of a character be escaped, which no encoding has."""

from __future__ import annotations

import json
import re
from typing import Any

#: A pair of escapes that is one character, or, as a group, one without its other half.
_SURROGATES = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
)
_HALVES = re.compile("[\ud800-\udfff]")
_DECODER = json.JSONDecoder(strict=False)  #: which lets control characters stand in strings, as many pages have them


def load_json(text: str) -> Any:
    """The value of a JSON text; half of a character becomes U+FFFD. Raises ValueError, RecursionError if too deep."""
    return _whole(_DECODER.decode(text), text)


def load_first_json(text: str) -> Any:
    """The value with which a text begins, whatever follows it. Raises as `load_json` does."""
    value, end = _DECODER.raw_decode(text)
    return _whole(value, text[:end])


def _whole(value: Any, text: str) -> Any:
    """A value that was read from a text, without halves of characters."""
    may_hold = "\\ud" in text or "\\uD" in text
    if not may_hold or not any(found[1] for found in _SURROGATES.finditer(text)):
        return value
    return json.loads(_HALVES.sub("\ufffd", json.dumps(value, ensure_ascii=False)))
