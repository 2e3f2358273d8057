"""The tables of readers: who may sign in, and what each has marked, noted and saved."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from db.tables.base import Instant, metadata

#: Who may sign in; the password as an argon2 hash.
account = Table(
    "account",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("password", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
)

#: Who is signed in, by the SHA-256 of what the cookie holds. An account may be of the configuration and have no row.
session = Table(
    "session",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("account", String(60), nullable=False, index=True),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False, index=True),
)

#: Keys for programs and feed readers, by their SHA-256.
token = Table(
    "token",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("account", String(60), nullable=False, index=True),
    Column("name", String(80), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("used_at", Instant),
)

#: What somebody has read and flagged.
mark = Table(
    "mark",
    metadata,
    Column("account", String(60), primary_key=True),
    Column("story_id", Integer, ForeignKey("story.id", ondelete="CASCADE"), primary_key=True),
    Column("read_at", Instant),
    Column("flagged_at", Instant),
    Index("ix_mark_story_id", "story_id"),
)

#: What somebody wrote about a story.
note = Table(
    "note",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("account", String(60), nullable=False),
    Column("story_id", Integer, ForeignKey("story.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Index("ix_note_account_story_id", "account", "story_id"),
)

#: Words under which somebody files stories.
label = Table(
    "label",
    metadata,
    Column("account", String(60), primary_key=True),
    Column("name", String(60), primary_key=True),
    Column("story_id", Integer, ForeignKey("story.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_label_story_id", "story_id"),
)

#: Searches that somebody keeps; `slug` is where the feed of it is served.
saved_search = Table(
    "saved_search",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("account", String(60), nullable=False, index=True),
    Column("slug", String(80), nullable=False, unique=True),
    Column("title", String(120), nullable=False),
    Column("wish", JSON, nullable=False),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("account", "title"),
)
