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
    """Gives back the leases of processes of this machine that have ended without doing so, as after a kill -9."""
    for shared in (uow.schedule, uow.outbox, uow.nodes, uow.hosts):
        for holder in shared.holders():
            if holder != own and _has_ended(holder):
                shared.release(holder)


def _has_ended(holder: str) -> bool:
    """Whether a process of this machine is gone. Of other machines nothing is known: their leases run out."""
    host, _, rest = holder.rpartition(":")[0].rpartition(":")
    if host != _host() or not rest.isdigit():
        return False
    if int(rest) == os.getpid():
        return True  # our own number under another name: a predecessor's, as in a restarted container
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _host() -> str:
    return socket.gethostname()[:40]
