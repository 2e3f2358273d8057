"""Notices: single things to be told, and how the telling of each stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class NoticeKind(StrEnum):
    """What a notice tells of."""

    NEW = "new"  #: a story that met a watch for the first time
    COPY = "copy"  #: another outlet has it too
    PICKED_UP = "picked-up"  #: a state outlet has it now
    REVISED = "revised"  #: an article was changed in substance
    GONE = "gone"  #: an article was taken down
    RETURNED = "returned"  #: and is there again
    TROUBLE = "trouble"  #: something of the service needs a hand
    ENDED = "ended"  #: the trouble is over
    TEST = "test"  #: somebody tries a channel
    FEED = "feed"  #: feeds have changed; for the hub that announces it


class DeliveryState(StrEnum):
    """How the telling of one notice on one channel stands."""

    WAITING = "waiting"
    SENT = "sent"
    DEAD = "dead"  #: given up; kept, and can be sent again
    DROPPED = "dropped"  #: needs no telling any more


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to be told. `uid` is the same however often it is sent.

    A notice about a story has its watch, story and document by number; one about the service has none of them. `detail`
    is plain JSON: what changed, or the trouble in words.
    """

    uid: str
    kind: NoticeKind
    at: datetime
    watch_id: str | None = None
    story_id: int | None = None
    document_id: int | None = None
    lane: str = "now"
    detail: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Due:
    """A delivery that was claimed: its number, the notice, the channel, how often it was tried and since when."""

    id: int
    notice: Notice
    channel: str
    attempts: int
    batch: str | None = None
    tried_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Delivered:
    """A line of the delivery log."""

    id: int
    notice: Notice
    channel: str
    state: DeliveryState
    due_at: datetime
    attempts: int
    reason: str | None
    finished_at: datetime | None
