"""The address guard: resolves a name, checks every answer, and connects to the address it checked."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address

import httpcore2

from crawler.addresses import Address, Network, literal_address, reason_to_refuse
from crawler.sockets import SocketBackend, SocketOption
from crawler.streams import ClosingStream
from model.errors import FetchError
from model.outcomes import Outcome

#: Gives the addresses of a host name in the order to try them. Raises OSError where there are none.
Resolver = Callable[[str], Awaitable[Sequence[str]]]

#: How long one of several addresses may take to answer before the next is tried, in seconds.
_ATTEMPT = 5.0


class SystemResolver:
    """The system's name look-up, on threads of its own so that slow names do not hold up other work."""

    def __init__(self, threads: int = 32) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="dns")

    async def __call__(self, host: str) -> Sequence[str]:
        """The addresses of a host, each once, as the system orders them. Raises OSError."""
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self._threads, _look_up, host)
        return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))

    def close(self) -> None:
        """Lets the threads go; look-ups under way are not waited for."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _look_up(
    host: str,
) -> list[tuple[int, int, int, str, tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]]]:
    return list(socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG))


class Guard(httpcore2.AsyncNetworkBackend):
    """A network backend that connects to checked addresses only.

    The check and the connection see the same answer, so a name that changes in between gains nothing. TLS and the
    Host header keep the name. Raises FetchError with Outcome.BLOCKED, DNS or BAD_URL.
    """

    def __init__(
        self,
        resolver: Resolver,
        allowed: Sequence[Network] = (),
        backend: httpcore2.AsyncNetworkBackend | None = None,
    ) -> None:
        self._resolver = resolver
        self._allowed = tuple(allowed)
        self._backend = backend or SocketBackend()

    async def checked_addresses(self, host: str) -> tuple[str, ...]:
        """The addresses of a host, all of them allowed. Raises FetchError where any is not."""
        addresses = await self._addresses(host)
        for address in addresses:
            if reason := reason_to_refuse(address, self._allowed):
                raise FetchError(
                    host,
                    Outcome.BLOCKED,
                    f"{host} is not to be reached: {reason}, and allow_addresses does not name it",
                )
        return tuple(map(str, addresses))

    async def _addresses(self, host: str) -> tuple[Address, ...]:
        try:
            literal = literal_address(host)
        except ValueError as error:
            raise FetchError(host, Outcome.BAD_URL, f"{host} is no host: {error}") from error
        if literal is not None:
            return (literal,)
        if _is_localhost(host):
            return (ip_address("127.0.0.1"),)
        try:
            found = await self._resolver(host)
            addresses = tuple(ip_address(text.partition("%")[0]) for text in found)
        except (OSError, UnicodeError, ValueError) as error:
            raise FetchError(host, Outcome.DNS, f"{host} is not found: {_words(error)}") from error
        if not addresses:
            raise FetchError(host, Outcome.DNS, f"{host} has no address")
        return addresses

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the interface's
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """A connection to the first of the host's checked addresses that answers."""
        *others, last = await self.checked_addresses(host)
        for address in others:
            limit = min(_ATTEMPT, timeout or _ATTEMPT)
            try:
                stream = await self._backend.connect_tcp(address, port, limit, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
            return ClosingStream(stream)
        return ClosingStream(await self._backend.connect_tcp(last, port, timeout, local_address, socket_options))

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109 - the interface's
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Never: a socket file is no address of the web."""
        raise FetchError(path, Outcome.BLOCKED, "socket files are not reached")

    async def sleep(self, seconds: float) -> None:
        """Waits between connection attempts."""
        await asyncio.sleep(seconds)


#: Names that lead nowhere on the public internet (RFC 6761, 6762, 8375, 9476, and the reserved .internal).
_LOCAL_SUFFIXES = (".localhost", ".local", ".internal", ".home.arpa", ".lan", ".intranet", ".corp", ".home", ".alt")


class RemoteGuard(httpcore2.AsyncNetworkBackend):
    """The guard of connections whose names the proxy looks up (socks5h): what can be checked here is.

    Addresses in digits are held against the list, and names of this machine and of local networks are refused. Where a
    public name leads is the proxy's to say; Tor refuses private addresses itself.
    """

    def __init__(self, backend: httpcore2.AsyncNetworkBackend, allowed: Sequence[Network] = ()) -> None:
        self._backend, self._allowed = backend, tuple(allowed)

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the interface's
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """A connection to a host by its name. Raises FetchError where it may not be reached."""
        if reason := self._reason(host):
            raise FetchError(
                host, Outcome.BLOCKED, f"{host} is not to be reached: {reason}, and allow_addresses does not name it"
            )
        return ClosingStream(await self._backend.connect_tcp(host, port, timeout, local_address, socket_options))

    def _reason(self, host: str) -> str | None:
        try:
            literal = literal_address(host)
        except ValueError as error:
            raise FetchError(host, Outcome.BAD_URL, f"{host} is no host: {error}") from error
        if literal is not None:
            return reason_to_refuse(literal, self._allowed)
        name = host.rstrip(".").lower()
        if "." not in name or name.endswith(_LOCAL_SUFFIXES):
            return "it is a name of a local network, and the proxy would look it up"
        return None

    async def sleep(self, seconds: float) -> None:
        """Waits between connection attempts."""
        await asyncio.sleep(seconds)


def _is_localhost(host: str) -> bool:
    """RFC 6761, section 6.3: these names are loopback, whatever a name server says."""
    name = host.rstrip(".").lower()
    return name == "localhost" or name.endswith(".localhost")


def _words(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
