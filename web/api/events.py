"""New stories as server-sent events (WHATWG HTML, server-sent events)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from threading import Lock

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from model.telling import ToldStory
from web.api.asking import PROBLEMS, TheSite
from web.api.problems import problem
from web.api.shapes import alert
from web.site import Site
from web.wishes import read_number

router = APIRouter(responses=PROBLEMS)
#: How often the store is asked, in seconds; every how many looks a stream says that it is there, and every how many it
#: is looked whether whoever listens may still do so.
_LOOK, _REST, _KNOCK = 0.5, 30, 6
#: Streams open at once; each costs a look at the store now and then.
MOST = 64


class Listeners:
    """How many streams are open."""

    def __init__(self) -> None:
        self._count, self._lock = 0, Lock()

    def enter(self) -> bool:
        """Takes a seat, if there is one."""
        with self._lock:
            free = self._count < MOST
            self._count += free
            return free

    def leave(self) -> None:
        """Gives the seat back."""
        with self._lock:
            self._count -= 1


_listeners = Listeners()


@router.get("/events", summary="New alerts as they come, a server-sent event each", response_class=StreamingResponse)
async def events(request: Request, site: TheSite) -> Response:
    """`story` events with the alert as data and its cursor as id; `Last-Event-ID` goes on where a stream ended."""
    if not _listeners.enter():
        return problem(429, "Too many streams are open.", headers={"Retry-After": "30"})
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    since = read_number(request.headers.get("last-event-id", ""))
    return _Stream(_told(request, site, since), 200, headers, "text/event-stream")


class _Stream(StreamingResponse):
    """A stream that has a seat, and gives it back also where nobody was there any more when it was to begin."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends it."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            _listeners.leave()


async def _told(request: Request, site: Site, since: int | None) -> AsyncIterator[str]:
    looks = 0
    take = await run_in_threadpool(site.dash.follow, since)
    yield "retry: 5000\n\n"
    while not site.closing.is_set() and not await request.is_disconnected():
        looks += 1
        if looks % _KNOCK == 0 and await run_in_threadpool(site.gatekeeper.who, request) is None:
            return  # signed out, or the key was ended
        found = await run_in_threadpool(take)
        for each in found:
            yield _event(each)
        if looks % _REST == 0:
            yield ": still here\n\n"
        await asyncio.sleep(_LOOK)


def _event(told: ToldStory) -> str:
    return f"id: {told.seq}\nevent: story\ndata: {json.dumps(alert(told).model_dump())}\n\n"
