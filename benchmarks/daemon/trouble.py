"""The demo press with trouble: outlets that fail one after another while the daemon runs. Time is a share of the run."""

from __future__ import annotations

import asyncio
import random
import re
import time
from dataclasses import replace

from starlette.types import Receive, Scope, Send

from benchmarks.press import sentence
from model.clock import system_clock
from nightdesk.demo.articles import unrelated
from nightdesk.demo.outlets import ANDAMAN, COURIER, MARTABAN, NEVSKY, SALWEEN, SIAM_BOARD
from nightdesk.demo.press import Press

_ROWS = re.compile(rb'<li class="ipsDataItem".*?</li>', re.DOTALL)
_EMPTY = b"<?xml version='1.0'?><rss version='2.0'><channel><title>Mute</title></channel></rss>"
_DATES = re.compile(rb"<p class=.post-meta.>.*?</p>")


class TroubledPress(Press):
    """The press, whose outlets fail at their times. `seconds` is how long the run takes."""

    def __init__(self, seconds: float) -> None:
        super().__init__(system_clock())
        self._seconds, self._begun = seconds, time.monotonic()
        self._chance, self._printed = random.Random(3), 0

    def begin(self) -> None:
        """Lets the time begin."""
        self._begun = time.monotonic()

    @property
    def share(self) -> float:
        """How much of the run is over."""
        return (time.monotonic() - self._begun) / self._seconds

    def print_more(self) -> None:
        """An article more at the two outlets that publish."""
        for outlet in (COURIER, ANDAMAN):
            self._printed += 1
            words = tuple(" ".join(sentence(self._chance, 14) for _ in range(4)) for _ in range(4))
            title = sentence(self._chance, 7).rstrip(".")
            piece = replace(unrelated(system_clock())[0], slug=f"more-{self._printed}", title=title, paragraphs=words)
            self.publish(outlet, replace(piece, published_at=system_clock()))

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if fault := self._fault(_host(scope), str(scope["path"])):
            await fault(send)
        elif _host(scope) == ANDAMAN.host and self.share > 0.5 and scope["path"] != ANDAMAN.path:
            await super()._answer(scope, receive, _without_dates(send))
        else:
            await super()._answer(scope, receive, send)

    def _fault(self, host: str, path: str) -> object:
        share = self.share
        if host.startswith("mute."):
            return lambda send: _say(send, 200, _EMPTY)
        if host == MARTABAN.host and share > 0.2:
            return lambda send: _say(send, 503, b"over capacity")
        if host == NEVSKY.host and share > 0.2:
            return lambda send: asyncio.sleep(60)
        if host == SALWEEN.host and 0.2 < share < 0.3:
            return lambda send: _say(send, 500, b"error establishing a database connection")
        if host == SIAM_BOARD.host and path == SIAM_BOARD.path and share > 0.3:
            return lambda send: _say(send, 200, _ROWS.sub(b"", self._pages[host, path].body))
        return None


def _host(scope: Scope) -> str:
    return dict(scope["headers"]).get(b"host", b"").decode().partition(":")[0]


async def _say(send: Send, status: int, body: bytes) -> None:
    head = [(b"content-type", b"text/html"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": body})


def _without_dates(send: Send) -> Send:
    """What an outlet sends whose new theme says neither when a text is from nor who wrote it."""
    head: list[dict[str, object]] = []

    async def sending(message: dict[str, object]) -> None:
        if message["type"] == "http.response.start":
            head.append(message)
            return
        body = _DATES.sub(b"", bytes(message.get("body", b"")))  # type: ignore[call-overload]
        said = [pair for pair in head[0]["headers"] if pair[0].lower() != b"content-length"]  # type: ignore[attr-defined]
        await send({**head[0], "headers": [*said, (b"content-length", str(len(body)).encode())]})
        await send({**message, "body": body})

    return sending  # type: ignore[return-value]
