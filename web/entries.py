"""Entries of feeds: an alert with its story, or what a saved search found; kept as they were made."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock

from alerts.excerpts import excerpt
from alerts.feeds import Copy, Entry
from db.unit import UnitOfWork
from model.identifiers import stable_uid
from model.stories import StoredDocument
from model.telling import ToldDocument, ToldStory

#: Entries kept at most.
_KEPT = 5000


class Entries:
    """Entries kept as they were made, as long as what they show stands as it did."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, tuple[tuple[object, ...], Entry | None]] = OrderedDict()
        self._lock = Lock()

    def of(self, uow: UnitOfWork, marks: Mapping[int, tuple[object, ...]], names: Mapping[str, str]) -> list[Entry]:
        """The entries of alerts, given by cursor with what tells whether they are to be made anew."""
        with self._lock:
            kept = {seq: self._kept[seq] for seq in marks if seq in self._kept}
        lacking = [seq for seq, mark in marks.items() if seq not in kept or kept[seq][0] != mark]
        for told in uow.told.numbered(lacking):
            kept[told.seq] = marks[told.seq], _told_entry(told, names) if told.documents else None
        with self._lock:
            self._kept.update(kept)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return [entry for seq in marks if seq in kept and (entry := kept[seq][1]) is not None]


def _told_entry(told: ToldStory, names: Mapping[str, str]) -> Entry:
    """An alert as an entry: the document that leads its story, with the others as copies."""
    first, *others = told.documents
    return Entry(
        uid=told.uid,
        title=first.title or first.url,
        url=first.url,
        outlet=names.get(first.source_id, first.source_id),
        published=first.published,
        first_seen_at=first.first_seen_at,
        updated_at=told.updated_at,
        excerpt=excerpt(first.head, skipped=first.skipped),
        authors=first.authors,
        language=first.language,
        tags=first.tags,
        image=first.image,
        copies=tuple(_copy(other, names) for other in others),
        marks=first.marks,
        gone_at=first.gone_at,
    )


def _copy(other: ToldDocument, names: Mapping[str, str]) -> Copy:
    outlet = names.get(other.source_id, other.source_id)
    return Copy(outlet, other.relation, other.url, other.title or other.url, other.gone_at is not None)


def found_entry(feed: str, stored: StoredDocument, names: Mapping[str, str]) -> Entry:
    """What a saved search found as an entry of its feed."""
    read = stored.document
    return Entry(
        uid=stable_uid("found", feed, stored.story_uid),
        title=read.title or read.url or stored.uid,
        url=read.url or "",
        outlet=names.get(stored.source_id, stored.source_id),
        published=read.published_at,
        first_seen_at=stored.first_seen_at,
        updated_at=stored.changed_at,
        excerpt=excerpt(read.text),
        authors=read.authors,
        language=read.language,
        tags=read.tags,
        image=read.image,
        gone_at=stored.gone_at,
    )
