"""What is told of a pass while it goes on: a live table on a terminal, a line a source elsewhere."""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.live import Live
from rich.table import Table
from rich.text import Text

from model.outcomes import Visit
from nightdesk.bookkeeping.reports import VisitReport
from nightdesk.cli.output import err
from nightdesk.visits.passing import Told

#: Visits that could not look: nothing is known of whether there was news.
BLIND = frozenset({Visit.REFUSED, Visit.FAILED})
#: Lines of the terminal that the table leaves to its head and to what stood above it.
_ELSEWHERE = 8
_TIMES_A_SECOND = 4
_NAME = 16
#: The rate is that of the last so many seconds.
_RECENT = 5.0


@dataclass(frozen=True, slots=True)
class Ears:
    """Who hears of visits as they begin and as they end."""

    begun: Told
    ended: Told


@contextmanager
def progress(total: int, quiet: bool) -> Iterator[Ears]:
    """A live table on a terminal, a line a source elsewhere or where colour is not wanted."""
    if quiet:
        yield Ears(_silent, _silent)
    elif not sys.stderr.isatty() or os.environ.get("NO_COLOR"):
        yield Ears(_silent, _tell_line)
    else:
        board = Board(total)
        with Live(board, console=err(), refresh_per_second=_TIMES_A_SECOND, transient=True):
            yield Ears(board.begun, board.ended)


class Board:
    """The state of a pass as a table: the totals, what is being visited, and what could not be looked at."""

    def __init__(self, total: int) -> None:
        self._total, self._started = total, time.monotonic()
        self._running: dict[str, VisitReport] = {}
        self._done: list[VisitReport] = []
        self._fetched: deque[tuple[float, int]] = deque([(self._started, 0)])

    def begun(self, report: VisitReport) -> None:
        """A visit has begun; its counts grow as it goes on."""
        self._running[report.source_id] = report

    def ended(self, report: VisitReport) -> None:
        """A visit is over."""
        self._running.pop(report.source_id, None)
        self._done.append(report)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Text(self.headline(), style="bold")
        yield self._table(max(console.height - _ELSEWHERE, 3))

    def headline(self) -> str:
        """The totals in one line."""
        reports = [*self._done, *self._running.values()]
        stored = sum(each.counts.stored for each in reports)
        refused = sum(each.counts.refused or each.outcome is Visit.REFUSED for each in reports)
        failed = sum(each.outcome is Visit.FAILED for each in self._done)
        rate = self._rate(sum(each.counts.fetched for each in reports))
        told = f"{len(self._done)} of {self._total} sources  {rate:.1f} pages a second  {stored} stored"
        return f"{told}  {refused} refused  {failed} failed  {time.monotonic() - self._started:.0f} s"

    def _rate(self, fetched: int) -> float:
        now = time.monotonic()
        self._fetched.append((now, fetched))
        while len(self._fetched) > 2 and now - self._fetched[0][0] > _RECENT:
            self._fetched.popleft()
        since, before = self._fetched[0]
        return (fetched - before) / max(now - since, 0.1)

    def _table(self, rows: int) -> Table:
        table = Table(box=None, pad_edge=False, header_style="dim", expand=True)
        table.add_column("source", no_wrap=True, min_width=_NAME)
        for name in ("new links", "fetched", "stored", "matched"):
            table.add_column(name, justify="right", no_wrap=True, min_width=len(name))
        table.add_column("", no_wrap=True, overflow="ellipsis", ratio=1)
        blind = [each for each in self._done if each.outcome in BLIND][-max(rows // 3, 1) :]
        running = list(self._running.values())[: rows - len(blind)]
        for each in running:
            table.add_row(*_row(each, "visiting"))
        for each in blind:
            table.add_row(*_row(each, f"{each.outcome.value}: {each.reason}"), style="yellow")
        return table


def _row(report: VisitReport, words: str) -> list[Text]:
    counts = report.counts
    numbers = (counts.discovered, counts.fetched, counts.stored, counts.matched)
    plain = "".join(char for char in words if char.isprintable())
    return [Text(report.source_id), *(Text(str(number)) for number in numbers), Text(plain)]


def _silent(_report: VisitReport) -> None:
    """Nobody listens."""


def _tell_line(report: VisitReport) -> None:
    counts, reason = report.counts, f" ({report.reason})" if report.reason else ""
    changed = f"{counts.revised} revised, " if counts.revised else ""
    changed += f"{counts.gone} gone, " if counts.gone else ""
    err().print(
        f"{report.source_id}: {report.outcome.value}{reason}; {counts.stored} stored, {changed}{counts.matched} matched"
    )
