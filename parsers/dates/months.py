"""The numbers of the months by their names, and the expressions that find those."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from parsers.dates.month_names import SPACED, UNSPACED


def _numbers(table: str) -> dict[str, int]:
    lines = unicodedata.normalize("NFC", table).strip().replace("\n  ", " ").split("\n")
    return {name.replace("_", " "): number for number, line in enumerate(lines, 1) for name in line.split()}


def _folded(name: str) -> str:
    """A name as the table's keys are written: Turkish has an i without a dot, and a capital one with."""
    return name.casefold().replace("ı", "i").replace("\u0307", "")


def _pattern(names: Collection[str]) -> str:
    """The expression for any of the names, the longest first; what several begin with is looked at once."""
    endings: dict[str, list[str]] = {}
    for name in filter(None, names):
        endings.setdefault(name[0], []).append(name[1:])
    branches = "|".join(re.escape(first) + _pattern(rest) for first, rest in sorted(endings.items()))
    return f"(?:{branches})" + ("?" if "" in names else "") if branches else ""


_NUMBERS = {_folded(name): number for name, number in (_numbers(SPACED) | _numbers(UNSPACED)).items()}
BOUNDED = _pattern(_numbers(SPACED))
BOUNDED_ASCII = _pattern([name for name in _numbers(SPACED) if _folded(name).isascii()])  #: those that ASCII can tell
UNBOUNDED = _pattern(_numbers(UNSPACED))


def month_number(name: str) -> int:
    """The number of a month by its name, 1 to 12."""
    return _NUMBERS[_folded(name)]
