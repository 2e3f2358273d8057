"""Exporting: everything stored, a row at a time, so that a large store takes no more memory than a small one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from db.unit import UnitOfWork
from model.document_json import Json
from model.moments import iso_instant
from nightdesk.stored_json import stored_json

#: Gives the rows that changed since an instant.
Rows = Callable[[UnitOfWork, datetime], Iterator[Json]]


def documents(uow: UnitOfWork, since: datetime) -> Iterator[Json]:
    """Documents first seen or changed since then, in the order they came."""
    return map(stored_json, uow.reading.all(since))


def stories(uow: UnitOfWork, since: datetime) -> Iterator[Json]:
    """Stories with a document that was first seen or changed since then, in the order they began."""
    for group in uow.reading.all_stories(since):
        yield {
            "story": group[0].story_uid,
            "title": group[0].document.title,
            "first_seen_at": iso_instant(group[0].first_seen_at),
            "documents": [each.uid for each in group],
            "sources": [each.source_id for each in group],
            "relations": [each.membership.relation.value for each in group],
        }


def alerts(uow: UnitOfWork, since: datetime) -> Iterator[Json]:
    """Alerts raised since then in the order they were, of watches that are no more as well."""
    for lane, alert in uow.alerts.all(since):
        yield {
            "id": alert.uid,
            "watch": alert.watch_id,
            "story": alert.story_uid,
            "lane": lane,
            "created_at": iso_instant(alert.created_at),
            "documents": [each.uid for each in alert.documents],
        }


EXPORTS: dict[str, Rows] = {"documents": documents, "stories": stories, "alerts": alerts}
