"""Signatures: what of a document is kept to compare it with any other, in a few kilobytes."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass
from zlib import crc32

from stories.shingles import shingles
from stories.tokens import Tokens, normal, tokens

#: More shingles than this are not kept: positions then fit in 16 bits. It is a text of 65,000 words.
MOST = 1 << 16
#: The headline's letters; fewer tell nothing.
_LEAST_TITLE = 12


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of a document beside its words: `address` is equal for equal pages, `board` is for a forum's."""

    host: str = ""
    address: str | None = None
    board: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """A document as it is compared: distinct shingles in their order, its figures, headline and page.

    `title` is a number equal for equal headlines, 0 where there is none that tells anything.
    """

    exact: str
    shingles: array[int]
    figures: array[int]
    title: int
    page: Page


def sign(text: str | Tokens, title: str | None = None, page: Page = Page()) -> Signature:
    """The signature of a text, or of its tokens where they are known already."""
    read = tokens(text) if isinstance(text, str) else text
    distinct = array("I", dict.fromkeys(shingles(read)))
    figures = array("I", sorted(crc32(figure.encode()) for figure in read.figures))
    return Signature(read.key, distinct[:MOST], figures[:MOST], title_number(title), page)


def title_number(title: str | None) -> int:
    """A number equal for headlines of equal words, 0 for none and for very short ones."""
    words = " ".join(normal(title or "").split())
    return crc32(words.encode()) if len(words) >= _LEAST_TITLE else 0


def shared_figures(one: array[int], other: array[int]) -> int:
    """How many figures stand in both texts, each as often as in the one that has it less."""
    return sum((Counter(one) & Counter(other)).values())
