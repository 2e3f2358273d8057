"""A network stream that leaves no socket behind when its TLS handshake is cut short, and knows HTTP's beginning."""

from __future__ import annotations

import ssl
from typing import Any

import httpcore2

_BEGINNING = b"HTTP/"
_LONGEST_LEAD = 64  #: bytes; blank lines may stand before an answer


class ClosingStream(httpcore2.AsyncNetworkStream):
    """Another stream as it is, but closed when a handshake on it fails or is cancelled.

    A deadline ends a handshake by cancelling it; httpcore2 closes the connection on errors only, and a server that
    stays silent would keep the socket for as long as it likes.
    """

    def __init__(self, stream: httpcore2.AsyncNetworkStream) -> None:
        self._stream = stream
        self._begun: bytes | None = None  #: the beginning of an answer, until it is known for one

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - the interface's
        """The next bytes. Raises httpcore2.RemoteProtocolError where an answer begins otherwise than HTTP's do."""
        data = await self._stream.read(max_bytes, timeout)
        if self._begun is not None:
            self._look_at(data)
        return data

    def _look_at(self, data: bytes) -> None:
        """Holds the beginning of an answer against HTTP's: a server that says something else, and ends, said it."""
        begun = ((self._begun or b"") + data[:_LONGEST_LEAD]).lstrip(b"\r\n")[: len(_BEGINNING)]
        if not _BEGINNING.startswith(begun.upper()):
            raise httpcore2.RemoteProtocolError(f"the answer is no HTTP: it begins with {data[:20]!r}")
        self._begun = None if begun.upper() == _BEGINNING else begun

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - the interface's
        """Sends bytes."""
        if buffer:
            self._begun = b""
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        """Closes the stream."""
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - the interface's
    ) -> httpcore2.AsyncNetworkStream:
        """The stream under TLS."""
        try:
            secure = await self._stream.start_tls(ssl_context, server_hostname, timeout)
        except BaseException:
            await self._stream.aclose()
            raise
        spoken = secure.get_extra_info("ssl_object")
        return secure if spoken and spoken.selected_alpn_protocol() == "h2" else ClosingStream(secure)

    def get_extra_info(self, info: str) -> Any:
        """What the stream knows of its socket."""
        return self._stream.get_extra_info(info)
