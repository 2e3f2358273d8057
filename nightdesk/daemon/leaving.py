"""Leaving: once the end was asked for and all is done, no other signal makes a death of it."""

from __future__ import annotations

import atexit
import os
import signal

#: What asks for the end.
ENDING = (signal.SIGTERM, signal.SIGINT)


def leave_at_once_when_asked_again() -> None:
    """Lets another SIGTERM or SIGINT end the process well and at once, up to the last moment of the interpreter."""
    for number in ENDING:
        signal.signal(number, _leave)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    atexit.register(_hear_nothing)


def _leave(*_: object) -> None:
    os._exit(0)


def _hear_nothing() -> None:
    """An interpreter that ends puts back the default, which is death, for each handler of ours, but ignores on."""
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN)
