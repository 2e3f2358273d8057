"""news-please, told the addresses of the articles: its spider for given pages, with its own pipeline and files.

    python benchmarks/rivals/please.py FOLDER FEED…

Prints what it asked the press for (redirects count twice, in its favour), and the articles written. It obeys robots.txt.
"""

from __future__ import annotations

import loopback  # before those that look names up

# isort: split
import gzip
import json
import os
import subprocess
import sys
import urllib.request
from html import unescape
from pathlib import Path
from re import findall
from urllib.parse import urlsplit

import newsplease


def read(url: str) -> str:
    """What stands at an address of the press."""
    with urllib.request.urlopen(url, timeout=30) as answer:
        body = answer.read()
    return (gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body).decode()


def asked(feed: str) -> int:
    """How many requests the press has answered so far."""
    return int(read(f"http://{urlsplit(feed).netloc}/stats").split()[0])


def configure(folder: Path, feeds: list[str]) -> None:
    """Its configuration, with the articles of the feeds as pages to download."""
    folder.mkdir(parents=True)
    links = [unescape(link) for feed in feeds for link in findall("<item>.*?<link>(.*?)</link>", read(feed))]
    standard = Path(newsplease.__file__).parent / "config" / "config.cfg"
    words = standard.read_text(encoding="utf-8").replace("~/news-please-repo/", f"{folder}/")
    (folder / "config.cfg").write_text(words.replace("LOG_LEVEL = INFO", "LOG_LEVEL = ERROR"), encoding="utf-8")
    sites = {"base_urls": [{"crawler": "Download", "url": links}]}
    (folder / "sitelist.hjson").write_text(json.dumps(sites), encoding="utf-8")
    here = Path(loopback.__file__).parent  # its spiders are processes of their own, which look names up as well
    (folder / "sitecustomize.py").write_text(f"import sys; sys.path.insert(0, {str(here)!r}); import loopback\n")


def main(folder: Path, feeds: list[str]) -> tuple[int, int]:
    """What was asked for, and what was stored."""
    configure(folder, feeds)
    before = asked(feeds[0])
    program = [sys.executable, "-m", "newsplease", "-c", str(folder), "-no-confirm"]
    environment = os.environ | {"PYTHONPATH": str(folder)}
    subprocess.run(program, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return asked(feeds[0]) - before - 1, sum(1 for _ in folder.rglob("data/**/*.json"))


if __name__ == "__main__":
    print(*main(Path(sys.argv[1]), sys.argv[2:]))
