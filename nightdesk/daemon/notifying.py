"""Notifying systemd (sd_notify, by its datagram protocol): ready, reloading, stopping, and that we are alive."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Mapping

import structlog

log = structlog.get_logger()


class Notifier:
    """Tells the service manager how we are; says nothing where there is none (no NOTIFY_SOCKET)."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        given = os.environ if environment is None else environment
        name = given.get("NOTIFY_SOCKET", "")
        self._address = f"\0{name[1:]}" if name.startswith("@") else name
        self._every = int(given.get("WATCHDOG_USEC") or 0) / 2e6  # half of the time after which we are taken for dead
        self._beaten = 0.0

    def ready(self) -> None:
        """We do our work."""
        self.tell("READY=1")

    def reloading(self) -> None:
        """We read the configuration anew; `ready` ends it."""
        self.tell("RELOADING=1", f"MONOTONIC_USEC={time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000}")

    def stopping(self) -> None:
        """We are about to end."""
        self.tell("STOPPING=1")

    def beat(self) -> None:
        """We are alive; to be called often, told as often as is wanted."""
        now = time.monotonic()
        if self._every and now - self._beaten >= self._every:
            self._beaten = now
            self.tell("WATCHDOG=1")

    def tell(self, *lines: str) -> None:
        """Sends lines of the protocol."""
        if not self._address:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as sending:
                sending.settimeout(1)
                sending.sendto("\n".join(lines).encode(), self._address)
        except OSError as error:
            log.warning("systemd could not be told", reason=str(error))
