"""Proxies: connections made through SOCKS5 (RFC 1928; Tor) or an HTTP CONNECT tunnel (RFC 9110, section 9.3.6).

A backend under the address guard: it is given addresses that the guard has checked, and asks the proxy for those.
With socks5h it is given names, which only the proxy can look up.
"""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import Iterable
from ipaddress import IPv4Address, ip_address
from urllib.parse import urlsplit

import httpcore2

from crawler.sockets import SocketBackend, SocketOption

_VERSION, _CONNECT, _NO_LOGIN, _LOGIN = 5, 1, 0, 2
_LOGIN_VERSION = 1  #: RFC 1929
_IPV4, _NAME, _IPV6 = 1, 3, 4
#: RFC 1928, section 6.
_REPLIES = {
    1: "general failure",
    2: "not allowed by its rules",
    3: "network unreachable",
    4: "host unreachable",
    5: "connection refused",
    6: "took too long",
    7: "does not know CONNECT",
    8: "does not know this kind of address",
}
_LONGEST_HEAD = 16_384
_REFUSED = "the proxy does not take the login that fetch.proxy_logins has for it"


class ProxyBackend(httpcore2.AsyncNetworkBackend):
    """Connects through the proxy of a URL (socks5, socks5h, http), which may stand on loopback: it was configured.

    `login` is USER:PASSWORD, and no error says any of it.
    """

    def __init__(
        self, proxy: str, login: str | None = None, backend: httpcore2.AsyncNetworkBackend | None = None
    ) -> None:
        parts = urlsplit(proxy)
        self._host, self._port, self._login = parts.hostname or "", parts.port or 0, login
        self._ask = _ask_http if parts.scheme == "http" else _ask_socks
        self._backend = backend or SocketBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the interface's
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """A connection to a host by way of the proxy. Raises httpcore2.ConnectError with the proxy's words."""
        try:
            stream = await self._backend.connect_tcp(self._host, self._port, timeout, local_address, socket_options)
        except httpcore2.ConnectError as error:
            raise httpcore2.ConnectError(f"the proxy {self._host}:{self._port} is not there: {error}") from error
        try:
            await self._ask(stream, host, port, self._login)
        except BaseException:
            await stream.aclose()
            raise
        return stream

    async def sleep(self, seconds: float) -> None:
        """Waits between connection attempts."""
        await asyncio.sleep(seconds)


async def _ask_socks(stream: httpcore2.AsyncNetworkStream, host: str, port: int, login: str | None) -> None:
    ways = [_NO_LOGIN] if login is None else [_NO_LOGIN, _LOGIN]
    await stream.write(bytes([_VERSION, len(ways), *ways]))
    version, way = await _exactly(stream, 2)
    if version != _VERSION:
        raise httpcore2.ConnectError("the proxy is no SOCKS5 proxy")
    if way not in ways:
        raise httpcore2.ConnectError(f"the proxy wants {'another' if login else 'a'} login; fetch.proxy_logins has it")
    if way == _LOGIN and login is not None:
        await _log_in(stream, login)
    await stream.write(bytes([_VERSION, _CONNECT, 0]) + _address(host) + port.to_bytes(2))
    _, reply, _, kind = await _exactly(stream, 4)
    if reply:
        raise httpcore2.ConnectError(f"the proxy says: {_REPLIES.get(reply, f'reply {reply}')}")
    length = {_IPV4: 4, _IPV6: 16}.get(kind) or (await _exactly(stream, 1))[0]
    await _exactly(stream, length + 2)


async def _log_in(stream: httpcore2.AsyncNetworkStream, login: str) -> None:
    """RFC 1929."""
    said = b"".join(bytes([len(part)]) + part for part in (part.encode() for part in login.split(":", 1)))
    await stream.write(bytes([_LOGIN_VERSION]) + said)
    _, refused = await _exactly(stream, 2)
    if refused:
        raise httpcore2.ConnectError(_REFUSED)


def _address(host: str) -> bytes:
    try:
        address = ip_address(host)
    except ValueError:
        name = host.encode("ascii")
        return bytes([_NAME, len(name)]) + name
    return bytes([_IPV4 if isinstance(address, IPv4Address) else _IPV6]) + address.packed


async def _ask_http(stream: httpcore2.AsyncNetworkStream, host: str, port: int, login: str | None) -> None:
    target = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    known = f"Proxy-Authorization: Basic {b64encode(login.encode()).decode()}\r\n" if login else ""
    await stream.write(f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n{known}\r\n".encode("ascii"))
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += await _exactly(stream, 1)  # no byte too many: what follows is the server's
        if len(head) > _LONGEST_HEAD:
            raise httpcore2.ConnectError("the proxy's answer has no end")
    status = head.split(None, 2)[1:2]
    if status == [b"407"]:
        raise httpcore2.ConnectError(_REFUSED if login else "the proxy wants a login; fetch.proxy_logins has it")
    if not status or not status[0].startswith(b"2"):
        raise httpcore2.ConnectError(f"the proxy says: {head.splitlines()[0].decode('latin-1')}")


async def _exactly(stream: httpcore2.AsyncNetworkStream, count: int) -> bytes:
    data = b""
    while len(data) < count:
        more = await stream.read(count - len(data))
        if not more:
            raise httpcore2.ConnectError("the proxy hung up")
        data += more
    return data
