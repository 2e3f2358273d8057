"""Revisions: what changed between two versions of a page, word by word, and what kind of change that is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from stories.alignments import Kind, Piece, align, is_unspaced, tokens_of

_FIGURE = re.compile(r"\d")
_CORRECTION = re.compile(
    r"\b(?:correction|clarification|corrected|editor['’]s note|an earlier version|"
    r"this (?:story|article) (?:has been|was) (?:corrected|updated|amended))\b"
    r"|\b(?:исправлен\w*|уточнени\w*|поправк\w*)\b|更正|勘误|แก้ไขข่าว|ပြင်ဆင်ချက်",
    re.IGNORECASE,
)
#: A replaced word is a typing error where it is so like what replaces it, and so few words changed.
_LIKE, _FEW = 0.6, 4
#: So many words and signs are shown on either side of a change; of scripts without blanks, so many letters.
_CONTEXT, _LETTERS = 4, 10


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
    """The words that differ, in their order, as they stand in their texts."""
    return [hunk for row in align(old, new) if not row.same for hunk in _hunks(row.merged)]


def _hunks(pieces: Sequence[Piece]) -> Iterator[Hunk]:
    """The changes of a paragraph; those with nothing but a blank between them are one."""
    before, old, new, same = "", "", "", ""
    for piece in pieces:
        if piece.kind is Kind.SAME and (piece.text.strip() or same or not old + new):
            same += piece.text
            continue
        if same:
            yield from _hunk(before, old, new, same)
            before, old, new, same = same, "", "", ""
        old += piece.text if piece.kind is not Kind.NEW else ""
        new += piece.text if piece.kind is not Kind.OLD else ""
    yield from _hunk(before, old, new, same)


def _hunk(before: str, old: str, new: str, after: str) -> Iterator[Hunk]:
    if old.strip() or new.strip():
        yield Hunk(_last(before), _line(old), _line(new), _first(after))


def _first(text: str) -> str:
    return _line("".join(_reached(tokens_of(text))))


def _last(text: str) -> str:
    return _line("".join(reversed(list(_reached(reversed(tokens_of(text)))))))


def _reached(tokens: Iterable[str]) -> Iterator[str]:
    """Tokens of the context, blanks not counted."""
    left = 1.0
    for token in tokens:
        if not token.isspace():
            left -= 1 / (_LETTERS if is_unspaced(token) else _CONTEXT)
        if left < -0.01:
            return
        yield token


def _line(text: str) -> str:
    return re.sub(r"\n+", " ¶ ", text).strip()


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
