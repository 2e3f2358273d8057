"""What a Dask worker does: it reads an archive a stretch at a time, in processes with the limits of parsers.

A stretch is what comes back at once: so many records, fewer where they hold much. Nothing is stored here.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, takewhile
from pathlib import Path
from typing import Any

from distributed import Worker, WorkerPlugin, get_worker

from config.settings import ParseSettings
from model.errors import ConfigError, ConfigFault
from nightdesk.archives.backfilling import SpanReading, in_order, spans_of
from nightdesk.archives.processes import LocalProcesses
from nightdesk.archives.spans import Findings

#: A stretch has so many spans at most, and none is begun once what was found in it has so many bytes.
_MOST_SPANS = 40
_MOST_BYTES = 8_000_000


@dataclass(frozen=True, slots=True)
class Portion:
    """What a span of an archive held; its last record begins at `offset`."""

    offset: int
    findings: Findings


@dataclass(frozen=True, slots=True)
class Stretch:
    """The task: an archive, read on behind the record that begins at `last`, by the `readers` of that name."""

    file: Path
    last: int
    reading: SpanReading
    readers: str


class Readers(WorkerPlugin):
    """The processes of a worker, one for each of its threads, as long as the command that wants them runs."""

    def __init__(self, settings: ParseSettings) -> None:
        self._settings = settings

    def setup(self, worker: Worker) -> None:
        """Raises ConfigError where the worker may start no processes."""
        if multiprocessing.current_process().daemon:
            hint = "start the workers with DASK_DISTRIBUTED__WORKER__DAEMON=False, or with --no-nanny"
            raise ConfigError((ConfigFault("--cluster", "", f"worker {worker.address} may start no processes", hint),))
        self.processes = LocalProcesses(self._settings, worker.state.nthreads)

    def teardown(self, worker: Worker) -> None:
        """Ends them."""
        del worker
        self.processes.end()


def read_stretch(stretch: Stretch) -> list[Portion]:
    """What a stretch held, a span at a time; nothing where the archive has ended. Raises ConfigError."""
    readers: Any = get_worker().plugins[stretch.readers]
    return list(portions(readers.processes, stretch))


def portions(
    processes: LocalProcesses, stretch: Stretch, most_spans: int = _MOST_SPANS, most_bytes: int = _MOST_BYTES
) -> Iterator[Portion]:
    """What a stretch held, of so many spans at most, none of them begun once so many bytes were found."""
    taken: list[int] = []
    wanted = islice(spans_of(stretch.reading, stretch.file, stretch.last), most_spans)
    for span, findings in in_order(processes, takewhile(lambda _: sum(taken) < most_bytes, wanted)):
        taken.append(sum(len(found.capture.body) for found in findings.found))
        yield Portion(span.records[-1].offset, findings)
