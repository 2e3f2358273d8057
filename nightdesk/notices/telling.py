"""Telling: what a change of a stored document gives cause to tell, written into the outbox in the same transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from alerts.rules import alert_uid, arrival, is_told, notice_uid
from db.repositories.stories import StoryRef
from db.unit import UnitOfWork
from model.notices import Notice, NoticeKind
from nightdesk.notices.chronicles import revision_words
from nightdesk.notices.newsroom import Newsroom
from stories.revisions import compare


@dataclass(frozen=True, slots=True)
class Subject:
    """What is told of: a stored document by number and identifier, its source, and its story."""

    number: int
    uid: str
    source_id: str
    story: StoryRef


def tell_arrivals(
    uow: UnitOfWork, newsroom: Newsroom, of: Subject, watches: Collection[str], at: datetime, lane: str
) -> int:
    """Tells watches of a document that meets them; gives how many alerts are new.

    The first document of a story that meets a watch is news; every other is one more outlet that has it.
    """
    return sum(_tell_arrival(uow, newsroom, of, watch, at, lane) for watch in watches)


def _tell_arrival(uow: UnitOfWork, newsroom: Newsroom, of: Subject, watch: str, at: datetime, lane: str) -> bool:
    uid = alert_uid(watch, of.story.uid)
    new = uow.alerts.add(uid, watch, of.story.id, of.number, at, lane=lane)
    _announce(uow, newsroom, of, _change(of, watch, "stored", at, lane))
    if not newsroom.channels.get(watch):
        return new
    state = newsroom.state_outlets
    had = not new and bool(state & uow.stories.sources(of.story, but=of.number))
    kind = arrival(first_of_story=new, state_outlet=of.source_id in state, state_had_it=had)
    name = uid if new else notice_uid(kind, watch, of.uid)
    newsroom.tell(uow, Notice(name, kind, at, watch, of.story.id, of.number, lane))
    return new


def tell_parted(uow: UnitOfWork, newsroom: Newsroom, stories: Sequence[StoryRef], at: datetime) -> None:
    """Lets each of the stories that somebody made of one have an alert of its own for each watch it meets.

    One that was told before it became part of another has that alert again and is told no second time.
    """
    before = [uow.alerts.told_of(story.id) for story in stories]
    lanes = {watch: lane for told in before for watch, (_, lane) in told.items()}
    met = [(story, uow.matches.of_story(story.id)) for story in stories]
    for story, watches in met:
        for watch in watches:
            uow.alerts.give_back(alert_uid(watch, story.uid), watch, story.id, [each.id for each in stories])
    for story, watches in met:
        for watch, number in watches.items():
            name, lane = alert_uid(watch, story.uid), lanes.get(watch, "now")
            _tell_parted(uow, newsroom, story, Notice(name, NoticeKind.NEW, at, watch, story.id, number, lane))


def _tell_parted(uow: UnitOfWork, newsroom: Newsroom, story: StoryRef, news: Notice) -> None:
    watch, number = str(news.watch_id), news.document_id or 0
    told = uow.alerts.told_of(story.id).get(watch)
    if told is not None:
        newsroom.tell_after_all(uow, replace(news, uid=told[0]))
    elif uow.alerts.add(news.uid, watch, story.id, number, news.at, lane=news.lane) and not newsroom.tell(uow, news):
        newsroom.tell_after_all(uow, news)
    name = notice_uid(NoticeKind.FEED, watch, story.uid, news.at.isoformat())
    changed = replace(news, uid=name, kind=NoticeKind.FEED)
    newsroom.announce(uow, changed, uow.stories.sources(story, but=0))


def _announce(uow: UnitOfWork, newsroom: Newsroom, of: Subject, changed: Notice) -> None:
    """Tells the hub, if there is one, that feeds show something new of a document."""
    if newsroom.hub:
        newsroom.announce(uow, changed, {of.source_id, *uow.stories.sources(of.story, but=of.number)})


def _change(of: Subject, watch: str, what: str, at: datetime, lane: str = "now") -> Notice:
    """That the feeds of a watch show something new of a document."""
    uid = notice_uid(NoticeKind.FEED, watch, of.uid, what)
    return Notice(uid, NoticeKind.FEED, at, watch, of.story.id, of.number, lane)


def tell_revision(
    uow: UnitOfWork, newsroom: Newsroom, of: Subject, watches: Collection[str], version: int, at: datetime
) -> None:
    """Tells watches that a document which met them was changed, where it was changed in substance."""
    for watch in watches:
        _announce(uow, newsroom, of, _change(of, watch, f"version {version}", at))
    wanting = [watch for watch in watches if newsroom.wants(NoticeKind.REVISED, watch)]
    if not wanting:
        return
    old, new = uow.history.versions(of.uid)[-2:]
    found = compare(old.title, old.text, new.title, new.text)
    if not is_told(found.kind):
        return
    detail: dict[str, object] = {"change": found.kind.value, "lines": list(revision_words(found)), "version": version}
    for watch in wanting:
        name = notice_uid(NoticeKind.REVISED, watch, of.uid, version)
        newsroom.tell(uow, Notice(name, NoticeKind.REVISED, at, watch, of.story.id, of.number, detail=detail))


def tell_fate(uow: UnitOfWork, newsroom: Newsroom, number: int, uid: str, kind: NoticeKind, at: datetime) -> None:
    """Tells every watch a document met that it is gone, or there again."""
    story = uow.stories.of(uid)
    for watch in sorted(uow.matches.watches(number)) if story else ():
        name = notice_uid(kind, watch, uid, at.isoformat())
        told = Notice(name, kind, at, watch, story.id if story else None, number)
        newsroom.tell(uow, told)
        if story and newsroom.hub:
            changed = replace(told, uid=notice_uid(NoticeKind.FEED, name), kind=NoticeKind.FEED)
            newsroom.announce(uow, changed, uow.stories.sources(story, but=0))
