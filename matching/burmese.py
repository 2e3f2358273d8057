"""Burmese as matching reads it: Zawgyi converted, the marks of a syllable put in one order."""

from __future__ import annotations

import re
from bisect import bisect_right

from matching.edits import Edit
from model.burmese import LETTER, ZAWGYI_CLUSTER, ZAWGYI_SIGNS, from_zawgyi, zawgyi_lines

#: Whether there is anything Burmese in a text.
ANY = re.compile("[\u1000-\u109f]")

#: The marks of a letter in the order they are stored; marks of one rank never stand together.
_ORDER = ("\u103b", "\u103c", "\u103d", "\u103e", "\u1031", "\u102d\u102e", "\u1032", "\u102f\u1030",
          "\u102b\u102c", "\u1036", "\u103a", "\u1037", "\u1038")  # fmt: skip
_RANK = {mark: rank for rank, marks in enumerate(_ORDER) for mark in marks}
_MARKS = "".join(_ORDER)
_IN_ORDER = "".join(f"[{marks}]?" for marks in _ORDER)
#: A letter with its marks where they go on after all that could stand in order; one mark alone always does.
_DISORDERED = re.compile(f"(?>[{LETTER}](?=[{_MARKS}]{{2}}){_IN_ORDER})[{_MARKS}]+")
#: Two marks that stand in no order: the second of the first's rank, or of one before it.
_OUT_OF_ORDER = re.compile("|".join(f"[{marks}][{''.join(_ORDER[: rank + 1])}]" for rank, marks in enumerate(_ORDER)))
#: The dot below a killed letter: Unicode's own order has it first, ours after, so that it can follow a whole name.
_DOT_FIRST = re.compile("\u1037\u103a")
#: Letters written with a look-alike: the digits 0 and 4 for wa and "the said", two parts for one letter.
_DIGITS_AS_LETTERS = re.compile(
    f"\u1040(?:(?<![\u1040-\u1049.,]\u1040)(?=[{LETTER}{_MARKS}])|(?<=[{LETTER}{_MARKS}]\u1040)(?![\u1040-\u1049.,]))"
    f"|\u1044(?=[{_MARKS}]|\u1004\u103a)"
)
_PAIRS = re.compile("\u1025[\u102e\u103a]|\u101e\u103c")
_PAIRED = re.compile("[\u1025\u101e]")
_LETTERS_MEANT = {
    "\u1040": "\u101d", "\u1044": "\u104e", "\u1025\u102e": "\u1026", "\u1025\u103a": "\u1009\u103a",
    "\u101e\u103c": "\u1029",
}  # fmt: skip


def zawgyi_edit(text: str) -> Edit | None:
    """The edit that converts the lines written in Zawgyi, None where there are none."""
    if not ZAWGYI_SIGNS.search(text):
        return None
    lines = zawgyi_lines(text)
    if not any(zawgyi for _, zawgyi in lines):
        return None
    starts = [0]
    for line, _ in lines:
        starts.append(starts[-1] + len(line))

    def convert(found: re.Match[str]) -> str:
        _, zawgyi = lines[bisect_right(starts, found.start()) - 1]
        return from_zawgyi(*found.groups()) if zawgyi else found.group()

    return Edit(ZAWGYI_CLUSTER, convert)


def digits_edit(text: str) -> Edit | None:
    """The edit that reads digits among letters as the letters they look like."""
    return Edit(_DIGITS_AS_LETTERS, _letter_meant, even=True) if "\u1040" in text or "\u1044" in text else None


def dot_edit(text: str) -> Edit | None:
    """The edit that puts the dot below behind the sign that kills a letter."""
    return Edit(_DOT_FIRST, "\u103a\u1037") if "\u1037\u103a" in text else None


def order_edit(text: str) -> Edit | None:
    """The edit that puts the marks of every letter in one order, None where they are."""
    if not _OUT_OF_ORDER.search(text):
        return None
    return Edit(_DISORDERED, _ordered)


def pairs_edit(text: str) -> Edit | None:
    """The edit that puts one letter for two parts that look like it."""
    return Edit(_PAIRS, _letter_meant) if _PAIRED.search(text) else None


def _letter_meant(found: re.Match[str]) -> str:
    return _LETTERS_MEANT[found.group()]


def _ordered(found: re.Match[str]) -> str:
    """The letter with each mark once; those of one rank by code point, so that every process orders them alike."""
    cluster = found.group()
    return cluster[0] + "".join(sorted(set(cluster[1:]), key=lambda mark: (_RANK[mark], mark)))
