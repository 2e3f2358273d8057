"""trafilatura's own program: it reads feeds, fetches what they name, and writes a file of JSON an article.

    python benchmarks/rivals/program.py FOLDER FEED…

Prints what it asked the press for besides the feeds (redirects count twice, in its favour), and the files written. It
obeys no robots.txt here; the five seconds that it rests between two requests to a host are set to none,
and its guard against private addresses is off, since the press has one.
"""

from __future__ import annotations

import loopback  # noqa: F401 - before those that look names up

# isort: split
import sys
import urllib.request
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from trafilatura import cli, settings


def asked(feed: str) -> int:
    """How many requests the press has answered so far."""
    with urllib.request.urlopen(f"http://{urlsplit(feed).netloc}/stats", timeout=5) as answer:
        return int(answer.read().split()[0])


def main(folder: Path, feeds: list[str]) -> tuple[int, int]:
    """What was asked for, and what was stored."""
    folder.mkdir(parents=True)
    standard = Path(settings.__file__).with_name("settings.cfg").read_text(encoding="utf-8")
    unrested = folder.with_suffix(".cfg")
    ours = standard.replace("SLEEP_TIME = 5.0", "SLEEP_TIME = 0").replace(
        "SSRF_PROTECTION = on", "SSRF_PROTECTION = off"
    )
    unrested.write_text(ours, encoding="utf-8")
    before = asked(feeds[0])
    for feed in feeds:
        sys.argv = ["trafilatura", "--feed", feed, "--json", "--with-metadata", "-o", str(folder), "--parallel", "2"]
        sys.argv += ["--config-file", str(unrested)]
        with suppress(SystemExit):  # its code tells that some pages were missing, as some are
            cli.main()
    return asked(feeds[0]) - before - len(feeds) - 1, sum(1 for _ in folder.rglob("*.json"))


if __name__ == "__main__":
    print(*main(Path(sys.argv[1]), sys.argv[2:]))
