"""The client: one GET at a time to the end, its redirects included."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Self

import httpcore2
import structlog

from config.settings import FetchSettings
from crawler.answers import Answer, is_redirect, is_success, judge, refuse_malformed, refuse_unread
from crawler.bodies import Intake
from crawler.faults import Phase, fetch_error
from crawler.fetching import Gate, Request
from crawler.outgoing import outgoing_headers
from crawler.room import Place
from crawler.targets import checked_target, redirect_target
from crawler.trips import Trip
from crawler.wire import Response, Wire
from model.captures import Capture
from model.clock import Clock
from model.errors import FetchError
from model.outcomes import Outcome

log = structlog.get_logger()

#: Of a failure's body so much is read, and for so long: enough to know a challenge page.
_FAILURE_BYTES = 64 * 1024
_FAILURE_SECONDS = 2.0
#: A redirect's body is read up to this, so that the connection can be used for the next hop.
_SMALL = 4096


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
        proxy = trip.request.proxy or self._settings.proxy
        response = await self._wire.get(url, headers, proxy)
        trip.phase = Phase.READING
        try:
            refuse_malformed(url, response.headers.raw)
            body = await self._read(trip, url, response)
        finally:
            await response.aclose()
        said = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers.raw)
        return Answer(url, response.status_code, said, body)

    async def _read(self, trip: Trip, url: str, response: Response) -> bytes:
        """The decoded body: whole where it is what was asked for, else as much of it as tells a challenge page."""
        if is_success(response.status_code):
            return await self._whole(trip, url, response)
        length = response.headers.get("content-length", "")
        if is_redirect(response.status_code) and not (length.isdigit() and int(length[:9]) <= _SMALL):
            return b""
        return await self._beginning(trip, url, response)

    async def _whole(self, trip: Trip, url: str, response: Response) -> bytes:
        refuse_unread(url, trip.request, response.status_code, response.headers.get("content-type", ""))
        limit = trip.request.max_bytes or self._settings.max_html
        intake = Intake(url, response.headers.get("content-encoding"), limit)
        intake.announce(response.headers.get("content-length"))
        try:
            await trip.pour(response.aiter_raw(), intake, self._wire.room)
            return intake.finish()
        finally:
            trip.wire_bytes += intake.wire_bytes
            intake.let_go()

    async def _beginning(self, trip: Trip, url: str, response: Response) -> bytes:
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


def _told_of(asked: str, error: FetchError) -> FetchError:
    """The error under the URL that was asked for, with the hop that failed in its reason."""
    elsewhere = "://" in error.url and error.url != asked
    reason = f"{error.reason} (at {error.url})" if elsewhere else error.reason
    return FetchError(asked, error.outcome, reason, status=error.status, retry_at=error.retry_at)
