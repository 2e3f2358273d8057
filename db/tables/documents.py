"""The tables of what was read: documents, their addresses and versions, and the watches they met."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, Float, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from db.tables.base import Instant, metadata

#: What a parser read; the latest version of each document.
document = Table(
    "document",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", String(36), nullable=False, unique=True),
    Column("source_id", String(60), nullable=False),
    Column("url", Text, nullable=False),
    Column("canonical_url", Text),
    Column("kind", String(8), nullable=False),
    Column("parser", String(60), nullable=False),
    Column("title", Text),
    Column("authors", JSON, nullable=False),
    Column("published_at", Instant, index=True),
    Column("published_precision", String(8)),
    Column("published_day", Date),
    Column("modified_at", Instant),
    Column("modified_precision", String(8)),
    Column("language", String(16), index=True),
    Column("section", Text),
    Column("tags", JSON, nullable=False),
    Column("image", Text),
    Column("text", Text, nullable=False),
    Column("text_key", String(64), nullable=False, index=True),
    Column("partial", Text),
    Column("completeness", Float, nullable=False),
    Column("credits", JSON, nullable=False),
    Column("posts", JSON, nullable=False),
    Column("first_seen_at", Instant, nullable=False, index=True),
    Column("fetched_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("version", Integer, nullable=False, default=1),
    Column("capture_id", Integer, ForeignKey("capture.id")),
    Column("next_look_at", Instant),
    Column("missing", Integer, nullable=False, default=0),
    Column("gone_at", Instant),
    Index("ix_document_kind_published_at", "kind", "published_at"),
    Index("ix_document_source_id_text_key", "source_id", "text_key"),
    Index("ix_document_source_id_next_look_at", "source_id", "next_look_at"),
)

#: Documents as searches compare them: title and text folded, the source of the full-text index.
search_text = Table(
    "search_text",
    metadata,
    Column("document_id", Integer, ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("folded", Text, nullable=False),
)

#: Every key under which a document was met; no key leads to two documents.
address = Table(
    "address",
    metadata,
    Column("url_key", Text, primary_key=True),
    Column("document_id", Integer, ForeignKey("document.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("url", Text, nullable=False),
)

#: Earlier versions of a document, each as it stood until the next was seen.
revision = Table(
    "revision",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", Integer, ForeignKey("document.id", ondelete="CASCADE"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("title", Text),
    Column("text", Text, nullable=False),
    Column("text_key", String(64), nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("replaced_at", Instant, nullable=False),
    Column("capture_id", Integer, ForeignKey("capture.id")),
    UniqueConstraint("document_id", "version"),
)

#: What befell a document after it was first seen: gone, returned.
event = Table(
    "event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", Integer, ForeignKey("document.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(12), nullable=False),
    Column("at", Instant, nullable=False),
)

#: Which document met which watch, with the spans; `passage` is where in its text an excerpt begins that shows them.
watch_match = Table(
    "watch_match",
    metadata,
    Column("watch_id", String(60), primary_key=True),
    Column("document_id", Integer, ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("score", Float, nullable=False),
    Column("clauses", JSON, nullable=False),
    Column("passage", Integer, nullable=False, server_default="0"),
    Column("matched_at", Instant, nullable=False),
    Index("ix_watch_match_document_id", "document_id"),
)
