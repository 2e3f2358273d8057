"""The wire: the connections that all requests of a program share. The only module that imports httpx2."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Callable, Mapping
from contextlib import aclosing, suppress
from http.cookiejar import DefaultCookiePolicy
from typing import cast

import httpcore2
import httpx2

from config.settings import FetchSettings
from crawler.faults import Phase, fetch_error
from crawler.guard import Guard, SystemResolver
from crawler.room import Room
from crawler.routes import Routes
from crawler.seats import Seats
from crawler.targets import checked_target

Headers = tuple[tuple[str, str], ...]
Response = httpx2.Response

#: The key under which a request names its proxy.
_PROXY = "nightdesk.proxy"
#: So many bytes may large bodies take at once, from their arrival until they were read.
_ROOM = 10_000_000
#: Of the answer to a POST so much is read, and for so many seconds.
_ANSWER_BYTES, _ANSWER_SECONDS = 64 * 1024, 2.0


class _Body(httpx2.AsyncByteStream):
    """The body of a response of our own pools, as httpx2 wants it."""

    def __init__(self, response: httpcore2.Response) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        chunks = aiter(cast("AsyncIterable[bytes]", self._response.stream))
        try:
            async for chunk in chunks:
                yield chunk
        finally:
            if isinstance(chunks, AsyncGenerator):
                await chunks.aclose()

    async def aclose(self) -> None:
        await self._response.aclose()


class _Transport(httpx2.AsyncBaseTransport):
    """httpx2 over our own pools: the guard is handed to them by their public interface."""

    def __init__(self, routes: Routes) -> None:
        self._routes = routes

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The response, its body not yet read."""
        url = request.url
        target = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        sent = httpcore2.Request(
            request.method,
            target,
            headers=request.headers.raw,
            content=cast("AsyncIterable[bytes]", request.stream),
            extensions=request.extensions,
        )
        response = await self._routes.by(request.extensions.get(_PROXY)).send(sent)
        return httpx2.Response(
            response.status, headers=response.headers, stream=_Body(response), extensions=response.extensions
        )

    async def aclose(self) -> None:
        await self._routes.aclose()


class Wire:
    """What the clients of one program share: connections, name look-up, the count of fetches at once."""

    def __init__(
        self,
        settings: FetchSettings,
        *,
        guard: Guard | None = None,
        tls: Callable[[], ssl.SSLContext] = httpcore2.default_ssl_context,
    ) -> None:
        self._resolver = SystemResolver()
        direct = guard or Guard(self._resolver, settings.allow_addresses)
        routes = Routes(direct, self._resolver, settings.allow_addresses, tls, settings.proxy_logins)
        self.seats, self.room = Seats(settings.concurrency), Room(_ROOM)
        self.http = httpx2.AsyncClient(transport=_Transport(routes), trust_env=False)
        self.http.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))  # nothing is kept between fetches

    async def get(self, url: str, headers: list[tuple[bytes, bytes]], proxy: str | None) -> Response:
        """The response to a GET, its body not yet read; redirects are not followed."""
        target = url.partition("://")[2].partition("/")[2]
        extensions = {"target": b"/" + target.encode("ascii"), _PROXY: proxy}
        request = httpx2.Request("GET", url, headers=headers, extensions=extensions)
        return await self.http.send(request, stream=True)

    async def post(self, url: str, headers: Mapping[str, str], body: bytes, seconds: float) -> tuple[int, Headers]:
        """The status and headers of the answer to a POST; redirects are not followed. Raises FetchError.

        Nothing of it is logged: the address may hold a secret.
        """
        try:
            request = httpx2.Request("POST", checked_target(url), headers=dict(headers), content=body)
            async with asyncio.timeout(seconds):
                response = await self.http.send(request, stream=True)
        except Exception as error:
            raise fetch_error(url, error, Phase.SENDING) from error
        await _take_little(response)
        return response.status_code, tuple(response.headers.items())

    async def aclose(self) -> None:
        """Closes every connection."""
        await self.http.aclose()
        self._resolver.close()


async def _take_little(response: Response) -> None:
    """Reads an answer's body to its end where that is near, so that the connection can be used again.

    The status has said already whether what was sent was taken: a body that is late or cut short changes nothing of it.
    """
    taken = 0
    with suppress(Exception):
        async with aclosing(response), asyncio.timeout(_ANSWER_SECONDS):
            async for chunk in response.aiter_raw():
                taken += len(chunk)
                if taken > _ANSWER_BYTES:
                    break
