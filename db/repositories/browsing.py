"""Browsing: which stories a reader asks for, a page at a time.

A page costs the same however many stories there are: a filter that few documents pass is begun at those documents, any
other at the newest stories, of which a page looks at so many and no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select

from db.tables import document, label, mark, membership, story, watch_match
from model.browsing import Found, Place, Wanted

#: A filter that so many documents pass, or fewer, is begun at them.
_FEW = 6000
#: So many stories are looked at one after another; a page that finds nothing looks at all of them.
_STEPS = (100, 400, 1500, 2500)
_COLUMNS = (story.c.created_at, story.c.id)


class Browsing:
    """Pages of stories on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def page(self, wanted: Wanted, limit: int, before: Place | None = None) -> Found:
        """The stories asked for, the newest first, from those that stand before a place on."""
        if not _narrows(wanted):
            return self._cut(self._places(_window(wanted, before).limit(limit + 1)), limit)
        few = self._few(wanted)
        if few is not None:
            passing = story.c.id.in_(self._passing(wanted, document.c.id.in_(few)))
            return self._cut(self._places(_window(wanted, before).where(passing).limit(limit + 1)), limit)
        return self._walk(wanted, limit, before)

    def count_after(self, wanted: Wanted, after: Place, most: int = 100) -> int:
        """How many stories have come since a place, at most so many."""
        newer = _window(wanted, None).where(_later(after)).order_by(None).order_by(*_COLUMNS).limit(most)
        numbers = [place.number for place in self._places(newer)]
        return len(self._kept(wanted, numbers)) if _narrows(wanted) else len(numbers)

    def passing(self, wanted: Wanted, documents: Sequence[int]) -> dict[int, Place]:
        """Those of some documents that are asked for, by number, each with the place of its story."""
        query = (
            select(membership.c.document_id, *_COLUMNS)
            .join(story, story.c.id == membership.c.story_id)
            .join(document, document.c.id == membership.c.document_id)
            .where(membership.c.document_id.in_(documents), *_spans(wanted), *_of_document(wanted), *_marked(wanted))
        )
        rows = self._connection.execute(query)
        return {row.document_id: Place(row.created_at, row.id) for row in rows}

    def languages(self) -> list[str]:
        """The languages there are documents in."""
        found: list[str] = []
        last = ""
        while last := self._connection.execute(_NEXT_LANGUAGE.where(document.c.language > last)).scalar() or "":
            found.append(last)
        return found

    def labels(self, account: str) -> list[str]:
        """The labels somebody uses."""
        query = select(label.c.name).where(label.c.account == account).distinct().order_by(label.c.name)
        return list(self._connection.execute(query).scalars())

    def _walk(self, wanted: Wanted, limit: int, before: Place | None) -> Found:
        found: list[Place] = []
        for step in _STEPS:
            looked = self._places(_window(wanted, before).limit(step))
            kept = self._kept(wanted, [place.number for place in looked])
            found += [place for place in looked if place.number in kept]
            if len(found) > limit or len(looked) < step:
                return self._cut(found, limit)
            before = looked[-1]
        return Found(tuple(found), before)

    def _kept(self, wanted: Wanted, numbers: Sequence[int]) -> set[int]:
        return set(self._connection.execute(self._passing(wanted, membership.c.story_id.in_(numbers))).scalars())

    def _passing(self, wanted: Wanted, among: ColumnElement[bool]) -> Select[Any]:
        """The numbers of stories with a document that is asked for, among some."""
        query = select(membership.c.story_id).where(among, *_of_document(wanted), *_marked(wanted))
        return query.join(document, document.c.id == membership.c.document_id)

    def _few(self, wanted: Wanted) -> Select[Any] | None:
        """The documents that pass the narrowest of the filters, where they are few."""
        counted: list[tuple[int, Select[Any]]] = []
        for query in _beginnings(wanted):
            some = query.limit(_FEW + 1).subquery()
            counted.append((self._connection.execute(select(func.count()).select_from(some)).scalar_one(), query))
        many, narrowest = min(counted, key=lambda pair: pair[0], default=(_FEW + 1, None))
        return narrowest if many <= _FEW else None

    def _places(self, query: Select[Any, Any]) -> list[Place]:
        return [Place(row.created_at, row.id) for row in self._connection.execute(query)]

    def _cut(self, found: Sequence[Place], limit: int) -> Found:
        return Found(tuple(found[:limit]), found[limit - 1] if len(found) > limit else None)


_NEXT_LANGUAGE = select(document.c.language).order_by(document.c.language).limit(1)


def _narrows(wanted: Wanted) -> bool:
    """Whether anything but the time is asked for."""
    named = (wanted.watch, wanted.source, wanted.language, wanted.relation, wanted.label)
    return any(named) or wanted.unread or wanted.flagged


def _window(wanted: Wanted, before: Place | None) -> Select[Any, Any]:
    query = select(*_COLUMNS).where(*_spans(wanted)).order_by(*(column.desc() for column in _COLUMNS))
    return query.where(_earlier(before)) if before else query


def _earlier(place: Place) -> ColumnElement[bool]:
    same = and_(story.c.created_at == place.at, story.c.id < place.number)
    return and_(story.c.created_at <= place.at, or_(story.c.created_at < place.at, same))


def _later(place: Place) -> ColumnElement[bool]:
    same = and_(story.c.created_at == place.at, story.c.id > place.number)
    return and_(story.c.created_at >= place.at, or_(story.c.created_at > place.at, same))


def _spans(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.since:
        yield story.c.created_at >= wanted.since
    if wanted.until:
        yield story.c.created_at < wanted.until


def _of_document(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.source:
        yield document.c.source_id == wanted.source
    if wanted.language:
        yield document.c.language == wanted.language
    if wanted.relation:
        yield membership.c.relation == wanted.relation
    if wanted.watch:
        met = (watch_match.c.document_id == document.c.id) & (watch_match.c.watch_id == wanted.watch)
        yield exists().where(met)


def _marked(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    own = (mark.c.story_id == membership.c.story_id) & (mark.c.account == wanted.account)
    if wanted.unread:
        yield ~exists().where(own, mark.c.read_at.is_not(None))
    if wanted.flagged:
        yield exists().where(own, mark.c.flagged_at.is_not(None))
    if wanted.label:
        filed = (label.c.story_id == membership.c.story_id) & (label.c.account == wanted.account)
        yield exists().where(filed, label.c.name == wanted.label)


def _beginnings(wanted: Wanted) -> Iterator[Select[Any]]:
    """Documents that pass one filter, each by an index."""
    marked = select(membership.c.document_id)
    if wanted.label:
        filed = (label.c.account == wanted.account) & (label.c.name == wanted.label)
        yield marked.join(label, label.c.story_id == membership.c.story_id).where(filed)
    if wanted.flagged:
        flagged = (mark.c.account == wanted.account) & mark.c.flagged_at.is_not(None)
        yield marked.join(mark, mark.c.story_id == membership.c.story_id).where(flagged)
    if wanted.watch:
        yield select(watch_match.c.document_id).where(watch_match.c.watch_id == wanted.watch)
    if wanted.source:
        yield select(document.c.id).where(document.c.source_id == wanted.source)
    if wanted.language:
        yield select(document.c.id).where(document.c.language == wanted.language)
    if wanted.relation:
        yield marked.where(membership.c.relation == wanted.relation)
