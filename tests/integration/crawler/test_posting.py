"""What is posted was taken if the status says so, whatever becomes of the answer's body."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from fault_server import Connection, Handler

from config.settings import FetchSettings
from crawler.wire import Wire
from model.errors import FetchError
from model.outcomes import Outcome

TAKEN = b"HTTP/1.1 200 OK\r\nRetry-After: 5\r\n"


def saying(*pieces: bytes, every: float = 0.0) -> Handler:
    async def handler(at: Connection) -> None:
        at.over = True
        await at.raw(*pieces, every=every)

    return handler


def posted(visitor: Any, handler: Handler) -> tuple[int, Any]:
    visitor.server.on("/hook", handler)

    async def scenario() -> tuple[int, Any]:
        wire = Wire(FetchSettings.model_validate({"allow_addresses": ("127.0.0.0/8",)}))
        async with visitor.server.running():
            try:
                return await wire.post(visitor.server.url("/hook"), {}, b"{}", 20)
            finally:
                await wire.aclose()

    return asyncio.run(scenario())


@pytest.mark.parametrize(
    "handler",
    [
        saying(TAKEN, b"Content-Length: 500\r\n\r\n", b"only so much"),
        saying(TAKEN, b"Transfer-Encoding: chunked\r\n\r\n", b"zz\r\n"),
        saying(TAKEN, b"Content-Length: 500\r\n\r\n", *[b"x"] * 100, every=0.2),
        saying(TAKEN, b"\r\n", *[b"x" * 60_000] * 50),
    ],
    ids=["short", "broken", "slow", "long"],
)
def test_a_message_whose_answer_has_no_good_end_was_taken_all_the_same(visitor: Any, handler: Handler) -> None:
    started = time.monotonic()
    status, headers = posted(visitor, handler)
    assert (status, dict(headers)["retry-after"]) == (200, "5")
    assert time.monotonic() - started < 15, "a slow one would take twenty seconds"


def test_a_message_without_an_answer_was_not_taken(visitor: Any) -> None:
    with pytest.raises(FetchError) as raised:
        posted(visitor, saying(b"HTTP/1.1 200 O"))
    assert raised.value.outcome is Outcome.CONNECT
