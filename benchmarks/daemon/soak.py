"""The soak: the daemon at full speed for so many fetches; does anything grow? And the idle daemon: what does it cost?"""

from __future__ import annotations

import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from benchmarks.daemon.stage import (
    Size,
    Stage,
    answers,
    figures,
    free_port,
    press,
    size_of,
    start,
    tree_cpu,
    wait_until,
)
from benchmarks.processes import tree_memory
from db.store import Store
from model.clock import system_clock


@dataclass(frozen=True)
class Sample:
    """The daemon after so many fetches: its process, all its processes in MB, and what it tells of itself."""

    asked: int
    main: Size
    tree: float
    told: dict[str, float]

    @property
    def figures(self) -> dict[str, float]:
        """What must not grow, by name."""
        return {
            "main process MB": self.main.memory,
            "all processes MB": self.tree,
            "open files": self.main.files,
            "threads": self.main.threads,
            "tasks": self.told["nightdesk_event_loop_tasks"],
            "visits under way": self.told["nightdesk_visits_under_way"],
            "jobs for the writer": self.told["nightdesk_writer_queue"],
            "seconds behind": self.told.get("nightdesk_schedule_lag_seconds", 0.0),
        }


#: How often the daemon is looked at, spread over the way; a line is printed for each twentieth.
_LOOKS = 200


def soak(fetches: int, sources: int) -> None:
    """Prints a line at each twentieth of the way, then what each figure was and how it moved over the second half."""
    folder = Path(tempfile.mkdtemp(prefix="nightdesk-soak-"))
    with press(folder, sources, "1s", articles=5, new_every=60) as stage:
        port = free_port()
        running = start(stage, str(folder / "desk.db"), "run", "--port", str(port))
        samples: list[Sample] = []
        begun = time.monotonic()
        try:
            wait_until(lambda: answers(port), 60)
            for step in range(1, _LOOKS + 1):
                wait_until(lambda: stage.asked() >= fetches * step // _LOOKS or running.poll() is not None, 3600)  # noqa: B023
                assert running.poll() is None, "the daemon has ended"
                samples.append(
                    Sample(stage.asked(), size_of(running.pid), tree_memory(running.pid) / 1000, figures(port))
                )
                if step % (_LOOKS // 20) == 0:
                    _line(samples[-1], time.monotonic() - begun)
            cpu, seconds = tree_cpu(running.pid), time.monotonic() - begun
        finally:
            running.terminate()
            running.wait()
        with Store(str(folder / "desk.db")) as store:
            print(f"stored {store.read(lambda uow: uow.figures.totals())}, faults of the database {store.faults()}")
        print(f"{1000 * cpu / samples[-1].asked:.1f} ms CPU a fetch, most of them of unchanged feeds")
        print(f"{samples[-1].asked / seconds:.0f} fetches a second")
        _slopes(samples[_LOOKS // 2 :])


def _line(sample: Sample, seconds: float) -> None:
    told = ", ".join(f"{name} {value:.4g}" for name, value in sample.figures.items())
    print(f"{sample.asked:8} fetches {seconds:6.0f} s  {told}", flush=True)


def _slopes(samples: list[Sample]) -> None:
    """How each figure moved over the samples: its range, and its slope a hundred thousand fetches."""
    asked = [each.asked for each in samples]
    print("over the second half:                 least    median      most   a 100,000 fetches")
    for name in samples[0].figures:
        values = [each.figures[name] for each in samples]
        slope = statistics.linear_regression(asked, values).slope * 100_000
        print(f"  {name:32} {min(values):9.1f} {statistics.median(values):9.1f} {max(values):9.1f} {slope:+19.2f}")


def idle(seconds: float, sources: int) -> None:
    """Prints what a daemon costs whose sources are due every thirty minutes, visits included."""
    folder = Path(tempfile.mkdtemp(prefix="nightdesk-idle-"))
    database = str(folder / "desk.db")
    with press(folder, sources, "30m", articles=1, new_every=0) as stage:
        with _running(stage, database):
            wait_until(lambda: _visited(database) == sources, 600)
        with Store(database) as store:
            now, every = system_clock(), timedelta(minutes=30)
            due = {f"paper{number}": now + every * (number / sources) for number in range(sources)}
            store.write_now(lambda uow: uow.schedule.set_due(due))
        with _running(stage, database) as running:
            time.sleep(20)
            before, asked = size_of(running.pid), stage.asked()
            time.sleep(seconds)
            after, visits = size_of(running.pid), stage.asked() - asked
    share = (after.cpu - before.cpu) / seconds
    print(
        f"idle with {sources} sources: {share:.2%} of a core, {after.memory:.0f} MB in the main process, "
        f"{visits} requests in {seconds:.0f} s",
        flush=True,
    )


@contextmanager
def _running(stage: Stage, database: str) -> Iterator[subprocess.Popen[bytes]]:
    running = start(stage, database, "run", "--port", str(free_port()))
    try:
        yield running
    finally:
        running.terminate()
        running.wait()


def _visited(database: str) -> int:
    with Store(database) as store:
        return sum(each.visited_at is not None for each in store.read(lambda uow: uow.schedule.states()).values())
