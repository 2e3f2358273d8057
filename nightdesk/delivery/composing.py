"""Composing: notices and what the store knows of their stories, as messages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alerts.excerpts import excerpt
from alerts.message import Elsewhere, Item, Message
from alerts.rules import alert_uid
from db.unit import UnitOfWork
from model.notices import Due, Notice, NoticeKind
from model.telling import ToldDocument

#: Of a story that many have, so many are named.
_COPIES = 25
_OF_A_STORY = frozenset({NoticeKind.NEW})


@dataclass(frozen=True, slots=True)
class Names:
    """What watches and sources are called, by id."""

    watches: Mapping[str, str]
    sources: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """The stories that some notices tell of: their identifiers by number, and their documents by watch and number."""

    uids: Mapping[int, str]
    documents: Mapping[tuple[str, int], Sequence[ToldDocument]]


def stories_of(uow: UnitOfWork, notices: Sequence[Notice]) -> Told:
    """What the store knows of the stories that notices tell of."""
    numbers = {notice.story_id for notice in notices if notice.story_id is not None}
    documents: dict[tuple[str, int], list[ToldDocument]] = defaultdict(list)
    for each in uow.told.documents(numbers):
        documents[each.watch_id, each.story_id].append(each)
    return Told(uow.told.story_uids(numbers), documents)


def compose(uid: str, group: Sequence[Due], told: Told, names: Names) -> Message:
    """One message of the deliveries that go into it."""
    items = tuple(item_of(due.notice, told, names) for due in group)
    thread = _thread(group[0].notice, told) if len(group) == 1 else None
    return Message(uid, max(item.at for item in items), items, thread)


def _thread(notice: Notice, told: Told) -> str | None:
    """The message that first told of the story: its name is known whether or not it was sent."""
    if notice.watch_id is None or notice.story_id is None or notice.story_id not in told.uids:
        return None
    return alert_uid(notice.watch_id, told.uids[notice.story_id])


def item_of(notice: Notice, told: Told, names: Names) -> Item:
    """A notice with everything a reader needs."""
    if notice.watch_id is None or notice.story_id is None:
        return _of_the_service(notice, names)
    if notice.kind is NoticeKind.FEED:
        return _of_feeds(notice)
    documents = told.documents.get((notice.watch_id, notice.story_id), ())
    main = _main(notice, documents)
    lines = notice.detail.get("lines")
    about = Item(
        uid=notice.uid,
        kind=notice.kind,
        at=notice.at,
        headline=(main and (main.title or main.url)) or "a document that is stored no more",
        watch_id=notice.watch_id,
        watch=names.watches.get(notice.watch_id, notice.watch_id),
        story=told.uids.get(notice.story_id),
        late=notice.lane == "late",
        lines=tuple(map(str, lines)) if isinstance(lines, list) else (),
    )
    return _with_document(about, main, documents, names) if main else about


def _of_feeds(notice: Notice) -> Item:
    """Which feeds have changed, for the hub."""
    feeds = notice.detail.get("feeds")
    lines = tuple(map(str, feeds)) if isinstance(feeds, list) else ()
    return Item(notice.uid, notice.kind, notice.at, ", ".join(lines), late=notice.lane == "late", lines=lines)


def _main(notice: Notice, documents: Sequence[ToldDocument]) -> ToldDocument | None:
    """The document a notice shows: of a new story the one that leads it, else the one that gave cause."""
    if notice.kind not in _OF_A_STORY:
        return next((each for each in documents if each.number == notice.document_id), None)
    return documents[0] if documents else None


def _with_document(about: Item, main: ToldDocument, documents: Sequence[ToldDocument], names: Names) -> Item:
    others = [each for each in documents if each is not main][:_COPIES]
    return Item(
        **{name: getattr(about, name) for name in _KEPT},
        url=main.url,
        outlet=names.sources.get(main.source_id, main.source_id),
        published=main.published,
        first_seen_at=main.first_seen_at,
        language=main.language,
        excerpt=excerpt(main.head, skipped=main.skipped),
        copies=tuple(_elsewhere(each, names) for each in others),
    )


_KEPT = ("uid", "kind", "at", "headline", "watch_id", "watch", "story", "late", "lines")


def _elsewhere(other: ToldDocument, names: Names) -> Elsewhere:
    outlet = names.sources.get(other.source_id, other.source_id)
    return Elsewhere(outlet, other.relation, other.title or other.url, other.url)


def _of_the_service(notice: Notice, names: Names) -> Item:
    detail = notice.detail
    subject, words = str(detail.get("subject") or "the service"), str(detail.get("words") or "")
    since = f"\nsince {detail['since']}" if "since" in detail else ""
    return Item(notice.uid, notice.kind, notice.at, _in_words(subject, names), words=words + since)


def _in_words(subject: str, names: Names) -> str:
    """What a trouble is about: a source by its name, sources by how they stand, all else by its sort and name."""
    sort, _, name = subject.partition(":")
    if sort == "sources":
        return f"sources: {name}"
    return names.sources.get(name, f"the source {name}") if sort == "source" else subject.replace(":", " ")
