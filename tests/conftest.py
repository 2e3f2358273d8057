import gc
import logging
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import hypothesis
import pytest
import structlog

from db.store import Store
from model.clock import system_clock
from nightdesk.demo.press import Press
from tests.servers import Server, fresh, memory_folder, packaged_server, system_programs, system_server

# What the developer's own shell says must not change what tests see; NIGHTDESK_EVAL_DATA alone is for tests.
for name in [name for name in os.environ if name.startswith("NIGHTDESK_") and name != "NIGHTDESK_EVAL_DATA"]:
    del os.environ[name]
# What tests start is compiled once and not by every process, also where a shell forbids to keep what was compiled.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# What is imported and collected here stays to the end: the collector need not look through it again and again.
gc.disable()
# A shell's background job ignores SIGINT, and so would every process that the tests start and interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)

# How long an example takes, or is made, is the machine's affair: one that stands still for a fifth of a second must not
# fail a law. Where time is meant, a test asserts it. What does fail can be tried again by what is printed.
hypothesis.settings.register_profile(
    "house", deadline=None, print_blob=True, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("house")

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
    if given := os.environ.get("TEST_PG_URL"):
        yield given
    elif programs := system_programs():
        yield from system_server(programs, memory_folder())
    else:
        yield from packaged_server()


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A PostgreSQL server of one test, which may stop and start it."""
    programs = system_programs()
    if programs is None:
        pytest.skip("this system has no programs of PostgreSQL")
    server = Server(programs)
    yield server
    with suppress(subprocess.CalledProcessError):
        server.stop("immediate")
    shutil.rmtree(server.folder)


@pytest.fixture(scope="session")
def ready_file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An SQLite file with every table and no row, for copies: making the tables takes longer than many a test."""
    file = str(tmp_path_factory.mktemp("ready") / "desk.db")
    Store(file).close()
    return file


@pytest.fixture(scope="session")
def ready_database(postgresql: str) -> Iterator[str]:
    """The same on the server of the tests."""
    with fresh(postgresql) as address:
        Store(address).close()
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of each kind that is supported, its tables made."""
    with empty_database(request, request.param, tmp_path) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of each kind without tables."""
    with new_database(request, request.param, tmp_path) as address:
        yield address


def pytest_collection_finish() -> None:
    """From here on garbage is collected, also where a test counts on it."""
    gc.freeze()
    gc.enable()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--on postgresql`: where the tests run that need some database, whichever it is."""
    parser.addoption("--on", choices=["sqlite", "postgresql"], default="sqlite", help="the database of `any_database`")


@pytest.fixture
def any_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of the kind that `--on` names, its tables made."""
    with empty_database(request, request.config.getoption("--on"), tmp_path) as address:
        yield address


@contextmanager
def empty_database(request: pytest.FixtureRequest, kind: str, folder: Path) -> Iterator[str]:
    """A database with every table and no row."""
    ready = request.getfixturevalue("ready_file" if kind == "sqlite" else "ready_database")
    with copied_database(request, ready, folder) as address:
        yield address


@contextmanager
def new_database(request: pytest.FixtureRequest, kind: str, folder: Path, like: str | None = None) -> Iterator[str]:
    """A database without tables, or like another: a file of a folder, or one on the server of the tests."""
    if kind == "sqlite":
        if like:
            shutil.copyfile(like, folder / "desk.db")
        yield str(folder / "desk.db")
        return
    with fresh(request.getfixturevalue("postgresql"), like) as address:
        yield address


@contextmanager
def copied_database(request: pytest.FixtureRequest, original: str, folder: Path) -> Iterator[str]:
    """A copy of a database that no process has open."""
    kind = "postgresql" if original.startswith("postgresql") else "sqlite"
    with new_database(request, kind, folder, original) as address:
        yield address


@pytest.fixture
def eval_data() -> Path:
    """The folder of real pages, which no clone has; NIGHTDESK_EVAL_DATA says where it is."""
    folder = os.environ.get("NIGHTDESK_EVAL_DATA")
    if not folder:
        pytest.skip("NIGHTDESK_EVAL_DATA names no folder of evaluation data")
    return Path(folder)
