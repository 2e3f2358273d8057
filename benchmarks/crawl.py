"""The whole way measured: a first crawl of a press on loopback, then the same press unchanged; faults; the schedule.

    python -m benchmarks.crawl [press] [repoll] [hostile] [schedule] [--hosts 20] [--articles 100]

Prints pages a CPU second over the whole process tree of the crawl (the press is not counted), peak memory of all its
processes together, what was stored, and what a re-poll costs where nothing has changed: in `press` with every matched
article looked at again, in `repoll` for 300 sources with a few articles each.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path
from statistics import median

from benchmarks.processes import tree_memory
from config.catalogue import SHIPPED

PORT = 8517
#: Scripts beside this, by the library that each needs: what it is called, and how many hosts it is given at most.
RIVALS = {
    "plain": ("trafilatura", "plain script", 1000),
    "spider": ("scrapy", "Scrapy", 1000),
    "program": ("trafilatura", "trafilatura", 1000),
    "please": ("newsplease", "news-please", 3),  # it takes a second for eight pages
}
PARTS = ("press", "repoll", "hostile", "schedule")


def write_configuration(folder: Path, hosts: int) -> None:
    """A configuration with a source a host."""
    for room in ("sources", "watches"):
        (folder / room).mkdir(parents=True)
    shutil.copy(SHIPPED / "watches" / "myanmar-russia.toml", folder / "watches")
    (folder / "nightdesk.toml").write_text(
        '[fetch]\nper_host_gap = "0s"\nallow_addresses = ["127.0.0.0/8"]\nuser_agent = "Nightdesk-bench/0.1 (+https://example.org/)"\n'
    )
    for number in range(hosts):
        host = f"paper{number}.bench.localhost"
        (folder / "sources" / f"paper{number}.toml").write_text(
            f'id = "paper{number}"\nname = "Paper {number}"\nkind = "outlet"\nhome = "http://{host}:{PORT}/"\nhosts = ["{host}"]\n'
            f'links_per_visit = 5000\n[[discover]]\nkind = "feed"\nurl = "http://{host}:{PORT}/feed"\n'
        )


def measured(words: list[str], *, silent: bool = False) -> tuple[bytes, float, float, int]:
    """What a command prints, its CPU seconds and wall seconds, and the peak memory of all its processes in kB."""
    before, begun, peak = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic(), 0
    running = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL if silent else None)
    out: list[bytes] = []
    reading = threading.Thread(target=lambda: out.append(running.stdout.read() if running.stdout else b""))
    reading.start()
    while running.poll() is None:
        peak = max(peak, tree_memory(running.pid))
        time.sleep(0.2)
    reading.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return out[0], cpu, time.monotonic() - begun, peak


def crawl(folder: Path) -> tuple[dict[str, int], float, float, int]:
    """One pass: its totals, CPU seconds, wall seconds and peak memory in kB."""
    words = [sys.executable, "-m", "nightdesk", "-q", "--config", str(folder), "--database", str(folder / "bench.db")]
    out, cpu, wall, peak = measured([*words, "crawl", "--all", "--format", "json"])
    return json.loads(out)["totals"], cpu, wall, peak


def rivals(folder: Path, hosts: int, python: Path) -> None:
    """The same press crawled by what people put together, by a Python that has their libraries."""
    for name, (library, told, most) in RIVALS.items():
        if subprocess.run([str(python), "-c", f"import {library}"], check=False, capture_output=True).returncode:
            print(f"{told:13} left out: {library} is not installed for {python}", flush=True)
            continue
        feeds = [f"http://paper{number}.bench.localhost:{PORT}/feed" for number in range(min(hosts, most))]
        script = Path(__file__).parent / "rivals" / f"{name}.py"
        words = [str(python), str(script), str(folder / f"{name}.out"), *feeds]
        out, cpu, wall, peak = measured(words, silent=True)  # dead links are told at length by some
        fetched, stored = map(int, out.split()[-2:])
        print(
            f"{told:13} {fetched} pages of {len(feeds)} hosts, {stored} stored; {fetched / cpu:.0f} pages a CPU second, "
            f"{fetched / wall:.0f} a second, peak {peak / 1000:.0f} MB",
            flush=True,
        )


def main() -> None:
    """Prints the tables asked for, or all."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART")
    ask.add_argument("--hosts", type=int, default=20)
    ask.add_argument("--articles", type=int, default=100)
    ask.add_argument("--rivals", type=Path, help="a Python that has scrapy, trafilatura, httpx and feedparser")
    given = ask.parse_args()
    for part in given.parts or PARTS:
        if part == "press":
            press(given.hosts, given.articles, given.rivals)
        elif part == "repoll":
            press(300, 3)
        else:
            subprocess.run([sys.executable, "-m", f"benchmarks.{part}"], check=True)


def press(hosts: int, articles: int, python: Path | None = None) -> None:
    """A first crawl, by others too where there is a Python for them, and the same press unchanged."""
    folder = Path(tempfile.mkdtemp(prefix="nightdesk-bench-"))
    write_configuration(folder, hosts)
    words = ["--hosts", str(hosts), "--articles", str(articles), "--port", str(PORT)]
    served = subprocess.Popen([sys.executable, "-m", "benchmarks.press", *words], env=os.environ)
    try:
        time.sleep(1)
        totals, cpu, wall, peak = crawl(folder)
        print(
            f"first crawl   {totals['fetched']} pages, {totals['stored']} stored, {totals['duplicates']} duplicates, "
            f"{totals['matched']} matched, {totals['stories']} stories, {totals['failed']} failed"
        )
        print(
            f"              {totals['fetched'] / cpu:.0f} pages a CPU second, {totals['fetched'] / wall:.0f} a second, "
            f"peak {peak / 1000:.0f} MB"
        )
        if python is not None:
            rivals(folder, hosts, python)
        before = sent()
        pairs = [(crawl(folder), one_source(folder)) for _ in range(7)]  # each beside its start, which costs more
        again, costs = pairs[0][0][0], sorted(1000 * (each[1] - start) / (hosts - 1) for each, start in pairs)
        print(
            f"unchanged     {again['not_modified']} answers, {again['stored']} stored, {sent() - before} body bytes, "
            f"{median(costs):.1f} ms CPU a source beyond the first in the median of {len(costs)} passes, "
            f"{costs[0]:.1f} to {costs[-1]:.1f} ({median(start for _, start in pairs):.2f} s with the start)",
            flush=True,
        )
    finally:
        served.terminate()
        served.wait()
        shutil.rmtree(folder)


def sent() -> int:
    """How many bytes of bodies the press has sent."""
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/stats", timeout=5) as answer:
        return int(answer.read().split()[1])


def one_source(folder: Path) -> float:
    """The CPU seconds of a crawl of one unchanged source: what every command pays to begin, and the first request."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    words = [sys.executable, "-m", "nightdesk", "-q", "--config", str(folder), "--database", str(folder / "bench.db")]
    subprocess.run([*words, "crawl", "paper0"], check=False, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
