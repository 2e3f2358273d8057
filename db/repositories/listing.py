"""Listing: stories as lists show them, and what a story's own page shows besides its documents; in few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, bindparam, select

from db.columns import moment
from db.repositories.marks import Marking
from db.tables import body, capture, document, membership, pruned_body, revision, story, watch_match
from model.browsing import ListedCapture, ListedDocument, ListedStory, Marks, Place, Reason
from model.moments import out_by

#: Of a story that many have, so many documents are listed.
SHOWN = 24
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_NAMES = (
    "id", "uid", "source_id", "kind", "url", "title", "language", "published_at", "published_precision",
    "published_day",
)  # fmt: skip
_MORE = ("first_seen_at", "version", "gone_at")
_MEMBERS = (
    select(
        *(document.c[name] for name in (*_NAMES, *_MORE)),
        *(membership.c[name] for name in ("story_id", "relation", "of", "share")),
    )
    .join(membership, membership.c.document_id == document.c.id)
    .where(membership.c.story_id.in_(_IDS))
    .order_by(membership.c.of.is_not(None), document.c.first_seen_at, document.c.id)
)
_STORIES = select(story).where(story.c.id.in_(_IDS))
_MET = select(watch_match.c.document_id, watch_match.c.watch_id).where(watch_match.c.document_id.in_(_IDS))
_CLAUSES = (
    select(watch_match.c.document_id, watch_match.c.watch_id, watch_match.c.clauses, document.c.text)
    .join(document, document.c.id == watch_match.c.document_id)
    .where(watch_match.c.document_id.in_(_IDS))
    .order_by(watch_match.c.watch_id)
)


class Listing:
    """Stories to be listed, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def stories(self, places: Sequence[Place], account: str, watch_id: str | None = None) -> list[ListedStory]:
        """Stories in the order given, with the marks of an account; those that ended meanwhile are left out.

        `watch_id` is the watch of which the reason is shown, where there are several.
        """
        numbers = [place.number for place in places]
        uids = {row.id: row for row in self._connection.execute(_STORIES, {"ids": numbers})}
        groups = self._members(numbers)
        reasons = self._reasons(groups, watch_id)
        marks = Marking(self._connection).of(account, numbers)
        shown = (number for number in numbers if groups.get(number))
        return [
            ListedStory(
                Place(uids[number].created_at, number),
                uids[number].uid,
                tuple(groups[number][:SHOWN]),
                len(groups[number]),
                reasons.get(number),
                marks.get(number, Marks()),
            )
            for number in shown
        ]

    def number(self, uid: str) -> int | None:
        """The number of a story."""
        found: int | None = self._connection.execute(select(story.c.id).where(story.c.uid == uid)).scalar()
        return found

    def places(self, numbers: Collection[int]) -> list[Place]:
        """Where stories stand in the list."""
        rows = self._connection.execute(_STORIES, {"ids": list(numbers)})
        return [Place(row.created_at, row.id) for row in rows]

    def clauses(self, documents: Sequence[str]) -> dict[str, dict[str, list[Mapping[str, Any]]]]:
        """The clauses that documents met, by document and watch."""
        query = (
            select(document.c.uid, watch_match.c.watch_id, watch_match.c.clauses)
            .join(document, document.c.id == watch_match.c.document_id)
            .where(document.c.uid.in_(documents))
            .order_by(watch_match.c.watch_id)
        )
        found: dict[str, dict[str, list[Mapping[str, Any]]]] = defaultdict(dict)
        for row in self._connection.execute(query):
            found[row.uid][row.watch_id] = row.clauses
        return found

    def captures(self, documents: Sequence[str]) -> list[ListedCapture]:
        """The responses that documents and their earlier versions were read from, without their bodies."""
        rows = [*self._captures(documents, now=True), *self._captures(documents, now=False)]
        return sorted(rows, key=lambda each: (each.fetched_at, each.id))

    def _members(self, numbers: Sequence[int]) -> dict[int, list[ListedDocument]]:
        rows = self._connection.execute(_MEMBERS, {"ids": numbers}).all()
        watches: dict[int, list[str]] = defaultdict(list)
        for document_id, watch_id in self._connection.execute(_MET, {"ids": [row.id for row in rows]}):
            watches[document_id].append(watch_id)
        groups: dict[int, list[ListedDocument]] = defaultdict(list)
        for row in rows:
            groups[row.story_id].append(_listed(row, tuple(sorted(watches[row.id]))))
        return {story: sorted(group, key=_turn) for story, group in groups.items()}

    def _reasons(self, groups: Mapping[int, Sequence[ListedDocument]], watch_id: str | None) -> dict[int, Reason]:
        """One reason a story: of the document that stands first among those that met a watch."""
        chosen: dict[int, tuple[int, ListedDocument]] = {}
        for number, group in groups.items():
            met = (each for each in group if each.watches and (watch_id is None or watch_id in each.watches))
            if (first := next(met, None)) is not None:
                chosen[first.number] = number, first
        reasons: dict[int, Reason] = {}
        for row in self._connection.execute(_CLAUSES, {"ids": list(chosen)}):
            number, first = chosen[row.document_id]
            if watch_id in (None, row.watch_id) and number not in reasons:
                reasons[number] = Reason(row.watch_id, first.uid, first.title, row.text, tuple(row.clauses))
        return reasons

    def _captures(self, documents: Sequence[str], *, now: bool) -> Iterator[ListedCapture]:
        holder = document if now else revision
        query = (
            select(capture, document.c.uid, holder.c.version, body.c.size, pruned_body.c.pruned_at)
            .join(holder, holder.c.capture_id == capture.c.id)
            .join(body, body.c.sha256 == capture.c.sha256)
            .join(pruned_body, pruned_body.c.sha256 == body.c.sha256, isouter=True)
        )
        if not now:
            query = query.join(document, document.c.id == revision.c.document_id)
        for row in self._connection.execute(query.where(document.c.uid.in_(documents))):
            yield _capture(row)


def _turn(listed: ListedDocument) -> tuple[bool, datetime]:
    """The document that stands first, then the others as they came out."""
    return listed.of is not None, out_by(listed.published, listed.first_seen_at)


def _listed(row: Row[Any], watches: tuple[str, ...]) -> ListedDocument:
    return ListedDocument(
        number=row.id,
        uid=row.uid,
        source_id=row.source_id,
        kind=row.kind,
        url=row.url,
        title=row.title,
        language=row.language,
        relation=row.relation,
        of=row.of,
        share=row.share,
        published=moment(row.published_at, row.published_precision, row.published_day),
        first_seen_at=row.first_seen_at,
        version=row.version,
        gone_at=row.gone_at,
        watches=watches,
    )


def _capture(row: Row[Any]) -> ListedCapture:
    return ListedCapture(
        row.id,
        row.uid,
        row.version,
        row.final_url,
        row.status,
        row.size,
        row.sha256,
        row.chain,
        row.requested_at,
        row.fetched_at,
        row.pruned_at is not None,
    )
