"""A watch's alerts as a feed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from alerts.feeds import FORMATS, Copy, Entry, Feed
from alerts.rules import feed_uid
from db.store import Store
from model.stories import Alert, StoredDocument

#: How much of a text an entry shows.
_EXCERPT = 600
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def render_feed(
    store: Store,
    watch: tuple[str, str],
    names: Mapping[str, str],
    base_url: str,
    form: str,
    limit: int,
    lane: str = "now",
) -> tuple[bytes, str]:
    """The feed of a watch (its id and title) as bytes with their media type; `names` are the sources' by id."""
    watch_id, title = watch
    alerts = store.read(lambda uow: uow.alerts.newest(watch_id, limit, lane))
    entries = tuple(entry_of(alert, names) for alert in alerts if alert.documents)
    updated = max((entry.updated_at for entry in entries), default=_NEVER)
    write, media_type = FORMATS[form]
    address = f"{base_url.rstrip('/')}/feeds/{watch_id}.{form}"
    return write(Feed(feed_uid(watch_id), title, base_url, address, updated, entries)), media_type


def entry_of(alert: Alert, names: Mapping[str, str]) -> Entry:
    """An alert as an entry: its first document, with the others as copies."""
    first, *others = alert.documents
    read = first.document
    return Entry(
        uid=alert.uid,
        title=read.title or read.url or first.uid,
        url=read.url or "",
        outlet=names.get(first.source_id, first.source_id),
        published=read.published_at,
        first_seen_at=first.first_seen_at,
        updated_at=alert.updated_at,
        excerpt=excerpt(read.text),
        authors=read.authors,
        language=read.language,
        tags=read.tags,
        image=read.image,
        copies=tuple(_copy(other, names) for other in others),
    )


def excerpt(text: str) -> str:
    """The first paragraphs of a text, cut at a word where they are long."""
    if len(text) <= _EXCERPT:
        return text
    head = text[:_EXCERPT]
    return (head.rsplit(" ", 1)[0] if " " in head[_EXCERPT // 2 :] else head) + " …"


def _copy(other: StoredDocument, names: Mapping[str, str]) -> Copy:
    read = other.document
    outlet = names.get(other.source_id, other.source_id)
    return Copy(outlet, other.membership.relation.value, read.url or "", read.title or read.url or other.uid)
