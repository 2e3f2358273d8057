"""Reasons: the words that met a watch, in a passage of the text around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from model.browsing import Reason

#: How much of a text stands before the first word shown, and how much is shown in all, in characters.
_BEFORE, _LENGTH = 70, 240
_MOST_WORDS = 4
Clauses = Iterable[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text, marked or not."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with its marked words, and whether the text goes on before and behind it."""

    parts: tuple[Part, ...]
    begins: bool
    ends: bool


def marked(text: str, clauses: Clauses, field: str) -> tuple[Part, ...]:
    """A whole title or text in pieces, with what met the clauses marked."""
    return tuple(_parts(text, _spans(text, clauses, field), 0, len(text)))


def passage(reason: Reason) -> Passage:
    """The passage of the text around the first word that met the watch, else the beginning of the text."""
    text = reason.text
    spans = _spans(text, reason.clauses, "text")
    first = spans[0][0] if spans else 0
    start = _blank_after(text, max(0, first - _BEFORE), first) if first > _BEFORE else 0
    end = _blank_before(text, start + _LENGTH, max(first + 1, start + _LENGTH - 40)) if spans or text else 0
    return Passage(tuple(_parts(text, spans, start, end)), start == 0, end >= len(text))


def words(clauses: Clauses) -> tuple[str, ...]:
    """What met the watch, by its canonical name where it has one, a few at most."""
    found = (span.get("canonical") or span.get("as_written") or "" for span in _all(clauses))
    return tuple(dict.fromkeys(word for each in found if (word := " ".join(str(each).split()))))[:_MOST_WORDS]


def _all(clauses: Clauses) -> Iterator[Mapping[str, Any]]:
    for clause in clauses:
        yield from (span for span in clause.get("spans") or () if isinstance(span, dict))


def _spans(text: str, clauses: Clauses, field: str) -> list[tuple[int, int]]:
    """Where words stand, from left to right, none over another; those that no longer stand there are left out."""
    found = sorted(
        (span["start"], span["end"])
        for span in _all(clauses)
        if span.get("field") == field and text[span["start"] : span["end"]] == span.get("as_written")
    )
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if kept and start < kept[-1][1]:
            kept[-1] = kept[-1][0], max(end, kept[-1][1])
        elif end > start:
            kept.append((start, end))
    return kept


def _parts(text: str, spans: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[Part]:
    at = start
    for low, high in spans:
        if low < start or high > end:
            continue
        if low > at:
            yield Part(text[at:low])
        yield Part(text[low:high], marked=True)
        at = high
    if at < end:
        yield Part(text[at:end])


def _blank_after(text: str, start: int, most: int) -> int:
    found = text.find(" ", start, most)
    return found + 1 if found >= 0 else start


def _blank_before(text: str, end: int, least: int) -> int:
    if end >= len(text):
        return len(text)
    found = text.rfind(" ", least, end)
    return found if found >= 0 else end
