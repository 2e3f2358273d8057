"""Alignments: two texts side by side, paragraph by paragraph, with the words that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import partial

#: A letter of a script without blanks with its marks and what is stacked under it, a word, a run of blanks, or a sign.
_WORD = "\\w\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0970-\u0dff"
_UNSPACED = "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u102b-\u103e\u1056-\u1060\u17b6-\u17d3"
_TOKEN = re.compile(
    f"[{_UNSPACED}](?:[{_MARKS}]|(?<=[\u1039\u17d2])[{_UNSPACED}])*|(?:(?![{_UNSPACED}])[{_WORD}])+|\\s+|[^\\w\\s]"
)
_LETTER = re.compile(f"[{_UNSPACED}]")
_CLAUSE = re.compile("(?s).+?(?:[,.;:!?၊။、，。；：！？\\n]+\\s*|(?<=[\u0e00-\u0eff])\\s+|\\Z)")
#: Paragraphs longer than so many tokens, multiplied, are compared clause by clause first: else it costs too much.
_COSTLY = 1_500_000
#: Paragraphs are versions of each other where so much of their words agrees.
_ALIKE = 0.35
#: The version of a paragraph is looked for among so many.
_AHEAD = 4


class Kind(StrEnum):
    """What became of a piece of a text."""

    SAME = "same"
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that both have, or one alone."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of one text beside that of the other; None where the other has nothing for it."""

    left: tuple[Piece, ...] | None
    right: tuple[Piece, ...] | None

    @property
    def same(self) -> bool:
        """Whether both say the same."""
        return self.left == self.right

    @property
    def merged(self) -> tuple[Piece, ...]:
        """Both in one: what was taken out before what came in its place."""
        return tuple(_merged(self.left or (), self.right or ()))


def align(old: str, new: str) -> list[Row]:
    """Two texts paragraph by paragraph, in their order."""
    here, there = old.split("\n\n"), new.split("\n\n")
    rows: list[Row] = []
    for tag, i, j, k, m in SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += (Row(piece, piece) for text in here[i:j] for piece in [(Piece(Kind.SAME, text),)])
        else:
            rows += _paired(here[i:j], there[k:m])
    return rows


def tokens_of(text: str) -> list[str]:
    """What is compared of a text, in its order: together it is the text."""
    return _TOKEN.findall(text)


def is_unspaced(token: str) -> bool:
    """Whether a token is a letter of a script without blanks."""
    return _LETTER.match(token) is not None


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    """Paragraphs in which something differs: those that are versions of each other side by side."""
    at = 0
    for text in old:
        fits = max(range(at, min(at + _AHEAD, len(new))), key=partial(_like_nth, text, new), default=None)
        if fits is None or _alike(text, new[fits]) < _ALIKE:
            yield Row((Piece(Kind.OLD, text),), None)
            continue
        yield from (Row(None, (Piece(Kind.NEW, other),)) for other in new[at:fits])
        yield _compared(text, new[fits])
        at = fits + 1
    yield from (Row(None, (Piece(Kind.NEW, other),)) for other in new[at:])


def _like_nth(text: str, others: Sequence[str], number: int) -> float:
    return _alike(text, others[number])


def _alike(one: str, other: str) -> float:
    """How much of the words of two paragraphs agrees, from 0 to 1."""
    here, there = (set(filter(str.strip, tokens_of(text))) for text in (one, other))
    return 2 * len(here & there) / (len(here) + len(there) or 1)


def _compared(old: str, new: str) -> Row:
    left, right = _pieces(old, new)
    return Row(tuple(left), tuple(right))


def _pieces(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    here, there, costly = tokens_of(old), tokens_of(new), False
    if len(here) * len(there) > _COSTLY:
        here, there, costly = _CLAUSE.findall(old), _CLAUSE.findall(new), True
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, i, j, k, m in SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        gone, come = "".join(here[i:j]), "".join(there[k:m])
        if costly and tag == "replace" and (gone, come) != (old, new):
            closer = _pieces(gone, come)
            left += closer[0]
            right += closer[1]
            continue
        left += [Piece(Kind.SAME if tag == "equal" else Kind.OLD, gone)] if gone else []
        right += [Piece(Kind.SAME if tag == "equal" else Kind.NEW, come)] if come else []
    return left, right


def _merged(left: Sequence[Piece], right: Sequence[Piece]) -> Iterator[Piece]:
    ahead = iter(right)
    waiting = next(ahead, None)
    for piece in left:
        while piece.kind is Kind.SAME and waiting is not None and waiting.kind is Kind.NEW:
            yield waiting
            waiting = next(ahead, None)
        yield piece
        if piece.kind is Kind.SAME and waiting is not None:
            waiting = next(ahead, None)
    while waiting is not None:
        yield waiting
        waiting = next(ahead, None)
