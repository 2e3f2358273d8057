"""The tables of the running service: how sources stand, what was done each day, who runs, and the chores."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Index, Integer, String, Table, Text

from db.tables.base import Instant, metadata

#: What the history of a source taught: the longest quiet spell by day, in seconds; which fields its last pages had.
#: `recheck` asks the next visit to look at every list.
pulse = Table(
    "pulse",
    metadata,
    Column("source_id", String(60), primary_key=True),
    Column("spells", JSON, nullable=False),
    Column("fields", JSON, nullable=False),
    Column("stale", Text),
    Column("recheck", Boolean, nullable=False),
)

#: How a source stood, from when to when; the row without an end is the present one.
standing = Table(
    "standing",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source_id", String(60), nullable=False),
    Column("health", String(12), nullable=False),
    Column("words", Text, nullable=False),
    Column("since", Instant, nullable=False),
    Column("until", Instant, index=True),
    Index("ix_standing_source_id_until", "source_id", "until"),
)

#: What was done about a source on a day, which is written as 2026-03-01. It outlives the record of single visits.
source_day = Table(
    "source_day",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("source_id", String(60), primary_key=True),
    Column("off", Text),
    Column("visits", Integer, nullable=False),
    Column("good", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("found", Integer, nullable=False),
    Column("stored", Integer, nullable=False),
    Column("first_at", Instant),
    Column("last_at", Instant),
    Column("reason", Text),
)

#: Processes that visit sources, and when they last said so.
node = Table(
    "node",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("kind", String(8), nullable=False),
    Column("version", String(20), nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False, index=True),
    Column("visiting", Integer, nullable=False),
)

#: Times in which no process visited anything.
gap = Table(
    "gap",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("since", Instant, nullable=False),
    Column("until", Instant, nullable=False, index=True),
)

#: Chores: when each was last begun and ended, how, and who is at it.
chore = Table(
    "chore",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("begun_at", Instant),
    Column("ended_at", Instant),
    Column("ok", Boolean),
    Column("said", Text),
    Column("lease_until", Instant),
    Column("lease_by", String(80)),
)
