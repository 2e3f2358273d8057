"""A store of documents about a crane, each a story of its own, some of which were told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Table, insert

from alerts.rules import alert_uid
from db.store import Store
from db.tables import alert, document, membership, story, watch_match
from db.unit import UnitOfWork
from model.identifiers import stable_uid
from model.telling import passage_start

TEXT = "The crane at the harbour fell on Monday, the port authority said, and nobody was hurt. " * 30
_AT = datetime(2026, 1, 1, tzinfo=UTC)
_PAGE = 2000
Rows = list[dict[str, object]]


def fill(store: Store, documents: int, told: int) -> list[int]:
    """Documents, each a story; the last `told` of them are alerts. Gives the numbers of these."""
    for start in range(1, documents + 1, _PAGE):
        numbers = range(start, min(start + _PAGE, documents + 1))
        store.write_now(lambda uow, numbers=numbers: _put(uow, numbers, documents - told))
    return list(range(documents - told + 1, documents + 1))


def _put(uow: UnitOfWork, numbers: Sequence[int], silent: int) -> None:
    for table, rows in _rows(numbers, [number for number in numbers if number > silent]):
        if rows:
            uow._connection.execute(insert(table), rows)  # noqa: SLF001 - a benchmark fills tables at once


def _rows(numbers: Sequence[int], told: Sequence[int]) -> Iterator[tuple[Table, Rows]]:
    """The rows of every table, those that others speak of first."""
    yield story, [{"id": n, "uid": stable_uid("story", str(n)), "created_at": _AT} for n in numbers]
    yield document, [_document(n) for n in numbers]
    alone = {"relation": "original", "of": None, "share": 0.0, "evidence": []}
    yield membership, [{"document_id": n, "story_id": n, **alone} for n in numbers]
    met = {"watch_id": "harbour", "score": 1.0, "matched_at": _AT}
    yield watch_match, [{"document_id": n, **met, **_found(n)} for n in told]
    new = {"watch_id": "harbour", "lane": "now", "created_at": _AT}
    yield alert, [{"uid": told_uid(n), "story_id": n, "document_id": n, **new} for n in told]


def told_uid(number: int) -> str:
    """The identifier of what is told of a story."""
    return alert_uid("harbour", stable_uid("story", str(number)))


def _found(number: int) -> dict[str, object]:
    """What met the watch: in one article of four far into the text."""
    start = 4 if number % 4 else TEXT.index("crane", 1500)
    span = {"field": "text", "start": start, "end": start + 5, "as_written": "crane", "form": "crane", "name": None}
    clauses = [{"clause": "crane", "spans": [span]}]
    return {"clauses": clauses, "passage": passage_start([(start, "crane")])}


def _document(number: int) -> dict[str, object]:
    return {
        "id": number, "uid": stable_uid("document", str(number)), "source_id": "gazette", "kind": "article", "parser": "generic",
        "url": f"https://gazette.example/{number}", "title": f"Crane number {number} falls into the harbour", "authors": ["A. Writer"],
        "published_at": _AT, "published_precision": "second", "language": "en", "tags": ["harbour", "cranes"], "text": TEXT,
        "text_key": f"{number:064d}", "completeness": 1.0, "credits": [], "posts": [], "first_seen_at": _AT + timedelta(seconds=number),
        "fetched_at": _AT, "changed_at": _AT + timedelta(seconds=number), "version": 1, "missing": 0,
    }  # fmt: skip
