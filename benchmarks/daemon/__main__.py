"""The daemon measured.

    python -m benchmarks.daemon [soak] [idle] [kills] [workers] [truth] [--fetches 200000] [--kills 200] [--seconds 300]

Parts: `soak` (does anything grow over so many fetches), `idle` (what 1,000 sources cost that are due every thirty
minutes), `kills` (kill -9 at random points, on SQLite and among three workers on PostgreSQL), `workers` (pages a second of
one, two and four workers on PostgreSQL), `truth` (ten minutes of the demo press full of trouble, then what `nightdesk
status` says of each).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.daemon.kills import kills, kills_of_workers, throughput
from benchmarks.daemon.soak import idle, soak
from benchmarks.daemon.truth import truth

PARTS = ("idle", "workers", "kills", "truth", "soak")


@contextmanager
def server() -> Iterator[str]:
    """A PostgreSQL server of our own, by the means of the tests."""
    from tests.servers import packaged_server, system_programs, system_server

    programs = system_programs()
    running = system_server(programs) if programs else packaged_server()
    yield next(running)
    next(running, None)


def main() -> None:
    """Prints the tables asked for, or all."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART")
    ask.add_argument("--fetches", type=int, default=200_000)
    ask.add_argument("--sources", type=int, default=200, help="of the soak")
    ask.add_argument("--kills", type=int, default=200)
    ask.add_argument("--seconds", type=float, default=300, help="of the idle daemon")
    ask.add_argument("--troubled", type=float, default=600, help="seconds of trouble")
    ask.add_argument("--articles", type=int, default=60, help="of each of 20 hosts, for the workers")
    given = ask.parse_args()
    parts = given.parts or PARTS
    from tests.servers import fresh

    if "idle" in parts:
        idle(given.seconds, 1000)
    if {"workers", "kills"} & set(parts):
        with server() as address:
            if "workers" in parts:
                throughput((1, 2, 4), 20, given.articles, lambda: fresh(address))
            if "kills" in parts:
                kills(given.kills)
                with fresh(address) as database:
                    kills_of_workers(given.kills, database)
    if "truth" in parts and not truth(given.troubled):
        raise SystemExit(1)
    if "soak" in parts:
        soak(given.fetches, given.sources)


if __name__ == "__main__":
    main()
