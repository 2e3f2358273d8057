"""Rests: which channels are left alone, and until when."""

from __future__ import annotations

from datetime import datetime, timedelta

from model.clock import Clock


class Rests:
    """The rests of this process's channels; of several that are asked for at once the longest counts.

    A clock that is put back ends them: they would last for as long again as it was put back by.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._rests: dict[str, tuple[datetime, datetime]] = {}

    def rest(self, name: str, span: timedelta) -> None:
        """Leaves a channel alone for so long from now on."""
        now = self._clock()
        begun, until = self._rests.get(name, (now, now))
        self._rests[name] = now, max(now + span, until if begun <= now else now)

    def is_resting(self, name: str) -> bool:
        """Whether a channel is to be left alone now."""
        return name in self.resting()

    def resting(self) -> set[str]:
        """The channels that are to be left alone now."""
        now = self._clock()
        return {name for name, (begun, until) in self._rests.items() if begun <= now < until}
