"""Routes: the connections by which requests leave, directly or through a proxy, all behind the address guard."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlsplit

import httpcore2
from pydantic import SecretStr

from crawler.addresses import Network
from crawler.guard import Guard, RemoteGuard, Resolver
from crawler.proxies import ProxyBackend
from crawler.transport import OriginPools

Tls = Callable[[], ssl.SSLContext]
#: What a source says that is not to use the proxy of the settings.
DIRECT = "direct"


class Routes:
    """Pools of connections by proxy; those of a proxy are opened when it is first used. None and "direct" have none.

    `logins` are those of proxies, by their host and port.
    """

    def __init__(
        self,
        direct: Guard,
        resolver: Resolver,
        allowed: Sequence[Network],
        tls: Tls,
        logins: Mapping[str, SecretStr] | None = None,
    ) -> None:
        self._resolver, self._allowed, self._tls, self._logins = resolver, tuple(allowed), tls, logins or {}
        self._pools: dict[str | None, OriginPools] = {None: OriginPools(direct, tls)}

    def by(self, proxy: str | None) -> OriginPools:
        """The pools whose connections go through a proxy."""
        key = None if proxy == DIRECT else proxy
        if key is not None and key not in self._pools:
            self._pools[key] = OriginPools(self._guard(key), self._tls)
        return self._pools[key]

    def _guard(self, proxy: str) -> httpcore2.AsyncNetworkBackend:
        login = self._logins.get(urlsplit(proxy).netloc)
        backend = ProxyBackend(proxy, login.get_secret_value() if login else None)
        if proxy.startswith("socks5h:"):
            return RemoteGuard(backend, self._allowed)
        return Guard(self._resolver, self._allowed, backend)

    async def aclose(self) -> None:
        """Closes every connection."""
        for pools in self._pools.values():
            await pools.aclose()
