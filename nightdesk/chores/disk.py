"""Disk: the operator is told before a database has no room to write, and when it has room again."""

from __future__ import annotations

import asyncio
import shutil
from datetime import datetime
from pathlib import Path

from db.unit import UnitOfWork
from nightdesk.desk import Desk
from nightdesk.notices.newsroom import Newsroom, begin_trouble, end_trouble

#: With less room than this on its disk a database is about to stop, in bytes.
ROOM = 500_000_000
#: A trouble is over once there is so much more: else each page that is stored or deleted would begin and end it.
_MORE = 200_000_000


async def watch_room(desk: Desk) -> str:
    """Looks how much room the database's disk has, and tells the operator what changed."""
    folder = folder_of(desk.store.address)
    free = (await asyncio.to_thread(shutil.disk_usage, folder)).free
    return await desk.store.write(lambda uow: tell_room(uow, desk.newsroom, folder, free, desk.clock()))


def tell_room(uow: UnitOfWork, newsroom: Newsroom, folder: Path, free: int, now: datetime) -> str:
    """Tells the operator of a disk that is nearly full, once, and of its end; gives how it stands."""
    said = f"{free / 1e9:.1f} GB free at {folder}"
    if free < ROOM:
        begin_trouble(uow, newsroom, "disk", f"Only {said}: make room, or `nightdesk db prune`.", now)
    elif free >= ROOM + _MORE:
        end_trouble(uow, newsroom, "disk", now)
    return said


def folder_of(address: str) -> Path:
    """The folder of an SQLite file; for a server's database the folder we are in, where logs and copies go."""
    path = address.removeprefix("sqlite:///")
    return Path.cwd() if "://" in path else Path(path).absolute().parent
