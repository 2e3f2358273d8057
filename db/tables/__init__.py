"""The tables. Captures, documents, matches, stories and alerts stand apart, so that each can be made again."""

from db.tables.base import Instant, metadata
from db.tables.crawl import body, capture, chrome, endpoint, host, link, robots, source, visit
from db.tables.documents import address, document, event, revision, search_text, watch_match
from db.tables.keeping import backfill, pruned_body, quarantine
from db.tables.outbox import channel, delivery, notice, trouble
from db.tables.people import account, label, mark, note, saved_search, session, token
from db.tables.running import chore, gap, node, pulse, source_day, standing
from db.tables.stories import alert, fingerprint, membership, ruling, sketch, story, tie

__all__ = [
    "Instant",
    "account",
    "address",
    "alert",
    "backfill",
    "body",
    "capture",
    "channel",
    "chore",
    "chrome",
    "delivery",
    "document",
    "endpoint",
    "event",
    "fingerprint",
    "gap",
    "host",
    "label",
    "link",
    "mark",
    "membership",
    "metadata",
    "node",
    "note",
    "notice",
    "pruned_body",
    "pulse",
    "quarantine",
    "revision",
    "robots",
    "ruling",
    "saved_search",
    "search_text",
    "session",
    "sketch",
    "source",
    "source_day",
    "standing",
    "story",
    "tie",
    "token",
    "trouble",
    "visit",
    "watch_match",
]
