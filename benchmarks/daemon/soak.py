"""The soak: the daemon at full speed for so many fetches; does anything grow? And the idle daemon: what does it cost?"""

from __future__ import annotations

import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from benchmarks.daemon.stage import Size, Stage, figures, free_port, press, size_of, start, tree_cpu, wait_until
from benchmarks.processes import tree_memory
from db.store import Store
from model.clock import system_clock


def soak(fetches: int, sources: int) -> None:
    """Prints a line at each twentieth of the way, then the slopes over the second half."""
    folder = Path(tempfile.mkdtemp(prefix="nightdesk-soak-"))
    with press(folder, sources, "1s", articles=5, new_every=60) as stage:
        port = free_port()
        running = start(stage, str(folder / "desk.db"), "run", "--port", str(port))
        samples: list[tuple[int, Size, dict[str, float], int]] = []
        begun = time.monotonic()
        try:
            for step in range(1, 21):
                wait_until(lambda: stage.asked() >= fetches * step // 20 or running.poll() is not None, 3600)  # noqa: B023
                assert running.poll() is None, "the daemon has ended"
                samples.append((stage.asked(), size_of(running.pid), figures(port), tree_memory(running.pid)))
                _line(*samples[-1], time.monotonic() - begun)
            cpu = tree_cpu(running.pid)
        finally:
            running.terminate()
            running.wait()
        with Store(str(folder / "desk.db")) as store:
            print(f"stored {store.read(lambda uow: uow.reading.totals())}, faults of the database {store.faults()}")
        print(f"{1000 * cpu / samples[-1][0]:.1f} ms CPU a fetch, most of them of unchanged feeds")
        _slopes(samples[10:], time.monotonic() - begun)


def _line(asked: int, size: Size, told: dict[str, float], tree: int, seconds: float) -> None:
    print(
        f"{asked:8} fetches {seconds:6.0f} s  main {size.memory:6.1f} MB, all processes {tree / 1000:6.1f} MB, {size.files} files, "
        f"{size.threads} threads, {told['nightdesk_event_loop_tasks']:.0f} tasks, {told['nightdesk_writer_queue']:.0f} jobs for the writer",
        flush=True,
    )


def _slopes(samples: list[tuple[int, Size, dict[str, float], int]], seconds: float) -> None:
    """How memory, files, threads and tasks move over the samples, a hundred thousand fetches."""
    asked = [each[0] for each in samples]

    def slope(values: list[float]) -> float:
        return statistics.linear_regression(asked, values).slope * 100_000

    print(f"{asked[-1] / seconds:.0f} fetches a second. Over the second half, a 100,000 fetches:")
    print(
        f"  main process {slope([each[1].memory for each in samples]):+.1f} MB, all {slope([each[3] / 1000 for each in samples]):+.1f} MB"
    )
    print(
        f"  open files {slope([each[1].files for each in samples]):+.1f}, threads {slope([each[1].threads for each in samples]):+.1f}, ",
        end="",
    )
    print(f"tasks {slope([each[2]['nightdesk_event_loop_tasks'] for each in samples]):+.1f}")


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
