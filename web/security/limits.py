"""Limits on guessing: after a few failures each further try has to wait, longer each time."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from threading import Lock

#: So many tries are free; then the wait begins, in seconds, and doubles up to the longest.
_FREE = 5
_FIRST, _LONGEST = 2.0, 900.0
_FORGET = 3600.0
_MANY = 4096


class Limits:
    """Failures by who is asking and for which account; those of long ago are forgotten."""

    def __init__(self) -> None:
        self._failures: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, *keys: str) -> int:
        """Seconds until the next try is allowed, 0 for now."""
        now = time.monotonic()
        with self._lock:
            return max(self._wait(key, now) for key in keys)

    def failed(self, *keys: str) -> None:
        """Counts a failure."""
        now = time.monotonic()
        with self._lock:
            for key in keys:
                self._failures[key] = (self._count(key, now) + 1, now)
                self._failures.move_to_end(key)
            while len(self._failures) > _MANY:
                self._failures.popitem(last=False)

    def passed(self, *keys: str) -> None:
        """Forgets the failures of whoever is in."""
        with self._lock:
            for key in keys:
                self._failures.pop(key, None)

    def _count(self, key: str, now: float) -> int:
        count, at = self._failures.get(key, (0, now))
        return count if now - at < _FORGET else 0

    def _wait(self, key: str, now: float) -> int:
        beyond = self._count(key, now) - _FREE
        if beyond < 0:
            return 0
        pause: float = min(_FIRST * 2 ** min(beyond, 30), _LONGEST)
        return max(math.ceil(self._failures[key][1] + pause - now), 0)
