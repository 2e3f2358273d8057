"""Results: whether a watch matched, by which clauses, and where."""

from __future__ import annotations

from dataclasses import dataclass

from matching.subject import Field


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Words that met a clause: `field[start:end]` is `as_written`; the form of the name list they were found by."""

    field: Field
    start: int
    end: int
    as_written: str
    form: str
    name: str | None = None  #: the id of the name list, None for a word of the query itself
    canonical: str | None = None


@dataclass(frozen=True, slots=True)
class ClauseHit:
    """A clause of the query that was met, as it is written there, with the words that met it."""

    clause: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class MatchResult:
    """The verdict of a watch on a subject.

    `score` adds up, over the clauses met, weight times sureness (1, 0.8 or 0.5). `missing` says in words what kept the
    watch from matching; for a match it is empty. `progress` is how much of the query was met, from 0 to 1.
    """

    matched: bool
    score: float = 0.0
    clauses: tuple[ClauseHit, ...] = ()
    missing: tuple[str, ...] = ()
    progress: float = 0.0


def as_json(result: MatchResult, id_: str) -> dict[str, object]:
    """The line of the `match` command for one document.

    `spans` index the document's text, `title_spans` its title. A document that did not match has no clauses.
    """
    clauses = [
        {
            "clause": hit.clause,
            "spans": _of(hit.spans, Field.TEXT),
            "title_spans": _of(hit.spans, Field.TITLE),
        }
        for hit in result.clauses
    ]
    return {
        "id": id_,
        "matched": result.matched,
        "score": result.score,
        "clauses": clauses if result.matched else [],
    }


def _of(spans: tuple[Span, ...], field: Field) -> list[list[object]]:
    return [[span.start, span.end, span.as_written] for span in spans if span.field is field]
