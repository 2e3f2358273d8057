"""Quarantine: pages that ended their parsers, so that no later process tries them again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, select

from db.tables import quarantine
from db.upsert import put


class Quarantine:
    """Pages shut away, on one connection; each by the hash of its body and the version of the program it ended."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def reasons(self, version: str, most: int) -> dict[str, str]:
        """Why pages are shut away from a version, by their hashes: the latest, the oldest of them first."""
        of_version = select(quarantine.c.sha256, quarantine.c.reason).where(quarantine.c.version == version)
        rows = self._connection.execute(of_version.order_by(quarantine.c.at.desc()).limit(most)).all()
        return {row.sha256: row.reason for row in reversed(rows)}

    def add(self, sha256: str, version: str, reason: str, at: datetime, most: int) -> None:
        """Shuts a page away; of all that are, the `most` latest are kept."""
        row = {"sha256": sha256, "version": version, "reason": reason, "at": at}
        put(self._connection, quarantine, row, ["sha256", "version"])
        latest = select(quarantine.c.at).order_by(quarantine.c.at.desc()).offset(most).limit(1)
        if (oldest := self._connection.execute(latest).scalar()) is not None:
            self._connection.execute(delete(quarantine).where(quarantine.c.at <= oldest))
