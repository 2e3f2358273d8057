"""The tables of the outbox: what is to be told, each telling of it, and the channels that were switched off."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint, text

from db.tables.base import Instant, metadata

#: One thing to be told, written in the transaction that stored its cause.
notice = Table(
    "notice",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", String(36), nullable=False, unique=True),
    Column("kind", String(12), nullable=False),
    Column("watch_id", String(60)),
    Column("story_id", Integer, ForeignKey("story.id", ondelete="CASCADE"), index=True),
    Column("document_id", Integer, ForeignKey("document.id", ondelete="CASCADE"), index=True),
    Column("lane", String(4), nullable=False),
    Column("detail", JSON, nullable=False),
    Column("created_at", Instant, nullable=False),
)

#: Of very many deliveries few are held, and few were done lately; both are asked for all the time.
_HELD, _DONE = text("lease_by IS NOT NULL"), text("finished_at IS NOT NULL")
#: The telling of a notice on one channel. `batch` names the message it went into with others; `tried_at` is when it
#: first failed.
delivery = Table(
    "delivery",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("notice_id", Integer, ForeignKey("notice.id", ondelete="CASCADE"), nullable=False),
    Column("channel", String(60), nullable=False),
    Column("state", String(8), nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("lease_until", Instant),
    Column("lease_by", String(80)),
    Column("batch", String(36), index=True),
    Column("tried_at", Instant),
    Column("reason", Text),
    Column("finished_at", Instant),
    UniqueConstraint("notice_id", "channel"),
    Index("ix_delivery_channel_state_due_at", "channel", "state", "due_at"),
    Index("ix_delivery_lease_by", "lease_by", sqlite_where=_HELD, postgresql_where=_HELD),
    Index("ix_delivery_channel_finished_at", "channel", "finished_at", sqlite_where=_DONE, postgresql_where=_DONE),
)

#: A channel that its other end has switched off, or that somebody did, and when it last took something.
channel = Table(
    "channel",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("off_at", Instant),
    Column("reason", Text),
    Column("sent_at", Instant),
)

#: What of the service needs a hand now; a row is there as long as the trouble is.
trouble = Table(
    "trouble",
    metadata,
    Column("subject", String(120), primary_key=True),
    Column("words", Text, nullable=False),
    Column("since", Instant, nullable=False),
)
