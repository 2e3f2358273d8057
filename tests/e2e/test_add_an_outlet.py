"""The how-to for a new outlet, run as it is written, on a copy of the program."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOWTO = (ROOT / "docs" / "howto" / "add-an-outlet.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^\*\*(\S+)\*\*\n\n```\w+\n(.*?)^```$", HOWTO, re.MULTILINE | re.DOTALL))
COMMANDS = [
    line
    for block in re.findall(r"^```console\n(.*?)^```$", HOWTO, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]
ROOMS = ("alerts", "config", "crawler", "db", "matching", "model", "nightdesk", "parsers", "stories", "web")
PARSER = "parsers/sites/harbour_gazette.py"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program with the files that the how-to shows."""
    here = tmp_path_factory.mktemp("outlet")
    for room in ROOMS:
        shutil.copytree(ROOT / room, here / room, ignore=shutil.ignore_patterns("__pycache__"))
    (here / "tests" / "pages").mkdir(parents=True)
    shutil.copy(ROOT / "tests" / "pages" / "test_pages.py", here / "tests" / "pages")
    shutil.copy(ROOT / "pyproject.toml", here)
    for name, text in FILES.items():
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text(text, encoding="utf-8")
    return here


def run(tree: Path, command: str) -> subprocess.CompletedProcess[str]:
    program, *words = shlex.split(command)
    start = [sys.executable, "-m", "nightdesk"] if program == "nightdesk" else [sys.executable]
    return subprocess.run(
        [*start, *words],
        capture_output=True, text=True, cwd=tree, env=os.environ | {"PYTHONPATH": str(tree)}, timeout=100,
    )  # fmt: skip


def test_the_howto_shows_one_source_one_parser_and_one_case() -> None:
    assert list(FILES) == [
        "config/sources/harbour-gazette.toml",
        *(
            f"tests/pages/www.harbour-gazette.example/article/{name}"
            for name in ("page.html", "capture.toml", "expected.json")
        ),
        PARSER,
    ]
    assert len(COMMANDS) == 3


def test_the_parser_shown_has_no_more_than_twenty_lines() -> None:
    assert len(FILES[PARSER].splitlines()) <= 20


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_of_the_howto_succeeds(tree: Path, command: str) -> None:
    assert command.startswith("$ ")
    done = run(tree, command.removeprefix("$ "))
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_new_parser_and_not_the_generic_one_reads_the_page(tree: Path) -> None:
    done = run(tree, COMMANDS[-1].removeprefix("$ "))
    assert "article by harbour_gazette, en, 2025-05-07T03:00:00Z" in done.stdout
    assert "tide" not in done.stdout.partition("The blue crane")[2]
