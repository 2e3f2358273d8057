"""Trials: a watch held against many documents, counted, with samples; and two versions of a watch compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from matching.highlight import spans_of
from matching.result import MatchResult, Span
from matching.subject import Subject
from matching.watch import CompiledWatch, found_of, match
from model.stories import StoredDocument
from nightdesk.watches.watching import subject_of_stored

#: From so much of a query met on, a document that did not match counts as a near miss.
_NEAR = 0.5
#: Near misses beyond so many are counted and not kept.
_KEPT = 200
ASPECTS = ("source", "language", "month")


@dataclass(frozen=True, slots=True)
class Item:
    """A document to try a watch on; `month` is that of publication, else that in which it was first seen."""

    id: str
    url: str | None
    subject: Subject
    month: str | None


@dataclass(frozen=True, slots=True)
class Judged:
    """A document with the verdict on it."""

    item: Item
    result: MatchResult


@dataclass(slots=True)
class Count:
    """How many documents of a sort there are, how many match and how many nearly do."""

    documents: int = 0
    matched: int = 0
    near: int = 0


@dataclass(slots=True)
class Trial:
    """What became of all documents. `counts` are by aspect and its value."""

    total: Count = field(default_factory=Count)
    counts: dict[str, dict[str, Count]] = field(default_factory=lambda: {aspect: {} for aspect in ASPECTS})
    matched: list[Judged] = field(default_factory=list)
    near: list[Judged] = field(default_factory=list)

    def add(self, judged: Judged) -> None:
        """Counts a document in and keeps it, if it matches or nearly does."""
        matched = judged.result.matched
        near = not matched and judged.result.progress >= _NEAR
        for count in self._counts_of(judged.item):
            count.documents += 1
            count.matched += matched
            count.near += near
        if matched:
            self.matched.append(judged)
        elif near:
            self.near = sorted([*self.near, judged], key=lambda each: -each.result.progress)[:_KEPT]

    def _counts_of(self, item: Item) -> Iterator[Count]:
        yield self.total
        values = (item.subject.source or item.subject.host, item.subject.language, item.month)
        for aspect, value in zip(ASPECTS, values, strict=True):
            yield self.counts[aspect].setdefault(value or "unknown", Count())


def try_watches(watches: Sequence[CompiledWatch], items: Iterable[Item]) -> list[Trial]:
    """Watches held against documents, each of which is looked at once and kept only where it matches, or nearly."""
    trials = [Trial() for _ in watches]
    for item in items:
        for trial, compiled in zip(trials, watches, strict=True):
            trial.add(Judged(item, match(compiled, item.subject)))
    return trials


def spans_for(compiled: CompiledWatch, judged: Judged) -> tuple[Span, ...]:
    """The words that a document matched by, or that speak for it where it did not."""
    return spans_of(judged.result.clauses) or found_of(compiled, judged.item.subject)


@dataclass(frozen=True, slots=True)
class Difference:
    """What one version of a watch matches and the other does not."""

    gained: tuple[Judged, ...]
    lost: tuple[Judged, ...]


def difference(now: Trial, other: Trial) -> Difference:
    """What would be gained and lost if the other version took the place of the present one."""
    before, after = _by_id(now), _by_id(other)
    return Difference(
        tuple(judged for id_, judged in after.items() if id_ not in before),
        tuple(judged for id_, judged in before.items() if id_ not in after),
    )


def _by_id(trial: Trial) -> Mapping[str, Judged]:
    return {judged.item.id: judged for judged in trial.matched}


def stored_item(stored: StoredDocument) -> Item:
    """A stored document to try a watch on."""
    published = stored.document.published_at
    return Item(
        stored.uid,
        stored.document.url,
        subject_of_stored(stored),
        _month(published.day if published else stored.first_seen_at),
    )


def _month(at: date) -> str:
    return f"{at:%Y-%m}"
