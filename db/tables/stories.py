"""The tables of stories: which documents are one text, how that was found, and the alerts."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from db.tables.base import Instant, metadata

#: Documents that are the same text.
story = Table(
    "story",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", String(36), nullable=False, unique=True),
    Column("created_at", Instant, nullable=False),
    Index("ix_story_created_at_id", "created_at", "id"),
)

#: A document's place in a story: the verdict, which can be given again from the evidence.
membership = Table(
    "membership",
    metadata,
    Column("document_id", Integer, ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("story_id", Integer, ForeignKey("story.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("relation", String(12), nullable=False, index=True),
    Column("of", String(36)),
    Column("share", Float, nullable=False),
    Column("evidence", JSON, nullable=False),
)

#: What of a document's text is kept to compare it with others; packed numbers, 32 bits each.
#: `others` are pairs: a shingle, and in how many other stories it is known to stand.
fingerprint = Table(
    "fingerprint",
    metadata,
    Column("document_id", Integer, ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("host", String(260), nullable=False),
    Column("title", BigInteger, nullable=False),
    Column("board", Boolean, nullable=False),
    Column("exact", String(64), nullable=False),
    Column("shingles", LargeBinary, nullable=False),
    Column("figures", LargeBinary, nullable=False),
    Column("others", LargeBinary, nullable=False),
    Index("ix_fingerprint_host_title", "host", "title"),
)

#: The index by which documents are found that share words. A number here that has no fingerprint is of a deleted one.
sketch = Table(
    "sketch",
    metadata,
    Column("shingle", BigInteger, primary_key=True, autoincrement=False),
    Column("document_id", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

#: Which two documents are the same text, how firmly, and why.
tie = Table(
    "tie",
    metadata,
    Column("one", Integer, ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("other", Integer, ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("firmness", Integer, nullable=False),
    Column("strength", Float, nullable=False),
    Column("evidence", Text, nullable=False),
    Index("ix_tie_other", "other"),
)

#: What somebody said: two documents are one story, or are not.
ruling = Table(
    "ruling",
    metadata,
    Column("one", Integer, ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("other", Integer, ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("together", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_ruling_other", "other"),
)

#: What is to be told, written in the transaction that stored its cause.
alert = Table(
    "alert",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("uid", String(36), nullable=False, unique=True),
    Column("watch_id", String(60), nullable=False),
    Column("story_id", Integer, ForeignKey("story.id", ondelete="CASCADE"), nullable=False),
    Column("document_id", Integer, ForeignKey("document.id", ondelete="CASCADE"), nullable=False),
    Column("lane", String(4), nullable=False),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("watch_id", "story_id"),
    Index("ix_alert_watch_id_lane_seq", "watch_id", "lane", "seq"),
    sqlite_autoincrement=True,
)
