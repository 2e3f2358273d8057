"""Backups: a consistent copy of a database while others go on writing to it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import URL

from db.engine import parse_database_url
from db.translated import in_words
from model.errors import StorageError

#: Pages of an SQLite file copied at a time; between them others may write.
_PAGES = 1000
_ENDINGS = {"sqlite": ".db", "postgresql": ".dump"}


def default_name(database: str, at: datetime) -> str:
    """What a copy is called that was made at an instant: by its time, so that names sort."""
    return f"nightdesk-{at:%Y%m%d-%H%M%S}{_ENDINGS[parse_database_url(database).get_backend_name()]}"


def backup(database: str, target: Path) -> int:
    """Copies a database into a file, which is there only once it is whole; gives its size. Raises StorageError.

    SQLite's online backup, or pg_dump in its custom format, which pg_restore reads. A device or a folder is no place
    for it: the one would be gone for all.
    """
    if target.exists() and not target.is_file():
        raise StorageError(f"no copy was made at {target}: it is there and no file; name one, or a folder")
    url, half = parse_database_url(database), target.with_name(f".{target.name}.half")
    write: Callable[[URL, Path], None] = _sqlite if url.get_backend_name() == "sqlite" else _postgresql
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write(url, half)
        half.chmod(0o600)  # it holds what the database holds
        half.replace(target)
        return target.stat().st_size
    except (OSError, sqlite3.Error) as error:
        raise StorageError(f"no copy was made at {target}: {in_words(error)}") from error
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)


def prune_backups(folder: Path, keep: int) -> list[Path]:
    """Deletes all but the newest copies of a folder; gives those deleted. Other files are left alone."""
    copies = sorted(each for ending in _ENDINGS.values() for each in folder.glob(f"nightdesk-????????-??????{ending}"))
    old = sorted(copies, key=lambda each: each.name)[:-keep]
    for each in old:
        each.unlink()
    return old


def _sqlite(url: URL, target: Path) -> None:
    source = Path(str(url.database))
    if not source.exists():
        raise StorageError(f"there is no database {source}")
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(source)) as reading, closing(sqlite3.connect(target)) as writing:
        reading.backup(writing, pages=_PAGES)
        said = writing.execute("PRAGMA integrity_check").fetchone()[0]
        writing.execute("PRAGMA journal_mode = DELETE")  # one file that can be moved anywhere
    if said != "ok":
        raise StorageError(f"the copy of {source} is not sound: {said}")


def _postgresql(url: URL, target: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise StorageError("pg_dump is not installed; on Debian: apt-get install postgresql-client")
    address = url.set(drivername="postgresql", password=None).render_as_string()
    environment = os.environ | ({"PGPASSWORD": str(url.password)} if url.password else {})
    words = [program, "--format=custom", "--no-owner", f"--file={target}", f"--dbname={address}"]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our words
    if done.returncode:
        raise StorageError(f"pg_dump: {done.stderr.strip() or f'exit code {done.returncode}'}")
