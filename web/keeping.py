"""Keeping: what is dear to count is counted once in a while, and shown until then as it was."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar, cast

T = TypeVar("T")
#: How long a count is shown, in seconds.
LASTS = 60.0
_MANY = 256


class Kept:
    """Values by key, each for a minute."""

    def __init__(self, lasts: float = LASTS) -> None:
        self._lasts = lasts
        self._values: OrderedDict[Hashable, tuple[float, Any]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of a key, made anew where it is older."""
        now = time.monotonic()
        with self._lock:
            held = self._values.get(key)
        if held is not None and now - held[0] < self._lasts:
            return cast("T", held[1])
        value = make()
        with self._lock:
            self._values[key] = now, value
            self._values.move_to_end(key)
            while len(self._values) > _MANY:
                self._values.popitem(last=False)
        return value
