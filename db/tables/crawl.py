"""The tables of the crawl: sources and visits, addresses and hosts, links, and the responses kept."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Float, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from db.tables.base import Instant, metadata

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

#: What repeats on a host's pages: on how many of `pages` a block stood, by its fingerprint.
chrome = Table(
    "chrome",
    metadata,
    Column("host", String(260), primary_key=True),
    Column("pages", Integer, nullable=False),
    Column("counts", JSON, nullable=False),
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
