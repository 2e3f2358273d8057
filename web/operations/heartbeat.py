"""The heartbeat: the crawl's event loop says that it turns, whoever wants to know asks how long ago."""

from __future__ import annotations

import asyncio
import time

#: An event loop that has not turned for so many seconds hangs.
LONGEST = 60.0


class Heartbeat:
    """When the crawl's event loop last turned; read from other threads."""

    def __init__(self) -> None:
        self._at: float | None = None
        self.tasks = 0  #: how many there were in the loop then

    def beat(self) -> None:
        """Says that it turns; to be called in the loop."""
        self._at, self.tasks = time.monotonic(), len(asyncio.all_tasks())

    @property
    def age(self) -> float | None:
        """How many seconds ago it last turned; None before the first time."""
        return None if self._at is None else time.monotonic() - self._at

    @property
    def hangs(self) -> bool:
        """Whether it has not turned for too long."""
        age = self.age
        return age is not None and age > LONGEST
