import logging
import os
import shutil
import signal
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
import structlog

from model.clock import system_clock
from nightdesk.demo.press import Press
from tests.servers import Server, packaged_server, system_programs, system_server

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
    if given := os.environ.get("TEST_PG_URL"):
        yield given
    elif programs := system_programs():
        yield from system_server(programs)
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
