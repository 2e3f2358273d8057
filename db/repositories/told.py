"""What was told: alerts with their stories as feeds and messages show them, read in few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, String, bindparam, case, cast, func, select

from db.columns import moment
from db.tables import alert, document, event, membership, revision, story, watch_match
from model.telling import ToldDocument, ToldStory

#: How much of a text is read: enough for an excerpt.
HEAD = 700
_PAGE = 500
_ALERTS = select(alert, story.c.uid.label("story_uid")).join(story)
_NAMES = ("source_id", "url", "title", "authors", "language", "tags", "image", "first_seen_at", "changed_at")
_PLACES = select(membership.c.document_id, membership.c.story_id, membership.c.relation, membership.c.of).where(
    membership.c.story_id.in_(bindparam("ids", expanding=True))
)
_MET = select(watch_match.c.document_id, watch_match.c.watch_id, watch_match.c.clauses).where(
    watch_match.c.document_id.in_(bindparam("ids", expanding=True))
)
_MET_ONE = _MET.where(watch_match.c.watch_id == bindparam("watch"))
_SHOWN = select(
    document.c.id,
    *(document.c[name] for name in _NAMES),
    document.c.published_at,
    document.c.published_precision,
    func.substr(document.c.text, 1, HEAD).label("head"),
).where(document.c.id.in_(bindparam("ids", expanding=True)))
_MEETING = watch_match.alias()
#: Of the documents of a story that met the watch: how many, which, as they stand, and where in the story.
_SHOWN_OTHERWISE = (
    func.count(document.c.id),
    func.sum(document.c.id),
    cast(func.max(document.c.changed_at), String),
    func.sum(document.c.version),
    func.max(cast(_MEETING.c.matched_at, String)),
    func.min(case((document.c.id.is_not(None), membership.c.relation))),
    func.max(case((document.c.id.is_not(None), membership.c.relation))),
    func.min(case((document.c.id.is_not(None), membership.c.of))),
    func.max(case((document.c.id.is_not(None), membership.c.of))),
)
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

    def marks(self, of: Scope, limit: int, skip: int = 0, *, oldest: bool = False) -> dict[int, tuple[object, ...]]:
        """By cursor, in the order of the feed, what changes whenever an alert is to be shown in another way."""
        order = alert.c.seq if oldest else alert.c.seq.desc()
        chosen = select(alert.c.seq, alert.c.story_id, alert.c.watch_id).where(*_within(of))
        some = chosen.order_by(order).limit(limit).offset(skip).subquery()
        query = (
            select(some.c.seq, *_SHOWN_OTHERWISE)
            .outerjoin(membership, membership.c.story_id == some.c.story_id)
            .outerjoin(
                _MEETING,
                (_MEETING.c.document_id == membership.c.document_id) & (_MEETING.c.watch_id == some.c.watch_id),
            )
            .outerjoin(document, document.c.id == _MEETING.c.document_id)
            .group_by(some.c.seq)
            .order_by(some.c.seq.desc())
        )
        return {row[0]: tuple(row) for row in self._connection.execute(query)}

    def numbered(self, seqs: Collection[int]) -> list[ToldStory]:
        """The alerts of these cursors."""
        found: list[ToldStory] = []
        ids = list(seqs)
        for start in range(0, len(ids), _PAGE):
            rows = self._connection.execute(_ALERTS.where(alert.c.seq.in_(ids[start : start + _PAGE]))).all()
            found += self._told(rows)
        return found

    def after(self, of: Scope, seq: int, limit: int) -> list[ToldStory]:
        """Alerts since a cursor, the oldest first."""
        query = _ALERTS.where(*_within(of), alert.c.seq > seq).order_by(alert.c.seq).limit(limit)
        return self._told(self._connection.execute(query).all())

    def last(self) -> int:
        """The newest alert's cursor, 0 where there is none."""
        return self._connection.execute(select(func.max(alert.c.seq))).scalar() or 0

    def documents(self, story_ids: Collection[int], watch_id: str | None = None) -> list[ToldDocument]:
        """The documents of stories that met a watch (or any), those that lead first."""
        ids, found = sorted(story_ids), list[ToldDocument]()
        for start in range(0, len(ids), _PAGE):
            found += self._documents(ids[start : start + _PAGE], watch_id)
        return sorted(found, key=lambda each: (not each.leads, each.first_seen_at, each.number))

    def _documents(self, story_ids: Sequence[int], watch_id: str | None) -> Iterator[ToldDocument]:
        """One table after another, each by its key: a join is begun at the wrong end where a watch has met much."""
        places = {row[0]: row for row in self._connection.execute(_PLACES, {"ids": story_ids})}
        for start in range(0, len(places), _PAGE):
            ids = list(places)[start : start + _PAGE]
            met = _MET_ONE if watch_id else _MET
            matches = self._connection.execute(met, {"ids": ids, "watch": watch_id}).all()
            rows = {row[0]: row for row in self._connection.execute(_SHOWN, {"ids": ids})}
            for match in matches:
                yield _document(rows[match[0]], places[match[0]], match)

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


def _document(row: Any, place: Any, match: Any) -> ToldDocument:
    """What is told of a document, from its rows in three tables; unpacked at once, since a feed has hundreds."""
    number, source_id, url, title, authors, language, tags, image, first_seen_at, changed_at, at, precision, head = row
    _, story_id, relation, of = place
    return ToldDocument(
        number=number,
        story_id=story_id,
        watch_id=match[1],
        source_id=source_id,
        relation=relation,
        leads=of is None,
        url=url,
        title=title,
        authors=tuple(authors),
        published=moment(at, precision),
        language=language,
        tags=tuple(tags),
        image=image,
        head=head,
        first_seen_at=first_seen_at,
        changed_at=changed_at,
        marks=_marks(match[2]),
    )


def _marks(clauses: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    """The words that met a watch, as they are written in the document."""
    spans = (span for clause in clauses for span in clause.get("spans") or ())
    return tuple(dict.fromkeys(span["as_written"] for span in spans if isinstance(span, dict)))
