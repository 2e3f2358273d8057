"""Captures: fetched responses kept as evidence, equal bodies once, each row chained to the one before."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, text, update

from db.tables import body, capture, document, pruned_body, revision
from db.upsert import insert_new
from model.captures import Capture
from model.chain import BEGINNING, link_of

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

#: The number of the lock that lets one PostgreSQL transaction at a time lengthen the chain.
_CHAIN_LOCK = 0x6E69_6768
_PAGE = 100


@dataclass(frozen=True, slots=True)
class KeptCapture:
    """A stored response with its number, its source, the hash its body was stored under, and its link of the chain.

    Of a `pruned` one the body was let go by retention; its hash, and with it the chain, stays.
    """

    id: int
    source_id: str
    capture: Capture
    sha256: str
    chain: str
    pruned: bool = False


class Captures:
    """Captures on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, source_id: str, kept: Capture) -> int:
        """Keeps a response; gives its number."""
        sha256 = kept.sha256
        data = zstd.compress(kept.body, level=3)
        if not insert_new(self._connection, body, {"sha256": sha256, "size": len(kept.body), "data": data}, ["sha256"]):
            self._bring_back(sha256, data)
        row = {
            "source_id": source_id,
            "url": kept.url,
            "final_url": kept.final_url,
            "status": kept.status,
            "headers": [list(pair) for pair in kept.headers],
            "redirects": list(kept.redirects),
            "sha256": sha256,
            "requested_at": kept.requested_at,
            "fetched_at": kept.fetched_at,
            "chain": link_of(self._head(), source_id, kept, sha256),
        }
        return int(self._connection.execute(insert(capture).values(**row).returning(capture.c.id)).scalar_one())

    def _bring_back(self, sha256: str, data: bytes) -> None:
        """A body that was let go and has come again is stored as it was."""
        let_go = delete(pruned_body).where(pruned_body.c.sha256 == sha256)
        if self._connection.execute(let_go).rowcount:
            self._connection.execute(update(body).where(body.c.sha256 == sha256).values(data=data))

    def get(self, capture_id: int) -> Capture:
        """The response of that number, its body unpacked."""
        return _kept(self._connection.execute(_WHOLE.where(capture.c.id == capture_id)).one()).capture

    def find(self, capture_id: int) -> KeptCapture | None:
        """The same with what is kept of it, None where there is no such response."""
        row = self._connection.execute(_WHOLE.where(capture.c.id == capture_id)).first()
        return _kept(row) if row else None

    def readings(self, sources: Collection[str]) -> list[tuple[int, int | None]]:
        """The number of every document of these sources, of all where none is named, and of the response it is from."""
        query = select(document.c.id, document.c.capture_id).order_by(document.c.id)
        if sources:
            query = query.where(document.c.source_id.in_(list(sources)))
        return [(row.id, row.capture_id) for row in self._connection.execute(query)]

    def all(self) -> Iterator[KeptCapture]:
        """Every response, in the order of the chain. Raises ValueError for a body that cannot be unpacked."""
        last = 0
        while rows := self._connection.execute(_WHOLE.where(capture.c.id > last).limit(_PAGE)).all():
            yield from map(_kept, rows)
            last = rows[-1].id

    def of_documents(self, uids: Collection[str]) -> list[KeptCapture]:
        """The responses that documents and their earlier versions were read from."""
        numbers = select(document.c.id).where(document.c.uid.in_(list(uids)))
        now = select(document.c.capture_id).where(document.c.id.in_(numbers))
        then = select(revision.c.capture_id).where(revision.c.document_id.in_(numbers))
        chosen = capture.c.id.in_(now.union(then))
        return [_kept(row) for row in self._connection.execute(_WHOLE.where(chosen))]

    def _head(self) -> str:
        """The last link of the chain; whoever holds it is alone until the transaction ends."""
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _CHAIN_LOCK})
        last = select(capture.c.chain).order_by(capture.c.id.desc()).limit(1)
        head: str | None = self._connection.execute(last).scalar()
        return head or BEGINNING


_WHOLE = (
    select(capture, body.c.data, pruned_body.c.pruned_at)
    .join(body)
    .join(pruned_body, pruned_body.c.sha256 == body.c.sha256, isouter=True)
    .order_by(capture.c.id)
)


def _kept(row: Row[Any]) -> KeptCapture:
    headers = tuple((name, value) for name, value in row.headers)
    pruned = row.pruned_at is not None
    try:
        data = b"" if pruned else zstd.decompress(row.data)
    except zstd.ZstdError as error:
        raise ValueError(f"capture {row.id}: its body cannot be unpacked: {error}") from error
    times = (row.requested_at, row.fetched_at)
    read = Capture(row.url, row.final_url, row.status, headers, data, *times, redirects=tuple(row.redirects))
    return KeptCapture(row.id, row.source_id, read, row.sha256, row.chain, pruned)
