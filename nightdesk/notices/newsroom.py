"""The newsroom: the sources' names, and who is told what: notices written into the outbox with what caused them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from alerts.channels.websub import HUB
from alerts.rules import Wanted, notice_uid, wanted
from alerts.timing import Hours, due
from config.catalogue import Catalogue
from config.channels import ChannelSettings, clock
from config.sources import SourceKind
from db.unit import UnitOfWork
from model.notices import Notice, NoticeKind
from model.urls import Identity


@dataclass(frozen=True, slots=True)
class Channel:
    """What a channel wants to be told, and when."""

    name: str
    wants: Wanted
    hours: Hours


@dataclass(frozen=True, slots=True)
class Newsroom:
    """What is needed of the configuration to store a document and to tell of it.

    `names` are the sources' names by id, `identities` how a host's source tells its items apart, `state_outlets` those
    that speak for a state; `channels` are those of each watch, `operator` those that hear of trouble; `hub` says that
    there is one to be told of feeds that change.
    """

    names: Mapping[str, str]
    identities: Mapping[str, Identity] = field(default_factory=dict)
    state_outlets: frozenset[str] = frozenset()
    channels: Mapping[str, tuple[Channel, ...]] = field(default_factory=dict)
    operator: tuple[Channel, ...] = ()
    hub: bool = False

    def wants(self, kind: NoticeKind, watch_id: str) -> bool:
        """Whether any channel of a watch is told of such things."""
        return any(kind in channel.wants.kinds for channel in self.channels.get(watch_id, ()))

    def tell(self, uow: UnitOfWork, notice: Notice) -> bool:
        """Writes down what is to be told, for every channel that wants it; tells whether any does."""
        told = self._due(notice)
        return bool(told) and uow.outbox.add(notice, told)

    def tell_after_all(self, uow: UnitOfWork, notice: Notice) -> None:
        """Tells news that was written down before, where it was left out since its story was one with another."""
        if notice.story_id is not None:
            uow.retelling.after_all(notice.uid, notice.story_id, self._due(notice))

    def _due(self, notice: Notice) -> dict[str, datetime]:
        """When each channel is told that wants to be."""
        listening = self.channels.get(notice.watch_id, ()) if notice.watch_id else self.operator
        return {each.name: due(notice.at, each.hours) for each in listening if wanted(notice, each.wants)}

    def announce(self, uow: UnitOfWork, changed: Notice, sources: Collection[str]) -> None:
        """Writes down for the hub that feeds have changed: of the watch, of everything, and of the story's sources."""
        if not self.hub:
            return
        feeds = [changed.watch_id, "all", *(f"sources/{source}" for source in sorted(sources))]
        uow.outbox.add(replace(changed, detail={"feeds": feeds}), {HUB: changed.at})


def newsroom_of(catalogue: Catalogue) -> Newsroom:
    """The newsroom of a configuration."""
    known = {name: _channel(name, settings) for name, settings in catalogue.settings.channels.items()}
    watches = {
        watch: tuple(known[name] for name in entry.shape.channels if name in known)
        for watch, entry in catalogue.watches.items()
    }
    operator = tuple(known[name] for name in catalogue.settings.operator if name in known)
    state = frozenset(each.id for each in catalogue.sources.values() if each.kind is SourceKind.STATE_MEDIA)
    identities = {host: source.identity for source in catalogue.sources.values() for host in source.hosts}
    return Newsroom(catalogue.names, identities, state, watches, operator, catalogue.settings.feed.hub is not None)


def _channel(name: str, settings: ChannelSettings) -> Channel:
    quiet = (clock(settings.quiet.start), clock(settings.quiet.end)) if settings.quiet else None
    hours = Hours(ZoneInfo(settings.timezone), quiet, settings.digest, clock(settings.at))
    return Channel(name, Wanted(frozenset(NoticeKind(kind) for kind in settings.kinds), settings.late), hours)


def begin_trouble(uow: UnitOfWork, newsroom: Newsroom, subject: str, words: str, at: datetime) -> bool:
    """Writes a trouble down and tells the operator, once until it has ended; tells whether it is news."""
    begun = uow.troubles.begin(subject, words, at)
    if begun:
        detail: dict[str, object] = {"subject": subject, "words": words}
        uid = notice_uid(NoticeKind.TROUBLE, subject, at.isoformat())
        newsroom.tell(uow, Notice(uid, NoticeKind.TROUBLE, at, detail=detail))
    return begun


def end_trouble(uow: UnitOfWork, newsroom: Newsroom, subject: str, at: datetime) -> bool:
    """Tells the operator that a trouble is over, if there was one."""
    over = uow.troubles.end(subject)
    if over is not None:
        detail: dict[str, object] = {"subject": subject, "words": over.words, "since": over.since.isoformat()}
        uid = notice_uid(NoticeKind.ENDED, subject, over.since.isoformat())
        newsroom.tell(uow, Notice(uid, NoticeKind.ENDED, at, detail=detail))
    return over is not None
