"""Replay: archived pages served as if they were fetched, from a folder or from WARC files."""

from crawler.replay.archive import Entry
from crawler.replay.replay import Replay, open_replay
from crawler.replay.warc import Record, load_record, scan

__all__ = ["Entry", "Record", "Replay", "load_record", "open_replay", "scan"]
