"""Quarantine: which pages ended two parsers, remembered by this process or by the store."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from model.clock import Clock

if TYPE_CHECKING:
    from db.store import Store

#: So many pages are known as quarantined; the oldest is forgotten for a new one.
_MOST = 10_000


class Quarantine:
    """Pages shut away by the SHA-256 of their bodies, for as long as the process lives."""

    def __init__(self) -> None:
        self._reasons: dict[str, str] = {}  #: why, by hash, oldest first

    async def reason(self, sha256: str) -> str | None:
        """Why a page is shut away, None where it is not."""
        return self._reasons.get(sha256)

    async def shut_away(self, sha256: str, reason: str) -> None:
        """Remembers a page that ended two parsers."""
        while len(self._reasons) >= _MOST:
            self._reasons.pop(next(iter(self._reasons)))
        self._reasons[sha256] = reason


class StoredQuarantine(Quarantine):
    """The same kept in the store, for every later process of the same version: a later one may read the page."""

    def __init__(self, store: Store, clock: Clock) -> None:
        super().__init__()
        self._store, self._clock, self._version = store, clock, version("nightdesk")[:20]
        self._is_read = False

    async def reason(self, sha256: str) -> str | None:
        """Why a page is shut away, None where it is not."""
        if not self._is_read:
            known = await self._store.read_soon(lambda uow: uow.quarantine.reasons(self._version, _MOST))
            self._reasons = known | self._reasons
            self._is_read = True
        return await super().reason(sha256)

    async def shut_away(self, sha256: str, reason: str) -> None:
        """Remembers a page that ended two parsers, and writes it down."""
        await super().shut_away(sha256, reason)
        at, of = self._clock(), self._version
        await self._store.write(lambda uow: uow.quarantine.add(sha256, of, reason, at, _MOST))
