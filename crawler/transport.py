"""Connections to many hosts: one small pool for each origin, behind the address guard."""

from __future__ import annotations

import ssl
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

import httpcore2

_NEVER_ANSWERED = (httpcore2.RemoteProtocolError, httpcore2.ReadError, httpcore2.WriteError)


@dataclass(slots=True)
class _Pool:
    connections: httpcore2.AsyncConnectionPool
    used_at: float

    @property
    def idle(self) -> bool:
        return all(connection.is_idle() or connection.is_closed() for connection in self.connections.connections)


def _holds_more(connection: object) -> bool:
    """Whether a connection holds bytes that came behind an answer, which would be taken for the next one.

    No public interface tells. Under HTTP/2 answers are told apart by number.
    """
    state = getattr(getattr(connection, "_connection", None), "_h11_state", None)
    return state is not None and bool(state.trailing_data[0])


class OriginPools:
    """One small pool for each origin: a pool shared by many hosts is searched from end to end at every request.

    At most `keep` pools stay open unused, none longer than `expiry` seconds once others are asked for. `tls` is called
    once, at the first https origin: loading the certificate authorities takes a tenth of a second.
    """

    def __init__(
        self,
        backend: httpcore2.AsyncNetworkBackend,
        tls: Callable[[], ssl.SSLContext] = httpcore2.default_ssl_context,
        *,
        keep: int = 128,
        expiry: float = 15.0,
    ) -> None:
        self._backend, self._make_tls, self._keep, self._expiry = backend, tls, keep, expiry
        self._tls: ssl.SSLContext | None = None
        self._pools: OrderedDict[tuple[bytes, bytes, int], _Pool] = OrderedDict()

    def __len__(self) -> int:
        return len(self._pools)

    async def send(self, request: httpcore2.Request) -> httpcore2.Response:
        """The response, its body not yet read.

        A request that a kept connection dropped unanswered is sent once more: the server had closed it meanwhile.
        """
        pool, stale = self._pool(request.url.origin)
        for connection in pool.connections:
            if connection.is_idle() and _holds_more(connection):
                await connection.aclose()
        kept = any(connection.is_idle() for connection in pool.connections)
        try:
            return await pool.handle_async_request(request)
        except _NEVER_ANSWERED:
            if not kept:
                raise
            return await pool.handle_async_request(request)
        finally:
            for old in stale:
                await old.aclose()

    def _pool(
        self, origin: httpcore2.Origin
    ) -> tuple[httpcore2.AsyncConnectionPool, list[httpcore2.AsyncConnectionPool]]:
        key, now = (origin.scheme, origin.host, origin.port), time.monotonic()
        known = self._pools.get(key)
        if known is not None:
            known.used_at = now
            self._pools.move_to_end(key)
            return known.connections, []
        stale = self._take_stale(now)
        pool = self._open(secure=origin.scheme == b"https")
        self._pools[key] = _Pool(pool, now)
        return pool, stale

    def _open(self, *, secure: bool) -> httpcore2.AsyncConnectionPool:
        if secure and self._tls is None:
            self._tls = self._make_tls()
        return httpcore2.AsyncConnectionPool(
            ssl_context=self._tls,
            max_connections=8,
            max_keepalive_connections=2,
            keepalive_expiry=self._expiry,
            http2=True,
            network_backend=self._backend,
        )

    def _take_stale(self, now: float) -> list[httpcore2.AsyncConnectionPool]:
        """Takes out pools long unused, and the longest unused where there are too many; never one at work."""
        stale: list[httpcore2.AsyncConnectionPool] = []
        for key, pool in list(self._pools.items()):
            if len(self._pools) < self._keep and now - pool.used_at < self._expiry:
                break
            if pool.idle:
                del self._pools[key]
                stale.append(pool.connections)
        return stale

    async def aclose(self) -> None:
        """Closes every connection."""
        while self._pools:
            _, pool = self._pools.popitem()
            await pool.connections.aclose()
