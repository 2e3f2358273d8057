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

from model.telling import ToldStory
from web.api.asking import PROBLEMS, TheSite
from web.api.problems import problem
from web.api.shapes import alert
from web.site import Site
from web.wishes import read_number

router = APIRouter(responses=PROBLEMS)
#: How often the store is asked, and how often a stream without news says that it is there, in seconds.
_LOOK, _REST = 0.5, 15.0
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
    return StreamingResponse(_told(request, site, since), 200, headers, "text/event-stream")


async def _told(request: Request, site: Site, since: int | None) -> AsyncIterator[str]:
    rest = 0.0
    try:
        take = await run_in_threadpool(site.dash.follow, since)
        yield "retry: 5000\n\n"
        while not site.closing.is_set() and not await request.is_disconnected():
            found = await run_in_threadpool(take)
            for each in found:
                yield _event(each)
            rest = 0.0 if found else rest + _LOOK
            if rest >= _REST:
                yield ": nothing new\n\n"
                rest = 0.0
            await asyncio.sleep(_LOOK)
    finally:
        _listeners.leave()


def _event(told: ToldStory) -> str:
    return f"id: {told.seq}\nevent: story\ndata: {json.dumps(alert(told).model_dump())}\n\n"
