"""The client: one GET at a time to the end, its redirects included. The only module that imports httpx2."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Callable, Mapping
from contextlib import suppress
from http.cookiejar import DefaultCookiePolicy
from typing import Self, cast

import httpcore2
import httpx2
import structlog

from config.settings import FetchSettings
from crawler.answers import Answer, is_redirect, is_success, judge, refuse_unread
from crawler.bodies import Intake
from crawler.faults import Phase, fetch_error
from crawler.fetching import Gate, Request
from crawler.guard import Guard, SystemResolver
from crawler.outgoing import outgoing_headers
from crawler.room import Place, Room
from crawler.routes import Routes
from crawler.seats import Seats
from crawler.targets import checked_target, redirect_target
from crawler.trips import Trip
from model.captures import Capture
from model.clock import Clock
from model.errors import FetchError
from model.outcomes import Outcome

log = structlog.get_logger()
Headers = tuple[tuple[str, str], ...]

#: Of a failure's body so much is read, and for so long: enough to know a challenge page.
_FAILURE_BYTES = 64 * 1024
_FAILURE_SECONDS = 2.0
#: A redirect's body is read up to this, so that the connection can be used for the next hop.
_SMALL = 4096
#: So many bytes may large bodies take at once, from their arrival until they were read.
_ROOM = 10_000_000
#: The key under which a request names its proxy.
_PROXY = "nightdesk.proxy"


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

    async def post(self, url: str, headers: Mapping[str, str], body: bytes, seconds: float) -> tuple[int, Headers]:
        """The status and headers of the answer to a POST; redirects are not followed. Raises FetchError.

        Nothing of it is logged: the address may hold a secret.
        """
        try:
            request = httpx2.Request("POST", checked_target(url), headers=dict(headers), content=body)
            async with asyncio.timeout(seconds):
                response = await self.http.send(request, stream=True)
                await _take_little(response)
        except Exception as error:
            raise fetch_error(url, error, Phase.SENDING) from error
        return response.status_code, tuple(response.headers.items())

    async def aclose(self) -> None:
        """Closes every connection."""
        await self.http.aclose()
        self._resolver.close()


class Client:
    """Fetches over HTTP/1.1 and HTTP/2, through the address guard and a gate that is asked at every hop.

    No cookies, no proxy but the configured, no disguise. Use as an async context manager, or close with `aclose`;
    clients that share a wire are closed with any of them.
    """

    def __init__(self, settings: FetchSettings, clock: Clock, gate: Gate, *, wire: Wire | None = None) -> None:
        self._settings, self._clock, self._gate = settings, clock, gate
        self._wire = wire or Wire(settings)

    async def fetch(self, request: Request) -> Capture:
        """The response to a request after its redirects; a 304 to a conditional one has an empty body.

        Raises FetchError for everything else, its `url` the one asked for.
        """
        requested_at = self._clock()
        passing = Place()
        trip = Trip(request, self._settings.timeout.total_seconds(), request.place or passing)
        try:
            with passing:
                answer = await self._follow(trip)
        except FetchError as error:
            named = _told_of(request.url, error)
            log.info("not fetched", url=request.url, outcome=str(named.outcome), reason=named.reason)
            raise named from error
        fetched_at = self._clock()
        took = round((fetched_at - requested_at).total_seconds() * 1000)
        log.info("fetched", url=request.url, status=answer.status, ms=took, bytes=trip.wire_bytes)
        return Capture(
            url=request.url,
            final_url=answer.url,
            status=answer.status,
            headers=answer.headers,
            body=answer.body,
            requested_at=requested_at,
            fetched_at=fetched_at,
            wire_bytes=trip.wire_bytes,
            redirects=tuple(trip.trail),
        )

    async def _follow(self, trip: Trip) -> Answer:
        url = checked_target(trip.request.url)
        limit = self._settings.max_redirects if trip.request.max_redirects is None else trip.request.max_redirects
        while True:
            async with self._gate.hop(trip.request, url), self._wire.seats.seat():
                answer = await self._exchange(trip, url)
            if answer.location is None:
                return answer
            trip.trail.append(url)
            url = redirect_target(answer.location, url)
            if url in trip.trail:
                raise FetchError(url, Outcome.REDIRECT_LOOP, "redirects lead back to where they were")
            if len(trip.trail) > limit:
                raise FetchError(url, Outcome.REDIRECT_LOOP, f"more than {limit} redirects")

    async def _exchange(self, trip: Trip, url: str) -> Answer:
        """One request and its judged answer; a redirect is passed on. Every exception becomes a FetchError here."""
        try:
            async with trip.on_the_wire():
                answer = await self._send(trip, url)
        except Exception as error:  # the one edge where anything the connection throws gets its name
            raise fetch_error(url, error, trip.phase) from error
        if answer.location is None:
            judge(answer, trip.request, self._clock())
        return answer

    async def _send(self, trip: Trip, url: str) -> Answer:
        headers = outgoing_headers(trip.request, url, self._settings.user_agent)
        target = url.partition("://")[2].partition("/")[2]
        extensions = {"target": b"/" + target.encode("ascii"), _PROXY: trip.request.proxy or self._settings.proxy}
        request = httpx2.Request("GET", url, headers=headers, extensions=extensions)
        response = await self._wire.http.send(request, stream=True)
        trip.phase = Phase.READING
        try:
            body = await self._read(trip, url, response)
        finally:
            await response.aclose()
        said = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers.raw)
        return Answer(url, response.status_code, said, body)

    async def _read(self, trip: Trip, url: str, response: httpx2.Response) -> bytes:
        """The decoded body: whole where it is what was asked for, else as much of it as tells a challenge page."""
        if is_success(response.status_code):
            return await self._whole(trip, url, response)
        length = response.headers.get("content-length", "")
        if is_redirect(response.status_code) and not (length.isdigit() and int(length[:9]) <= _SMALL):
            return b""
        return await self._beginning(trip, url, response)

    async def _whole(self, trip: Trip, url: str, response: httpx2.Response) -> bytes:
        refuse_unread(url, trip.request, response.status_code, response.headers.get("content-type", ""))
        limit = trip.request.max_bytes or self._settings.max_html
        intake = Intake(url, response.headers.get("content-encoding"), limit)
        intake.announce(response.headers.get("content-length"))
        try:
            await trip.pour(response.aiter_raw(), intake, self._wire.room)
            return intake.finish()
        finally:
            trip.wire_bytes += intake.wire_bytes

    async def _beginning(self, trip: Trip, url: str, response: httpx2.Response) -> bytes:
        """What can be had of a failure's body: the status already says that it failed, and how."""
        try:
            intake = Intake(url, response.headers.get("content-encoding"), _FAILURE_BYTES)
        except FetchError:
            return b""
        with suppress(FetchError, httpcore2.NetworkError, httpcore2.ProtocolError, TimeoutError):
            async with asyncio.timeout(_FAILURE_SECONDS):
                await trip.pour(response.aiter_raw(), intake, self._wire.room)
        trip.wire_bytes += intake.wire_bytes
        return intake.body

    async def aclose(self) -> None:
        """Closes every connection."""
        await self._wire.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()


async def _take_little(response: httpx2.Response) -> None:
    """Reads an answer's body to its end where that is near, so that the connection can be used again."""
    taken = 0
    try:
        async for chunk in response.aiter_raw():
            taken += len(chunk)
            if taken > _FAILURE_BYTES:
                break
    finally:
        await response.aclose()


def _told_of(asked: str, error: FetchError) -> FetchError:
    """The error under the URL that was asked for, with the hop that failed in its reason."""
    elsewhere = "://" in error.url and error.url != asked
    reason = f"{error.reason} (at {error.url})" if elsewhere else error.reason
    return FetchError(asked, error.outcome, reason, status=error.status, retry_at=error.retry_at)
