"""Rests: which channels are left alone, and until when."""

from __future__ import annotations

from datetime import datetime, timedelta

from model.clock import Clock


class Rests:
    """The rests of this process's channels; of several that are asked for at once the longest counts."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until: dict[str, datetime] = {}

    def rest(self, name: str, span: timedelta) -> None:
        """Leaves a channel alone for so long from now on."""
        until = self._clock() + span
        self._until[name] = max(until, self._until.get(name, until))

    def is_resting(self, name: str) -> bool:
        """Whether a channel is to be left alone now."""
        return name in self.resting()

    def resting(self) -> set[str]:
        """The channels that are to be left alone now."""
        now = self._clock()
        return {name for name, until in self._until.items() if until > now}
