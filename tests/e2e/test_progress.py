"""What a crawl tells while it goes on: a live table on a real terminal, a line a source everywhere else."""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from nightdesk.demo.outlets import OUTLETS

PLAIN = re.compile(r"\x1b(\[[0-9;?]*[A-Za-z]|[78=>]|\].*?(\x07|\x1b\\))")
HEADLINE = re.compile(
    r"(\d+) of (\d+) sources  ([\d.]+) pages a second  (\d+) stored  (\d+) refused  (\d+) failed  (\d+) s"
)
LINE = re.compile(r"^([a-z-]+): (ok|refused|failed)( \(.*\))?; (\d+) stored, (\d+) matched$")


@pytest.fixture
def unhurried(configuration: Path) -> Path:
    """The miniature press, asked slowly enough to be watched."""
    settings = configuration / "nightdesk.toml"
    settings.write_text(settings.read_text().replace('per_host_gap = "0s"', 'per_host_gap = "300ms"'))
    return configuration


def on_a_terminal(command: list[str], folder: Path, rows: int = 40, columns: int = 120) -> tuple[int, str]:
    """The exit code of a command, and everything it wrote to its terminal."""
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLUMNS", "LINES"}}
    running = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, env=environment | {"TERM": "xterm-256color"}
    )
    os.close(theirs)
    try:
        written = read_to_the_end(ours)
        return running.wait(60), written
    finally:
        running.kill()
        running.wait()
        os.close(ours)


def read_to_the_end(terminal: int) -> str:
    """What is written to a terminal until nobody holds its other end any more."""
    written, deadline = b"", time.monotonic() + 100
    while time.monotonic() < deadline:
        try:
            written += os.read(terminal, 65536)
        except OSError:  # Linux's word for the end
            return written.decode()
    raise AssertionError("the crawl does not end")


def test_a_crawl_on_a_terminal_shows_a_live_table_that_grows_and_goes_away(unhurried: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "nightdesk", "--config", str(unhurried), "crawl"]
    code, raw = on_a_terminal(command, tmp_path)
    written = PLAIN.sub("", raw)
    frames = [(int(done), int(of), float(rate), *map(int, rest)) for done, of, rate, *rest in HEADLINE.findall(written)]
    assert code == 4, written[-2000:]
    assert len(frames) > 4 and {of for _, of, *_ in frames} == {len(OUTLETS)}
    for column in (0, 3, 4, 5):
        figures = [frame[column] for frame in frames]
        assert figures == sorted(figures), "nothing that was counted is taken back"
    assert any(0 < rate < 1000 for _, _, rate, *_ in frames), "pages came while it was looked at"
    assert frames[0][0] < len(OUTLETS) and any(0 < stored < 15 for _, _, _, stored, *_ in frames)
    done, _, _, stored, refused, failed, _ = frames[-1]
    assert (done, stored, refused, failed) == (len(OUTLETS), 15, 1, 1)
    rows = {" ".join(line.split()) for line in written.splitlines()}
    assert "source new links fetched stored matched" in rows
    assert any(re.fullmatch(r"courier \d+ \d+ \d+ \d+ visiting", row) for row in rows)
    assert "fortress 0 0 0 0 refused: feed: refused: 403 Forbidden" in rows, sorted(r for r in rows if "fort" in r)
    assert raw.count("\x1b[?25l") == raw.count("\x1b[?25h") == 1, "the cursor is hidden, and shown again"
    last = written.rindex(" sources  ")
    assert "7 of 9 sources looked at" in written[last:], "what was done is told under the place the table stood in"


def test_a_crawl_off_a_terminal_tells_a_line_a_source_and_no_colour(configuration: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "nightdesk", "--config", str(configuration), "crawl"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=100)
    assert done.returncode == 4 and "\x1b" not in done.stdout + done.stderr
    *lines, summary = done.stderr.splitlines()
    told = {found[1]: found[2] for found in map(LINE.match, lines) if found}
    assert len(lines) == len(told) and set(told) == {outlet.id for outlet in OUTLETS}
    assert {name for name, outcome in told.items() if outcome != "ok"} == {"fortress", "cracked"}
    assert summary.startswith("7 of 9 sources looked at")


def test_documents_on_their_way_into_stories_are_counted_on_a_terminal(tmp_path: Path) -> None:
    rows = (
        {"id": number, "text": f"The crane of berth {number} was mended on day {number * 7}."} for number in range(3000)
    )
    (tmp_path / "all.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    command = [sys.executable, "-m", "nightdesk", "cluster", "all.jsonl", "--format", "json"]
    code, raw = on_a_terminal(command, tmp_path)
    assert code == 0 and PLAIN.sub("", raw).count('"relation": "original"') == 3000
    assert "comparing" in raw and "\x1b" in raw
    quiet = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=100)
    assert quiet.stderr == "" and len(quiet.stdout.splitlines()) == 3000


def test_a_table_on_a_narrow_terminal_breaks_no_short_word(demo_once: Any, tmp_path: Path) -> None:
    config = str(demo_once.folder / "data" / "demo")
    shutil.copy(demo_once.database, tmp_path / "demo.db")
    command = [sys.executable, "-m", "nightdesk", "--config", config, "--database", "demo.db", "sources", "list"]
    code, raw = on_a_terminal(command, tmp_path, columns=80)
    lines = PLAIN.sub("", raw).splitlines()
    assert code == 0 and max(map(cell_len, lines)) <= 80
    assert lines[0].split() == ["id", "name", "kind", "language", "outcome", "visited", "reason"]
    assert sum(" unchanged " in line for line in lines) > 4
    assert sum(re.search(r"\b\d{4}-\d\d-\d\d\b", line) is not None for line in lines) == len(OUTLETS)
