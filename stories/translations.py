"""Translations: what two texts in different languages still share: names, figures and the day.

A pair is a candidate and no more: it is shown as related, and never makes one story of two.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

#: A translation is printed within so many days of its original.
NEAR = timedelta(days=3)
#: Names both know by whatever spelling: so many, and so much of all that either knows.
_LEAST_NAMES, _NAMES_SHARE = 2, 0.5
#: Figures that agree: so many, unless there are no others, and so much of those in the text that has fewer.
_LEAST_FIGURES, _FIGURES_SHARE = 2, 0.5
_FIGURE = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})+(?!\d)|\d+")
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Gist:
    """What of a text can be compared across languages.

    `names` are canonical: one identifier however the name is spelled. `at` is when it was published, else first seen.
    """

    uid: str
    language: str | None
    at: datetime
    names: frozenset[str]
    figures: frozenset[str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that may be a translation of another, or be translated by it, and what both hold."""

    uid: str
    strength: float
    names: tuple[str, ...]
    figures: tuple[str, ...]


def figures_of(text: str) -> frozenset[str]:
    """The numbers of two digits and more in ASCII digits, grouped ones without their separators, years left out.

    Years are left out because every text about a time has them.
    """
    found = {_plain(written) for written in _FIGURE.findall(text)}
    return frozenset(number for number in found if len(number) > 1 and int(number) not in _YEARS)


def _plain(written: str) -> str:
    digits = (str(unicodedata.digit(sign)) for sign in written if sign.isdigit())
    return "".join(digits).lstrip("0")


def candidate(one: Gist, other: Gist) -> Candidate | None:
    """What the other text shares with the first, None where that does not make it a candidate."""
    if not one.language or not other.language or one.language == other.language or abs(one.at - other.at) > NEAR:
        return None
    names, figures = one.names & other.names, one.figures & other.figures
    known, fewer = len(one.names | other.names), min(len(one.figures), len(other.figures))
    if len(names) < _LEAST_NAMES or len(names) < _NAMES_SHARE * known or not _agree(one.figures, other.figures):
        return None
    strength = (len(names) / known + len(figures) / fewer) / 2
    return Candidate(other.uid, round(strength, 3), tuple(sorted(names)), tuple(sorted(figures)))


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    enough = shared >= _LEAST_FIGURES or (shared > 0 and one == other)
    return enough and shared >= _FIGURES_SHARE * min(len(one), len(other))
