"""Highlighting: the words that met a watch marked where they stand, with what stands around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from matching.result import ClauseHit, Span
from matching.subject import Field, Subject

#: What is put before and behind marked words where there is no bold.
QUOTED = ("«", "»")
_AROUND = 60
_MOST = 6
_ELLIPSIS = "…"

Slice = tuple[int, int]


def spans_of(clauses: Iterable[ClauseHit]) -> tuple[Span, ...]:
    """Every span of the clauses, once each, in order."""
    return tuple(sorted({span for hit in clauses for span in hit.spans}, key=lambda span: (span.field, span.start)))


def highlighted(text: str, slices: Iterable[Slice], marks: tuple[str, str] = QUOTED) -> str:
    """The text with marks around the slices; slices that overlap are marked as one."""
    pieces: list[str] = []
    at = 0
    for start, end in _merged(slices, 0):
        pieces += (text[at:start], marks[0], text[start:end], marks[1])
        at = end
    return "".join([*pieces, text[at:]])


def excerpts(subject: Subject, spans: Iterable[Span], marks: tuple[str, str] = QUOTED) -> Iterator[str]:
    """The title, if it holds any of the spans, then the passages of the text around the others, in one line each."""
    spans = tuple(spans)
    for field in (Field.TITLE, Field.TEXT):
        text = subject.title if field is Field.TITLE else subject.text
        slices = [(span.start, span.end) for span in spans if span.field is field]
        for low, high in _passages(text, slices):
            inside = [(start - low, end - low) for start, end in slices if low <= start and end <= high]
            clean = "".join(sign if sign.isprintable() else " " for sign in text[low:high])
            shown = " ".join(highlighted(clean, inside, marks).split())
            yield f"{field}: {_ELLIPSIS if low else ''}{shown}{_ELLIPSIS if high < len(text) else ''}"


def _passages(text: str, slices: list[Slice]) -> Iterator[Slice]:
    for low, high in list(_merged(slices, _AROUND))[:_MOST]:
        start = text.rfind(" ", 0, max(0, low - _AROUND)) + 1 if low > _AROUND else 0
        end = text.find(" ", high + _AROUND)
        start, end = max(start, low - 2 * _AROUND), end if end >= 0 else len(text)
        yield max(0, start), min(len(text), end, high + 2 * _AROUND)


def _merged(slices: Iterable[Slice], gap: int) -> Iterator[Slice]:
    """The slices from left to right, those put together between which no more than `gap` characters stand."""
    low, high = -1, -1
    for start, end in sorted(slices):
        if low >= 0 and start <= high + gap:
            high = max(high, end)
            continue
        if low >= 0:
            yield low, high
        low, high = start, end
    if low >= 0:
        yield low, high
