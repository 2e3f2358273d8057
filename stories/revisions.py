"""Revisions: what changed between two versions of a page, word by word, and what kind of change that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_TOKEN = re.compile(r"\w+|[^\w\s]|\n+")
_FIGURE = re.compile(r"\d")
_CORRECTION = re.compile(
    r"\b(?:correction|clarification|corrected|editor['’]s note|an earlier version|"
    r"this (?:story|article) (?:has been|was) (?:corrected|updated|amended))\b"
    r"|\b(?:исправлен\w*|уточнени\w*|поправк\w*)\b|更正|勘误|แก้ไขข่าว|ပြင်ဆင်ချက်",
    re.IGNORECASE,
)
#: A replaced word is a typing error where it is so like what replaces it, and so few words changed.
_LIKE, _FEW = 0.6, 4
#: Words shown on either side of a change.
_CONTEXT = 4


class Change(StrEnum):
    """What kind of change a revision is, the most telling where it is several."""

    CORRECTION = "correction note"
    SUBSTANTIVE = "substantive"
    FIGURES = "figures"
    TYPO = "typo"
    HEADLINE = "headline"
    LAYOUT = "layout"  #: punctuation and blanks


@dataclass(frozen=True, slots=True)
class Hunk:
    """Words that were replaced, with a few before and after; either side may be empty."""

    before: str
    old: str
    new: str
    after: str


@dataclass(frozen=True, slots=True)
class Revision:
    """What changed between two versions of a page."""

    kind: Change
    headline: tuple[str | None, str | None] | None
    hunks: tuple[Hunk, ...]


def compare(old_title: str | None, old_text: str, new_title: str | None, new_text: str) -> Revision:
    """What changed from one version to the next."""
    hunks = tuple(word_diff(old_text, new_text))
    headline = (old_title, new_title) if old_title != new_title else None
    return Revision(_kind(hunks, headline is not None, old_text, new_text), headline, hunks)


def word_diff(old: str, new: str) -> list[Hunk]:
    """The words that differ, in their order."""
    hunks: list[Hunk] = []
    here, there = old.split("\n\n"), new.split("\n\n")
    for tag, one, two, three, four in SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        if tag != "equal":
            hunks += _words("\n\n".join(here[one:two]), "\n\n".join(there[three:four]))
    return hunks


def _words(old: str, new: str) -> list[Hunk]:
    here, there = _TOKEN.findall(old), _TOKEN.findall(new)
    codes = SequenceMatcher(None, here, there, autojunk=False).get_opcodes()
    return [
        Hunk(_join(here[max(0, i - _CONTEXT) : i]), _join(here[i:j]), _join(there[k:m]), _join(here[j : j + _CONTEXT]))
        for tag, i, j, k, m in codes
        if tag != "equal"
    ]


def _join(tokens: Sequence[str]) -> str:
    return re.sub(r"\s+([,.;:!?%)\]»”])|([(\[«“])\s+", r"\1\2", " ".join(token.strip() or "¶" for token in tokens))


def _kind(hunks: Sequence[Hunk], headline: bool, old: str, new: str) -> Change:
    changed = [hunk for hunk in hunks if re.search(r"\w", hunk.old + hunk.new)]
    if len(_CORRECTION.findall(new)) > len(_CORRECTION.findall(old)):
        return Change.CORRECTION
    if not changed:
        return Change.HEADLINE if headline else Change.LAYOUT
    if all(_is_figure(hunk) for hunk in changed):
        return Change.FIGURES
    if len(changed) <= _FEW and all(_is_typo(hunk) for hunk in changed):
        return Change.TYPO
    return Change.SUBSTANTIVE


def _is_figure(hunk: Hunk) -> bool:
    return all(_FIGURE.search(word) for word in re.findall(r"\w+", f"{hunk.old} {hunk.new}"))


def _is_typo(hunk: Hunk) -> bool:
    """Whether one word became one that is written much the same and holds no other figure."""
    if " " in hunk.old.strip() or " " in hunk.new.strip() or _FIGURE.search(hunk.old + hunk.new):
        return False
    return SequenceMatcher(None, hunk.old, hunk.new, autojunk=False).ratio() >= _LIKE
