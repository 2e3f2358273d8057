"""Every fault a server can have, each as a source at once beside a good one: memory, lateness, and the right names.

    python -m benchmarks.hostile [--seconds 60] [--bomb 500] [--json]

Lateness is how long after its time the good source's visits begin, and how long after its publication an article is
stored. Memory is that of the daemon's whole process tree.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from benchmarks.fault_server import DOMAIN, KEYS, PORT
from benchmarks.faults import names
from benchmarks.processes import tree_memory

ROOT = Path(__file__).parents[1]
_EVERY = 2.0
_FINE = frozenset({"ok", "unchanged"})
_UNSEEN = "not seen"
#: The outcomes that name each fault rightly: of the list, else of the page.
RIGHT: dict[str, frozenset[str]] = {
    "silence": frozenset({"timeout"}),
    "silent-host": frozenset({"timeout"}),
    "drip-head": frozenset({"timeout"}),
    "drip-body": frozenset({"timeout"}),
    "endless": frozenset({"too_large"}),
    "gzip-bomb": frozenset({"too_large"}),
    "br-bomb": frozenset({"too_large"}),
    "zstd-bomb": frozenset({"too_large"}),
    "stacked": frozenset({"protocol"}),
    "gzip-cut": frozenset({"truncated"}),
    "short": frozenset({"truncated"}),
    "chunks-broken": frozenset({"protocol"}),
    "head-huge": frozenset({"protocol"}),
    "redirect-loop": frozenset({"redirect_loop"}),
    "redirect-private": frozenset({"blocked"}),
    "redirect-file": frozenset({"blocked"}),
    "redirect-malformed": frozenset({"bad_url"}),
    "wrong-charset": _FINE,
    "binary": frozenset({"not_html", "parse"}),
    "long-feed": _FINE | {"parse"},
    "entity-bomb": frozenset({"parse", "empty"}) | _FINE,
    "nested-div": _FINE | {"parse"},
    "status-429": frozenset({"refused"}),
    "status-429-after": frozenset({"refused"}),
    "status-503": frozenset({"refused"}),
    "status-500": frozenset({"http"}),
    "status-403": frozenset({"refused"}),
    "empty": frozenset({"empty"}),
    "flapping": _FINE | {"http"},
    "reset": frozenset({"connect"}),
    "reset-body": frozenset({"truncated"}),
    "half-closed": frozenset({"truncated"}),
    "deep-feed": frozenset({"parse"}),
    "deep-json": frozenset({"parse"}),
    "heavy-feed": _FINE | {"parse"},
    "large-sitemap": _FINE,
    "many-attributes": _FINE | {"parse"},
    "gzip-large": _FINE,
    "tls-wrong-name": frozenset({"tls"}),
    "tls-expired": frozenset({"tls"}),
}


@dataclass(frozen=True)
class Named:
    """What a source's fault was called, with the reason told."""

    source: str
    outcome: str | None
    reason: str | None

    @property
    def was_met(self) -> bool:
        """Whether it was met at all; a page is met when its address was fetched."""
        return self.outcome not in (None, _UNSEEN)

    @property
    def rightly(self) -> bool:
        """Whether that is what it is."""
        return self.outcome in RIGHT[self.source.removesuffix("-list").removesuffix("-page")]


def write_configuration(folder: Path, port: int) -> None:
    """A configuration with every fault as a source, and the good one."""
    for room in ("sources", "watches"):
        (folder / room).mkdir(parents=True)
    (folder / "watches" / "cafe.toml").write_text('id = "cafe"\ntitle = "Café"\nquery = "café"\n')
    (folder / "nightdesk.toml").write_text(
        '[fetch]\ntimeout = "10s"\nper_host_gap = "100ms"\nallow_addresses = ["127.0.0.0/8"]\n[run]\ngrace = "1s"\n'
    )
    addresses = {name: (f"{name}.{DOMAIN}", f"http://{name}.{DOMAIN}:{port}") for name in [*names(), "good"]}
    addresses["tls-wrong-name"] = (f"tls.{DOMAIN}", f"https://tls.{DOMAIN}:{port + 1}")
    addresses["tls-expired"] = ("quay.localhost", f"https://quay.localhost:{port + 2}")
    for name, (host, base) in addresses.items():
        kind = "sitemap" if "sitemap" in name else "feed"
        every = f'every = "{_EVERY:g}s"\nmin = "{_EVERY:g}s"\nmax = "{_EVERY:g}s"'
        (folder / "sources" / f"{name}.toml").write_text(
            f'id = "{name}"\nname = "{name}"\nkind = "outlet"\nhome = "{base}/"\nhosts = ["{host}"]\n'
            f'[[discover]]\nkind = "{kind}"\nurl = "{base}/feed"\n[schedule]\n{every}\n'
        )


