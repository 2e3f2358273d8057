"""What repeats on the pages of each host, as parsers count it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, select

from db.tables import chrome
from db.upsert import put


class Chrome:
    """The counts of blocks by host on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, host: str) -> tuple[int, dict[int, int]]:
        """How many pages of a host were counted, and on how many of them each block stood."""
        row = self._connection.execute(select(chrome.c.pages, chrome.c.counts).where(chrome.c.host == host)).first()
        return (row.pages, {int(each): count for each, count in row.counts.items()}) if row else (0, {})

    def put(self, host: str, pages: int, counts: Mapping[int, int]) -> None:
        """Keeps a host's counts in place of those before."""
        row = {"host": host, "pages": pages, "counts": {str(each): count for each, count in counts.items()}}
        put(self._connection, chrome, row, ["host"])
