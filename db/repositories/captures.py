"""Captures: fetched responses kept as evidence, equal bodies once."""

from __future__ import annotations

import sys

from sqlalchemy import Connection, insert, select

from db.tables import body, capture
from db.upsert import insert_new
from model.captures import Capture

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


class Captures:
    """Captures on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, source_id: str, kept: Capture) -> int:
        """Keeps a response; gives its number."""
        data = zstd.compress(kept.body, level=3)
        insert_new(self._connection, body, {"sha256": kept.sha256, "size": len(kept.body), "data": data}, ["sha256"])
        row = {
            "source_id": source_id,
            "url": kept.url,
            "final_url": kept.final_url,
            "status": kept.status,
            "headers": [list(pair) for pair in kept.headers],
            "sha256": kept.sha256,
            "requested_at": kept.requested_at,
            "fetched_at": kept.fetched_at,
        }
        return int(self._connection.execute(insert(capture).values(**row).returning(capture.c.id)).scalar_one())

    def get(self, capture_id: int) -> Capture:
        """The response of that number, its body unpacked."""
        query = select(capture, body.c.data).join(body).where(capture.c.id == capture_id)
        row = self._connection.execute(query).one()
        headers = tuple((name, value) for name, value in row.headers)
        return Capture(
            row.url, row.final_url, row.status, headers, zstd.decompress(row.data), row.requested_at, row.fetched_at
        )
