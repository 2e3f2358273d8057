"""The tables of what is read in from archives, and of what is no longer kept."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Integer, String, Table, Text

from db.tables.base import Instant, metadata

#: How far each archive has been read: the last record read begins at `offset`.
backfill = Table(
    "backfill",
    metadata,
    Column("archive", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("offset", BigInteger, nullable=False),
    Column("records", Integer, nullable=False),
    Column("matched", Integer, nullable=False),
    Column("stored", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("finished", Boolean, nullable=False),
    Column("updated_at", Instant, nullable=False),
)

#: Bodies let go by retention. Their captures stay, and with them the chain, which holds the bodies' hashes.
pruned_body = Table(
    "pruned_body",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("pruned_at", Instant, nullable=False),
)

#: Pages that ended two parsers of a version of the program, by the hash of their bodies. Another version tries anew.
quarantine = Table(
    "quarantine",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("version", String(20), primary_key=True),
    Column("reason", Text, nullable=False),
    Column("at", Instant, nullable=False, index=True),
)
