"""Reading: stored documents as they are shown, exported and searched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Text, bindparam, case, cast, func, or_, select

from db.columns import json_credit, json_post, moment
from db.tables import address, document, membership, story, watch_match
from model.documents import Document, Kind
from model.stories import Membership, Relation, StoredDocument, lead_first

_SHOWN = (
    select(
        document,
        story.c.uid.label("story_uid"),
        membership.c.relation,
        membership.c.of,
        membership.c.share,
        membership.c.evidence,
    )
    .join(membership, membership.c.document_id == document.c.id)
    .join(story, story.c.id == membership.c.story_id)
)
_PAGE = 500
#: So many documents of a span of time are looked at for an attribution.
_FEW = 40
#: So many documents of a large story are read that may stand before the others.
_FRONT = 60
#: So many stories of a span of time are compared with one.
_MANY = 400
_THREADS = (
    _SHOWN.where(
        document.c.published_at.between(bindparam("start"), bindparam("end")),
        document.c.kind == Kind.THREAD.value,
        cast(document.c.credits, Text) != "[]",
    )
    .order_by(document.c.first_seen_at.desc(), document.c.id.desc())
    .limit(_FEW)
)


class Reading:
    """Views on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def documents(
        self, condition: ColumnElement[bool] | None = None, *, newest: bool = False, limit: int | None = None
    ) -> list[StoredDocument]:
        """Documents with their places in stories, in the order they were first seen (or the reverse)."""
        query = _SHOWN if condition is None else _SHOWN.where(condition)
        order = (document.c.first_seen_at, document.c.id)
        query = query.order_by(*(column.desc() for column in order)) if newest else query.order_by(*order)
        return self._shown(self._connection.execute(query.limit(limit) if limit else query).all())

    def story(self, story_uid: str) -> list[StoredDocument]:
        """The documents of a story, in the order they were first seen."""
        return self.documents(story.c.uid == story_uid)

    def front(self, story_id: int) -> list[StoredDocument]:
        """Of a large story the documents that relate to no other, and those likeliest to stand before the others."""
        told = case((document.c.published_at < document.c.first_seen_at, document.c.published_at))
        early = (document.c.kind == Kind.THREAD.value, func.coalesce(told, document.c.first_seen_at), document.c.id)
        orders = early, (cast(document.c.credits, Text) != "[]", *early)
        of_it = select(document.c.id).select_from(membership).join(document).where(membership.c.story_id == story_id)
        first = [select(of_it.order_by(*order).limit(_FRONT).subquery().c.id) for order in orders]
        leads = of_it.where(membership.c.of.is_(None))
        return self.documents(or_(*map(document.c.id.in_, (leads, *first))))

    def all(self, since: datetime | None = None) -> Iterator[StoredDocument]:
        """Every document, or every one that changed since an instant, a page at a time, in the order they came."""
        query, last = _SHOWN if since is None else _SHOWN.where(document.c.changed_at >= since), 0
        while rows := self._connection.execute(
            query.where(document.c.id > last).order_by(document.c.id).limit(_PAGE)
        ).all():
            yield from self._shown(rows)
            last = rows[-1].id

    def all_stories(self, since: datetime) -> Iterator[list[StoredDocument]]:
        """Every story with a document that changed since an instant, a page at a time, in the order they began."""
        changed = select(membership.c.story_id).join(document).where(document.c.changed_at >= since).distinct()
        page, last = changed.order_by(membership.c.story_id).limit(_PAGE), 0
        while ids := list(self._connection.execute(page.where(membership.c.story_id > last)).scalars()):
            yield from map(lead_first, self._stories(ids))
            last = ids[-1]

    def find(self, given: str, url_key: str) -> list[StoredDocument]:
        """The document of a uid, a story's or an address; else up to two whose own or story's uid begins so."""
        if not given:
            return []
        is_lead = membership.c.of.is_(None)
        by_address = select(address.c.document_id).where(address.c.url_key == url_key)
        meant = (document.c.uid == given) | (story.c.uid == given) & is_lead | document.c.id.in_(by_address)
        begun = document.c.uid.startswith(given, autoescape=True)
        begun |= story.c.uid.startswith(given, autoescape=True) & is_lead
        return self.documents(meant, limit=1) or self.documents(begun, limit=2)

    def by_number(self, numbers: Sequence[int]) -> dict[int, StoredDocument]:
        """The documents of these numbers."""
        rows = self._connection.execute(_SHOWN.where(document.c.id.in_(list(numbers)))).all()
        return {row.id: shown for row, shown in zip(rows, self._shown(rows), strict=True)}

    def published_between(self, start: datetime, end: datetime, sources: Collection[str]) -> list[StoredDocument]:
        """Articles of some sources published in a span of time, the newest first, a few dozen at most."""
        near = document.c.published_at.between(start, end) & document.c.source_id.in_(list(sources))
        return self.documents(near & (document.c.kind != Kind.THREAD.value), newest=True, limit=_FEW)

    def articles_at(self, keys: Collection[str]) -> list[StoredDocument]:
        """Articles met under any of some addresses, given their keys; a few dozen at most."""
        met = select(address.c.document_id).where(address.c.url_key.in_(list(keys)[:_FEW]))
        return self.documents(document.c.id.in_(met) & (document.c.kind != Kind.THREAD.value), limit=_FEW)

    def threads_between(self, start: datetime, end: datetime) -> list[StoredDocument]:
        """Threads posted in a span of time that name an origin, the newest first, a few dozen at most."""
        return self._shown(self._connection.execute(_THREADS, {"start": start, "end": end}).all())

    def leads_between(self, start: datetime, end: datetime, watch_id: str) -> list[StoredDocument]:
        """What met a watch and stands first in its story, published (else seen) in a span of time, the newest first."""
        told = func.coalesce(document.c.published_at, document.c.first_seen_at).between(start, end)
        met = document.c.id.in_(select(watch_match.c.document_id).where(watch_match.c.watch_id == watch_id))
        return self.documents(told & met & membership.c.of.is_(None), newest=True, limit=_MANY)

    def stories(self, watch_id: str | None, limit: int) -> list[list[StoredDocument]]:
        """Stories, the newest first, each as its documents, the one that stands first at the head."""
        query = select(membership.c.story_id).select_from(membership).join(document)
        if watch_id:
            query = query.join(watch_match, watch_match.c.document_id == document.c.id).where(
                watch_match.c.watch_id == watch_id
            )
        recent = query.group_by(membership.c.story_id).order_by(func.min(document.c.first_seen_at).desc())
        ids = [row.story_id for row in self._connection.execute(recent.limit(limit))]
        latest_first = sorted(self._stories(ids), key=lambda group: group[0].first_seen_at, reverse=True)
        return [lead_first(group) for group in latest_first]

    def _stories(self, ids: Collection[int]) -> list[list[StoredDocument]]:
        groups: dict[str, list[StoredDocument]] = defaultdict(list)
        for shown in self.documents(membership.c.story_id.in_(ids)):
            groups[shown.story_uid].append(shown)
        return list(groups.values())

    def _shown(self, rows: Sequence[Row[Any]]) -> list[StoredDocument]:
        watches: dict[int, list[str]] = defaultdict(list)
        ids = [row.id for row in rows]
        for start in range(0, len(ids), _PAGE):
            chunk = watch_match.c.document_id.in_(ids[start : start + _PAGE])
            found = select(watch_match.c.document_id, watch_match.c.watch_id).where(chunk)
            for document_id, watch_id in self._connection.execute(found.order_by(watch_match.c.watch_id)):
                watches[document_id].append(watch_id)
        return [_stored(row, tuple(watches[row.id])) for row in rows]


def _stored(row: Row[Any], watches: tuple[str, ...]) -> StoredDocument:
    return StoredDocument(
        uid=row.uid,
        source_id=row.source_id,
        document=_document(row),
        first_seen_at=row.first_seen_at,
        fetched_at=row.fetched_at,
        changed_at=row.changed_at,
        version=row.version,
        story_uid=row.story_uid,
        membership=Membership(Relation(row.relation), row.of, row.share, tuple(row.evidence)),
        gone_at=row.gone_at,
        watches=watches,
    )


def _document(row: Row[Any]) -> Document:
    return Document(
        url=row.url,
        kind=Kind(row.kind),
        parser=row.parser,
        title=row.title,
        canonical_url=row.canonical_url,
        authors=tuple(row.authors),
        published_at=moment(row.published_at, row.published_precision, row.published_day),
        modified_at=moment(row.modified_at, row.modified_precision),
        language=row.language,
        section=row.section,
        tags=tuple(row.tags),
        image=row.image,
        text=row.text,
        partial=row.partial,
        completeness=row.completeness,
        credits=tuple(json_credit(value) for value in row.credits),
        posts=tuple(json_post(value) for value in row.posts),
    )
