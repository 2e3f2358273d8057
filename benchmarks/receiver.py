"""A receiver of webhooks that fails at random."""

from __future__ import annotations

import asyncio
import random
import threading
import time
from collections import Counter

#: Of a thousand requests so many end otherwise than with 204.
FAULTS = {"500": 40, "429": 20, "reset": 30, "slow": 20, "silent": 1}


class Receiver:
    """A webhook receiver on a thread of its own, which fails at random and counts what it took."""

    def __init__(self, seed: int = 7, *, faults: bool = True) -> None:
        self.taken: Counter[tuple[str, str]] = Counter()
        self.asked: Counter[str] = Counter()
        self.last = 0.0
        self._chance, self._faults = random.Random(seed), faults
        self.port, self._loop, self._ready = 0, asyncio.new_event_loop(), threading.Event()
        threading.Thread(target=self._run, daemon=True).start()
        self._ready.wait()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0, backlog=512))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._answer(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        fields = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
        await reader.readexactly(int(fields.get("content-length", "0")))
        fault = self._fault()
        self.asked[fault] += 1
        if fault == "reset":
            writer.transport.abort()
            return False
        if fault in {"slow", "silent"}:
            await asyncio.sleep(0.3 if fault == "slow" else 60)
        if fault in {"500", "429"}:
            wait = "Retry-After: 1\r\n" if fault == "429" else ""
            writer.write(f"HTTP/1.1 {fault} No\r\n{wait}Content-Length: 0\r\n\r\n".encode())
        else:
            self.taken[head.split(" ", 2)[1], fields["webhook-id"]] += 1
            self.last = time.perf_counter()
            writer.write(b"HTTP/1.1 204 Taken\r\n\r\n")
        await writer.drain()
        return True

    def _fault(self) -> str:
        drawn = self._chance.randrange(1000) if self._faults else 1000
        for name, share in FAULTS.items():
            if drawn < share:
                return name
            drawn -= share
        return "taken"
