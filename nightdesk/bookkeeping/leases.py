"""Leases: who holds a source, and whether that process is still there."""

from __future__ import annotations

import os
import socket
import uuid

from db.unit import UnitOfWork


def process_name() -> str:
    """A name that no other process has: host, process number, and a part that a later process cannot share."""
    return f"{_host()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"


def free_orphans(uow: UnitOfWork, own: str) -> None:
    """Gives back the leases of processes of this machine that have ended without doing so, as after a kill -9.

    They took no leave either.
    """
    for shared in (uow.schedule, uow.outbox, uow.nodes, uow.hosts):
        for holder in shared.holders():
            if _is_gone(holder, own):
                shared.release(holder)
    for each in uow.nodes.present():
        if _is_gone(each, own):
            uow.nodes.leave(each)


def _is_gone(name: str, own: str) -> bool:
    """Whether another process is gone; our number under another name was a predecessor's, as in a container."""
    return name != own and (_number(name) == os.getpid() or has_ended(name))


def has_ended(name: str) -> bool:
    """Whether a process of this machine is gone. Of other machines nothing is known: their leases run out."""
    number = _number(name)
    if number is None:
        return False
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _number(name: str) -> int | None:
    """The number of a process of this machine."""
    host, _, number = name.rpartition(":")[0].rpartition(":")
    return int(number) if host == _host() and number.isdigit() else None


def _host() -> str:
    return socket.gethostname()[:40]
