"""Rows of what was told, as the domain has them: unpacked without asking twice, since a feed has hundreds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from db.columns import moment
from model.telling import SHOWN, ToldDocument

#: What is read of a document `d` that met a watch by the match `w`, beside its place in a story.
COLUMNS = f"""w.watch_id, m.story_id, m.relation, m."of", w.clauses, w.passage, d.id, d.source_id, d.url, d.title,
  d.authors, d.language, d.tags, d.image, d.first_seen_at, d.changed_at, d.published_at, d.published_precision,
  d.gone_at, (SELECT max(e.at) FROM event e WHERE e.document_id = d.id), substr(d.text, w.passage + 1, {SHOWN + 100})"""  # noqa: S608 - a number of ours


def document_of(row: Sequence[Any]) -> ToldDocument:
    """What is told of a document, from the columns above."""
    watch_id, story_id, relation, of, clauses, passage, number, source_id, url, title, authors = row[:11]
    language, tags, image, first_seen_at, changed_at, published_at, precision, gone_at, fate_at, head = row[11:]
    return ToldDocument(
        number=number,
        story_id=story_id,
        watch_id=watch_id,
        source_id=source_id,
        relation=relation,
        leads=of is None,
        url=url,
        title=title,
        authors=_texts(authors),
        published=moment(instant(published_at), precision) if published_at else None,
        language=language,
        tags=_texts(tags),
        image=image,
        head=head,
        first_seen_at=instant(first_seen_at),
        changed_at=max(instant(changed_at), instant(fate_at)) if fate_at else instant(changed_at),
        marks=_marks(clauses),
        skipped=passage > 0,
        gone_at=instant(gone_at) if gone_at else None,
    )


def instant(value: str | datetime) -> datetime:
    """An aware UTC instant of what a driver gives for one: SQLite a text without zone, PostgreSQL an instant."""
    return _instant_of(value) if isinstance(value, str) else value.astimezone(UTC)


# Most documents were last changed when they were first seen.
@lru_cache(maxsize=1024)
def _instant_of(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


def _texts(value: str | Sequence[str]) -> tuple[str, ...]:
    """The texts of a JSON column, which SQLite gives as it is written."""
    return _texts_of(value) if isinstance(value, str) else tuple(value)


@lru_cache(maxsize=1024)
def _texts_of(written: str) -> tuple[str, ...]:
    return tuple(json.loads(written))


def _marks(value: str | Sequence[dict[str, Any]]) -> tuple[str, ...]:
    """The words that met a watch, as they are written in the document."""
    clauses = json.loads(value) if isinstance(value, str) else value
    spans = (span for clause in clauses for span in clause.get("spans") or ())
    return tuple(dict.fromkeys(span["as_written"] for span in spans if isinstance(span, dict)))
