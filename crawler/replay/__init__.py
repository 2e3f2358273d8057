"""Replay: archived pages served as if they were fetched, from a folder or from WARC files."""

from crawler.replay.archive import Entry
from crawler.replay.replay import Replay, open_replay

__all__ = ["Entry", "Replay", "open_replay"]
