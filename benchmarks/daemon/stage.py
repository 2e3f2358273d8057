"""What every part needs: a served press, a configuration of it, processes of the program, and their sizes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WATCH = 'id = "cranes"\ntitle = "Cranes"\nquery = "crane"\n'
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Stage:
    """A folder with a configuration, and the port of the press it is about."""

    folder: Path
    port: int

    def asked(self) -> int:
        """How many requests the press has answered."""
        return int(self.get("/stats"))

    def get(self, path: str) -> str:
        """What the press says at an address."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
            return answer.read().decode()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def press(  # noqa: PLR0913 - the knobs of a press
    folder: Path,
    sources: int,
    every: str,
    *,
    articles: int = 20,
    new_every: int = 50,
    gap: str = "0s",
    run: str = "",
    times: bool = False,
) -> Iterator[Stage]:
    """A served press of so many hosts, and the configuration that crawls it."""
    port = free_port()
    for room in ("sources", "watches"):
        (folder / room).mkdir(parents=True)
    (folder / "watches" / "cranes.toml").write_text(WATCH)
    (folder / "nightdesk.toml").write_text(
        f'[fetch]\nper_host_gap = "{gap}"\nallow_addresses = ["127.0.0.0/8"]\nuser_agent = "Nightdesk-bench/1 (+https://example.org/)"\ntimeout = "5s"\n[run]\n{run}\n'
    )
    for number in range(sources):
        host = f"paper{number}.bench.localhost"
        (folder / "sources" / f"paper{number}.toml").write_text(
            f'id = "paper{number}"\nname = "Paper {number}"\nkind = "outlet"\nhome = "http://{host}:{port}/"\nhosts = ["{host}"]\n'
            f'[[discover]]\nkind = "feed"\nurl = "http://{host}:{port}/feed"\n[schedule]\nevery = "{every}"\nmin = "{every}"\nmax = "{every}"\n'
        )
    words = ["--port", str(port), "--articles", str(articles), "--new-every", str(new_every)]
    words += ["--times"] if times else []
    served = subprocess.Popen([sys.executable, "-m", "benchmarks.daemon.server", *words])
    stage = Stage(folder, port)
    try:
        wait_until(lambda: _answers(stage), 20)
        yield stage
    finally:
        served.terminate()
        served.wait()


def _answers(stage: Stage) -> bool:
    try:
        return bool(stage.get("/stats"))
    except OSError:
        return False


def start(stage: Stage, database: str, *words: str) -> subprocess.Popen[bytes]:
    """A process of the program in a group of its own."""
    command = [sys.executable, "-m", "nightdesk", "-q", "--config", str(stage.folder), "--database", database, *words]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)


def kill(process: subprocess.Popen[bytes]) -> None:
    """Ends a process and its children as a power cut would."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_until(met: object, seconds: float) -> float:
    """Waits for a condition; gives how long that took. Raises TimeoutError."""
    begun = time.monotonic()
    while not met():  # type: ignore[operator]
        if time.monotonic() - begun > seconds:
            raise TimeoutError(f"not within {seconds} s")
        time.sleep(0.1)
    return time.monotonic() - begun


@dataclass(frozen=True)
class Size:
    """A process: resident memory in MB, open files, threads, CPU seconds so far."""

    memory: float
    files: int
    threads: int
    cpu: float


def size_of(pid: int) -> Size:
    """The size of a process, its children left out."""
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    memory, threads = int(status["VmRSS"].split()[0]) / 1000, int(status["Threads"])
    return Size(
        memory, len(list(Path(f"/proc/{pid}/fd").iterdir())), threads, (int(fields[11]) + int(fields[12])) / _TICKS
    )


def answers(port: int) -> bool:
    """Whether the program serves its figures."""
    try:
        return bool(figures(port))
    except OSError:
        return False


def figures(port: int) -> dict[str, float]:
    """What the program tells Prometheus, of the figures without a label."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=30) as answer:
        lines = answer.read().decode().splitlines()
    pairs = (line.split() for line in lines if not line.startswith("#") and "{" not in line)
    return {name: float(value) for name, value, *_ in pairs}


def tree_cpu(root: int) -> float:
    """The CPU seconds that a process and all below it have taken so far."""
    total, waiting = 0.0, [root]
    while waiting:
        pid = waiting.pop()
        try:
            total += size_of(pid).cpu
            waiting += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
        except (OSError, KeyError):
            continue
    return total
