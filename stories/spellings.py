"""Spellings: of two texts of the same words, the one that other documents have letter by letter.

Who carries a text over hands on how it is written, capitals, quotation marks and hidden hyphens, and changes some of
it. What only one of two copies has was changed by that one; what others have as well stood in the text that all come
from. Textual criticism calls the former singular readings (P. Maas, *Textual Criticism*, 1958).
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from model.documents import Document
from model.text import letters_only

#: The ways in which each word of a text is written.
Spellings = Mapping[str, set[str]]


def spellings(document: Document) -> Spellings:
    """How a document writes each word, or stretch where there are no blanks, of its text, and its headline as one."""
    found: dict[str, set[str]] = defaultdict(set)
    for written in (document.title or "", *document.text.split()):
        if word := letters_only(written):
            found[word].add(written)
    return found


def favour(one: Spellings, other: Spellings, witnesses: Iterable[Spellings]) -> int:
    """How much other documents write as the first of two does: below 0 where they write as the second."""
    return sum(_said(one, other, witness) for witness in witnesses)


def _said(one: Spellings, other: Spellings, witness: Spellings) -> int:
    said: Counter[object] = Counter()
    for word in witness.keys() & one.keys() & other.keys():
        here, there = one[word] - other[word], other[word] - one[word]
        if here and there:
            said[_habit(word, min(here), min(there))] += bool(here & witness[word]) - bool(there & witness[word])
    return sum((count > 0) - (count < 0) for count in said.values())


def _habit(word: str, here: str, there: str) -> object:
    """What an outlet that writes one way for the other does everywhere, and may do by itself: it counts once.

    Where hidden characters stand is no habit, so that each counts.
    """
    mine, theirs = Counter(here), Counter(there)
    marks = frozenset(mine - theirs), frozenset(theirs - mine)
    if any(unicodedata.category(mark) == "Cf" for mark in frozenset().union(*marks)):
        return word
    return "case" if here.casefold() == there.casefold() else marks
