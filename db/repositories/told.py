"""What was told: alerts with their stories as feeds and messages show them, read in few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, func, select

from db.columns import moment
from db.tables import alert, document, event, membership, revision, story, watch_match
from model.telling import ToldDocument, ToldStory

#: How much of a text is read: enough for an excerpt.
HEAD = 700
_PAGE = 500
_ALERTS = select(alert, story.c.uid.label("story_uid")).join(story)
_NAMES = ("source_id", "url", "title", "authors", "language", "tags", "image", "first_seen_at", "changed_at")
_SHOWN = (
    select(
        document.c.id,
        *(document.c[name] for name in _NAMES),
        document.c.published_at,
        document.c.published_precision,
        func.substr(document.c.text, 1, HEAD).label("head"),
        membership.c.story_id,
        membership.c.relation,
        membership.c.of,
        watch_match.c.watch_id,
        watch_match.c.clauses,
    )
    .join(membership, membership.c.document_id == document.c.id)
    .join(watch_match, watch_match.c.document_id == document.c.id)
    .order_by(membership.c.of.is_not(None), document.c.first_seen_at, document.c.id)
)
_OF_STORIES = _SHOWN.where(membership.c.story_id.in_(bindparam("ids", expanding=True)))
_OF_WATCH = _OF_STORIES.where(watch_match.c.watch_id == bindparam("watch"))
#: What grows whenever something is stored that a feed shows.
_STATE = select(
    *(
        select(func.max(column)).scalar_subquery().label(name)
        for name, column in {
            "document": document.c.id,
            "revision": revision.c.id,
            "event": event.c.id,
            "alert": alert.c.seq,
        }.items()
    )
)


@dataclass(frozen=True, slots=True)
class Scope:
    """Which alerts: of a watch, of those in which a source has a part, or (with neither) all."""

    watch_id: str | None = None
    source_id: str | None = None
    lane: str | None = "now"


class Told:
    """What was told, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def state(self) -> tuple[int, ...]:
        """Numbers that change when anything that feeds show is stored."""
        return tuple(number or 0 for number in self._connection.execute(_STATE).one())

    def count(self, of: Scope) -> int:
        """How many alerts there are."""
        return self._connection.execute(select(func.count()).select_from(alert).where(*_within(of))).scalar_one()

    def newest(self, of: Scope, limit: int, skip: int = 0) -> list[ToldStory]:
        """Alerts, the newest first."""
        query = _ALERTS.where(*_within(of)).order_by(alert.c.seq.desc()).limit(limit).offset(skip)
        return self._told(self._connection.execute(query).all())

    def oldest(self, of: Scope, limit: int, skip: int) -> list[ToldStory]:
        """So many alerts counted from the first one ever, the newest of them first."""
        query = _ALERTS.where(*_within(of)).order_by(alert.c.seq).limit(limit).offset(skip)
        return self._told(self._connection.execute(query).all()[::-1])

    def after(self, of: Scope, seq: int, limit: int) -> list[ToldStory]:
        """Alerts since a cursor, the oldest first."""
        query = _ALERTS.where(*_within(of), alert.c.seq > seq).order_by(alert.c.seq).limit(limit)
        return self._told(self._connection.execute(query).all())

    def last(self) -> int:
        """The newest alert's cursor, 0 where there is none."""
        return self._connection.execute(select(func.max(alert.c.seq))).scalar() or 0

    def since(self, of: Scope, at: datetime) -> list[ToldStory]:
        """Alerts raised since a time, the oldest first."""
        query = _ALERTS.where(*_within(of), alert.c.created_at >= at).order_by(alert.c.seq)
        return self._told(self._connection.execute(query).all())

    def documents(self, story_ids: Collection[int], watch_id: str | None = None) -> list[ToldDocument]:
        """The documents of stories that met a watch (or any), those that lead first."""
        ids, found = sorted(story_ids), list[ToldDocument]()
        query: Select[Any] = _OF_WATCH if watch_id else _OF_STORIES
        for start in range(0, len(ids), _PAGE):
            rows = self._connection.execute(query, {"ids": ids[start : start + _PAGE], "watch": watch_id})
            found += [_document(row) for row in rows]
        return found

    def story_uids(self, story_ids: Collection[int]) -> dict[int, str]:
        """The identifiers of stories by number."""
        rows = self._connection.execute(select(story.c.id, story.c.uid).where(story.c.id.in_(list(story_ids))))
        return {row.id: row.uid for row in rows}

    def _told(self, rows: Sequence[Row[Any]]) -> list[ToldStory]:
        watches = {row.watch_id for row in rows}
        only = next(iter(watches)) if len(watches) == 1 else None
        groups: dict[tuple[str, int], list[ToldDocument]] = defaultdict(list)
        for each in self.documents({row.story_id for row in rows}, only):
            groups[each.watch_id, each.story_id].append(each)
        return [_story(row, groups[row.watch_id, row.story_id]) for row in rows]


def _within(of: Scope) -> Iterable[ColumnElement[bool]]:
    if of.lane:
        yield alert.c.lane == of.lane
    if of.watch_id:
        yield alert.c.watch_id == of.watch_id
    if of.source_id:
        parts = select(membership.c.story_id).join(document, document.c.id == membership.c.document_id)
        yield alert.c.story_id.in_(parts.where(document.c.source_id == of.source_id))


def _story(row: Row[Any], documents: list[ToldDocument]) -> ToldStory:
    return ToldStory(row.seq, row.uid, row.watch_id, row.story_uid, row.lane, row.created_at, tuple(documents))


def _document(row: Row[Any]) -> ToldDocument:
    return ToldDocument(
        number=row.id,
        story_id=row.story_id,
        watch_id=row.watch_id,
        source_id=row.source_id,
        relation=row.relation,
        leads=row.of is None,
        url=row.url,
        title=row.title,
        authors=tuple(row.authors),
        published=moment(row.published_at, row.published_precision),
        language=row.language,
        tags=tuple(row.tags),
        image=row.image,
        head=row.head,
        first_seen_at=row.first_seen_at,
        changed_at=row.changed_at,
        marks=_marks(row.clauses),
    )


def _marks(clauses: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    """The words that met a watch, as they are written in the document."""
    spans = (span for clause in clauses for span in clause.get("spans") or ())
    return tuple(dict.fromkeys(span["as_written"] for span in spans if isinstance(span, dict)))
