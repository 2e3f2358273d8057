import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from model.clock import system_clock
from nightdesk.demo.press import Press
from tests.conftest import copied_database, new_database

Run = Callable[..., subprocess.CompletedProcess[str]]


def command_in(folder: Path) -> Run:
    """Runs the real command in a folder."""

    def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "nightdesk", *words],
            capture_output=True, text=True, cwd=folder, env=os.environ | environment, timeout=100,
        )  # fmt: skip

    return run


@pytest.fixture
def nightdesk(tmp_path: Path) -> Run:
    """Runs the real command in an empty folder."""
    return command_in(tmp_path)


@dataclass(frozen=True)
class Done:
    """What was done once for many tests: where, with which database, and what the command said."""

    folder: Path
    database: str
    said: subprocess.CompletedProcess[str]


@pytest.fixture(scope="session")
def crawled_once(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Done]:
    """The miniature press, crawled into a database of the kind that `--on` names."""
    folder, kind = tmp_path_factory.mktemp("crawled"), request.config.getoption("--on")
    with new_database(request, kind, folder) as database:
        with Press(system_clock()) as press:
            press.write_configuration(folder / "config")
            said = command_in(folder)("--config", "config", "--database", database, "crawl", "--format", "json")
        yield Done(folder, database, said)


@pytest.fixture
def crawled(request: pytest.FixtureRequest, crawled_once: Done, tmp_path: Path) -> Iterator[tuple[str, ...]]:
    """The words by which a command works on copies of the configuration and of what was crawled by it."""
    assert crawled_once.said.returncode == 4, crawled_once.said.stderr
    folder = tmp_path / "crawled"
    shutil.copytree(crawled_once.folder / "config", folder / "config")
    with copied_database(request, crawled_once.database, folder) as database:
        yield ("--config", str(folder / "config"), "--database", database)


@pytest.fixture(scope="session")
def demo_once(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """The demo, run to its end in a folder of its own."""
    folder = tmp_path_factory.mktemp("demo")
    return Done(folder, str(folder / "data" / "demo.db"), command_in(folder)("demo", "--once"))


@pytest.fixture
def after_demo(demo_once: Done, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """The folder as the demo leaves it, and what it said."""
    shutil.copytree(demo_once.folder / "data", tmp_path / "data")
    return demo_once.said


@pytest.fixture(scope="session")
def demo_shown(
    request: pytest.FixtureRequest, demo_once: Done, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The demo's database, of the kind that `--on` names."""
    if request.config.getoption("--on") == "sqlite":
        yield demo_once.database
        return
    folder = tmp_path_factory.mktemp("shown")
    with new_database(request, "postgresql", folder) as database:
        assert command_in(folder)("--database", database, "demo", "--once").returncode == 0
        yield database
