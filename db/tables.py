"""The tables. Captures, documents, matches, stories and alerts stand apart, so that each can be made again."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant; SQLite keeps no zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuses an instant without zone."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"an instant without zone: {value!r}")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Gives the instant its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: When each source is due and how its last visits ended; the schedule itself. `interval` is in seconds.
source = Table(
    "source",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("next_visit_at", Instant, index=True),
    Column("visited_at", Instant),
    Column("outcome", String(16)),
    Column("reason", Text),
    Column("ok_at", Instant),
    Column("new_at", Instant),
    Column("failures", Integer, nullable=False, default=0),
    Column("interval", Float),
    Column("lease_until", Instant),
    Column("lease_by", String(80)),
)

#: One row a visit: what was looked at, when, and how it ended.
visit = Table(
    "visit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source_id", String(60), nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("finished_at", Instant, nullable=False, index=True),
    Column("outcome", String(16), nullable=False),
    Column("reason", Text),
    Column("counts", JSON, nullable=False),
    Column("steps", JSON, nullable=False),
    Index("ix_visit_source_id_finished_at", "source_id", "finished_at"),
)

#: What is known of an address that is asked again: validators as received, and the hash of its last body.
endpoint = Table(
    "endpoint",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("body_sha256", String(64)),
    Column("full_at", Instant),
    Column("checked_at", Instant),
)

#: The pace of each host, shared by every process: when it was asked, its rest in seconds, who asks it now.
host = Table(
    "host",
    metadata,
    Column("host", String(260), primary_key=True),
    Column("asked_at", Instant),
    Column("gap", Float, nullable=False),
    Column("widened", Float, nullable=False),
    Column("held_until", Instant),
    Column("asked_by", String(80)),
    Column("asked_until", Instant),
)

#: robots.txt of an origin (scheme, host, port), as the crawler keeps it.
robots = Table(
    "robots",
    metadata,
    Column("origin", String(300), primary_key=True),
    Column("record", JSON, nullable=False),
    Column("expires_at", Instant, nullable=False, index=True),
)

#: The frontier: every discovered link, told apart by its key.
link = Table(
    "link",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source_id", String(60), nullable=False),
    Column("url_key", Text, nullable=False, unique=True),
    Column("url", Text, nullable=False),
    Column("title", Text),
    Column("published_at", Instant),
    Column("published_precision", String(8)),
    Column("item_id", Text),
    Column("found_in", Text),
    Column("found_at", Instant, nullable=False),
    Column("state", String(8), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("next_at", Instant),
    Column("outcome", String(16)),
    Column("reason", Text),
    Index("ix_link_source_id_state_next_at", "source_id", "state", "next_at"),
)

#: Bodies, each stored once, compressed with zstd.
body = Table(
    "body",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

#: Fetched responses kept as evidence; `chain` is a hash over the row and the one before it.
capture = Table(
    "capture",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source_id", String(60), nullable=False),
    Column("url", Text, nullable=False),
    Column("final_url", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("headers", JSON, nullable=False),
    Column("sha256", String(64), ForeignKey("body.sha256"), nullable=False, index=True),
    Column("requested_at", Instant, nullable=False),
    Column("fetched_at", Instant, nullable=False),
    Column("redirects", JSON, nullable=False),
    Column("chain", String(64), nullable=False),
)

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
    Column("modified_at", Instant),
    Column("modified_precision", String(8)),
    Column("language", String(16)),
    Column("section", Text),
    Column("tags", JSON, nullable=False),
    Column("image", Text),
    Column("text", Text, nullable=False),
    Column("text_key", String(64), nullable=False, index=True),
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

#: Which document met which watch, with the spans.
watch_match = Table(
    "watch_match",
    metadata,
    Column("watch_id", String(60), primary_key=True),
    Column("document_id", Integer, ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("score", Float, nullable=False),
    Column("clauses", JSON, nullable=False),
    Column("matched_at", Instant, nullable=False),
    Index("ix_watch_match_document_id", "document_id"),
)

#: Documents that are the same text.
story = Table(
    "story",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", String(36), nullable=False, unique=True),
    Column("created_at", Instant, nullable=False),
)

#: A document's place in a story: the verdict, which can be given again from the evidence.
membership = Table(
    "membership",
    metadata,
    Column("document_id", Integer, ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("story_id", Integer, ForeignKey("story.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("relation", String(12), nullable=False),
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

#: What befell a document after it was first seen: gone, returned.
event = Table(
    "event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", Integer, ForeignKey("document.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(12), nullable=False),
    Column("at", Instant, nullable=False),
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
    sqlite_autoincrement=True,
)