def run(folder: Path, port: int, bomb: int, seconds: float, patience: float) -> int:
    """The daemon beside the faults for so long, and until each was met; gives its peak memory in kB."""
    trusted = folder / "trusted.pem"
    trusted.write_text("".join((KEYS / f"{name}.pem").read_text() for name in ("elsewhere", "expired")))
    serving = [sys.executable, "-m", "benchmarks.fault_server", "--port", str(port), "--bomb", str(bomb)]
    words = [sys.executable, "-m", "nightdesk", "-q", "--config", str(folder), "--database", str(folder / "desk.db")]
    with subprocess.Popen(serving, stdout=subprocess.PIPE, cwd=ROOT) as faults:
        try:
            assert faults.stdout is not None
            faults.stdout.readline()
            environment = os.environ | {"SSL_CERT_FILE": str(trusted)}
            with subprocess.Popen([*words, "run", "--no-web"], env=environment) as daemon:
                return watch(daemon, folder / "desk.db", seconds, patience)
        finally:
            faults.kill()


def watch(daemon: subprocess.Popen[bytes], database: Path, seconds: float, patience: float) -> int:
    """Lets a process run for so long, and for so much more as it takes to meet each fault; gives its peak memory in kB."""
    peak, end = 0, time.monotonic() + seconds
    try:
        while daemon.poll() is None and (time.monotonic() < end or not met_all(database, end + patience)):
            peak = max(peak, tree_memory(daemon.pid))
            time.sleep(0.1)
        daemon.send_signal(signal.SIGTERM)
        daemon.wait(40)
    finally:
        daemon.kill()
    return peak


def met_all(file: Path, deadline: float) -> bool:
    """Whether each fault was met by now, or the time for it is over."""
    if time.monotonic() > deadline:
        return True
    with closing(sqlite3.connect(file, timeout=10)) as database:
        return all(each.was_met for each in named(database))


def lateness(database: sqlite3.Connection) -> tuple[list[float], list[float]]:
    """How late each visit to the good source began, and how long after its publication each article was stored."""
    visits = database.execute(
        "SELECT started_at, finished_at FROM visit WHERE source_id = 'good' ORDER BY id"
    ).fetchall()
    times = [(instant(begun), instant(ended)) for begun, ended in visits]
    late = [later[0] - earlier[1] - _EVERY for earlier, later in pairwise(times)]
    told = database.execute(
        "SELECT d.first_seen_at, l.published_at FROM document d JOIN link l ON l.url = d.url WHERE d.source_id = 'good'"
    )
    return late, [instant(seen) - instant(published) for seen, published in told]


def instant(text: str) -> float:
    """Seconds since 1970."""
    return datetime.fromisoformat(f"{text}+00:00").timestamp()


def named(database: sqlite3.Connection) -> Iterator[Named]:
    """What each fault was called the first time."""
    steps: dict[str, tuple[str, str]] = {}
    for source, outcome, reason, told in database.execute(
        "SELECT source_id, outcome, reason, steps FROM visit ORDER BY id"
    ):
        step = next(iter(json.loads(told)), {"outcome": outcome, "reason": reason})
        steps.setdefault(source, (step["outcome"], step["reason"]))
    pages = {
        row[0]: row[1:] for row in database.execute("SELECT source_id, outcome, reason FROM link ORDER BY id DESC")
    }
    for source in sorted({*names(), "tls-wrong-name", "tls-expired"}):
        found = pages.get(source) if source.endswith("-page") else steps.get(source)
        yield Named(source, *(found or (_UNSEEN, "")))


def measure(seconds: float, bomb: int, port: int = PORT, patience: float = 0) -> dict[str, object]:
    """The whole measurement as plain values; it goes on for as much longer as it takes to meet each fault."""
    folder = Path(tempfile.mkdtemp(prefix="nightdesk-hostile-"))
    try:
        write_configuration(folder, port)
        peak = run(folder, port, bomb, seconds, patience)
        with closing(sqlite3.connect(folder / "desk.db")) as database:
            late, told = lateness(database)
            called = list(named(database))
    finally:
        shutil.rmtree(folder)
    return {
        "peak_mb": round(peak / 1000),
        "good_visits": len(late) + 1,
        "good_late_s": round(max(late, default=seconds), 2),
        "good_articles": len(told),
        "good_told_after_s": round(max(told, default=seconds), 2),
        "faults": len(called),
        "named": sum(each.rightly for each in called),
        "rows": [[each.source, each.outcome, each.reason, each.rightly] for each in called],
    }


def main() -> None:
    """Prints the table."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--seconds", type=float, default=60)
    ask.add_argument("--bomb", type=int, default=500, help="megabytes that a bomb unfolds to")
    ask.add_argument("--port", type=int, default=PORT)
    ask.add_argument("--json", action="store_true")
    given = ask.parse_args()
    found = measure(given.seconds, given.bomb, given.port)
    if given.json:
        print(json.dumps(found))
        return
    for source, outcome, reason, rightly in found.pop("rows"):  # type: ignore[attr-defined]
        print(f"{'  ' if rightly else '! '}{source:26} {outcome:14} {str(reason)[:100]}")
    print("hostile       " + ", ".join(f"{name} {value}" for name, value in found.items()))


if __name__ == "__main__":
    main()
