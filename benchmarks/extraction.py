"""How well and how fast pages are read, beside trafilatura.

    python -P benchmarks/extraction.py DATA [--peers FOLDER] [--public FOLDER] [--set NAME]… [--unmarked]

DATA holds `extraction/*.jsonl.xz` (a page a line: `id`, `url`, `html`, `truth`). `--public` reads a clone of
scrapinghub/article-extraction-benchmark as published (`ground-truth.json`, `html/*.html.gz`), with DATA or without. Site
parsers take no part. `--unmarked` takes away what the pages declare of themselves, so that rules meet what they were not
written for. trafilatura is imported where it is installed, and its rows are left out where it is not. The trees of the
generic parser were trained on pages of these sets, so their bodies are also judged by trees that saw no page of the same
site, where lightgbm is installed: those are the figures that hold for other pages.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import lzma
import multiprocessing
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any

from benchmarks.measures import Truth, body_shares, day, folded, names, segment_f1, shingle_f1
from benchmarks.unmarked import without_metadata
from model.captures import RawPage
from model.document_json import document_json
from model.errors import NightdeskError
from nightdesk.workers.memory import collect_seldom
from parsers.routing import parse

SETS = ("sh", "fundus_eval", "wcxb", "traf", "zh", "htmldate", "fundus", "postlight")
FOLDS, PAGES = 5, 1000
Line = dict[str, Any]
Reader = Callable[[Line, RawPage], Line]  #: of the page as text, and as the bytes that came from the network


@dataclass(slots=True)
class Run:
    """What one reader made of one set."""

    reader: str
    lines: list[Line]
    documents: dict[str, Line] = field(default_factory=dict)
    cpu: float = 0.0
    worst: float = 0.0
    failed: int = 0

    def texts(self, kind: str | None) -> Iterator[tuple[Truth, str]]:
        """The truths of a kind of page with the text that was found."""
        for line in self.lines:
            if kind in (None, line["truth"].get("page_type")):
                yield line["truth"], self.documents[line["id"]].get("text") or ""


def raw_page(line: Line) -> RawPage:
    """A page in bytes."""
    return RawPage(line["html"].encode("utf-8", "surrogatepass"), line["url"], None, None, None)


def nightdesk(line: Line, raw: RawPage) -> Line:
    """A page read by the generic parser, metadata and all."""
    return document_json(parse(raw, generic=True).document, line["id"])


def peer() -> Reader | None:
    """A page read by trafilatura with its metadata, None where it is not installed."""
    try:
        module: Any = importlib.import_module("trafilatura")
    except ImportError:
        return None

    def read(line: Line, _: RawPage) -> Line:
        found = module.bare_extraction(line["html"], url=line["url"], with_metadata=True, include_comments=False)
        told = found.as_dict() if found else {}
        authors = [name for name in (told.get("author") or "").split("; ") if name]
        return {"text": told.get("text"), "title": told.get("title"), "published_at": told.get("date"),
                "published_day": told.get("date"), "authors": authors}  # fmt: skip

    return read


def sets_in(data: Path, wanted: list[str]) -> Iterator[tuple[str, list[Line]]]:
    """The sets of a data folder by name."""
    for name in wanted or SETS:
        yield name, list(lines_of(data, name))


def lines_of(data: Path, name: str) -> Iterator[Line]:
    """The pages of a set, one after the other."""
    with lzma.open(data / "extraction" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def published(clone: Path) -> Iterator[Line]:
    """The pages of article-extraction-benchmark as its authors publish them."""
    truths = json.loads((clone / "ground-truth.json").read_text("utf-8"))
    for name, truth in truths.items():
        html = gzip.decompress((clone / "html" / f"{name}.html.gz").read_bytes()).decode("utf-8", "replace")
        yield {"id": name, "url": truth.get("url"), "html": html, "truth": truth}


def run(reader: str, read: Reader, lines: list[Line]) -> Run:
    """Read every page in this process, the first once more to warm up; a page that cannot be read counts as empty.

    The collector is kept from its work as it is in the processes that parse pages for the service.
    """
    done = Run(reader, lines)
    with suppress(NightdeskError, ValueError):
        read(lines[0], raw_page(lines[0]))
    collect_seldom()
    for line in lines:
        raw = raw_page(line)
        start = time.process_time()
        try:
            found = read(line, raw)
        except (NightdeskError, ValueError):
            found, done.failed = {}, done.failed + 1
        took = time.process_time() - start
        done.cpu, done.worst = done.cpu + took, max(done.worst, took)
        done.documents[line["id"]] = found
    return done


def row(name: str, done: Run) -> str:
    """The figures of a run on one line."""
    cells = [f"{name:12} {done.reader:11} {len(done.lines):4}"]
    kinds = ("article", "forum") if any("page_type" in line["truth"] for line in done.lines) else (None,)
    cells.extend(f"{kind or 'body'} {body(done, kind)}" for kind in kinds)
    for told, key, right in (
        ("title", "title", lambda want, got: folded(want) == folded(got)),
        ("day", "published_day", lambda want, got: day(want) == day(got)),
        ("in UTC", "published_at", lambda want, got: day(want) == day(got)),
        ("authors", "authors", lambda want, got: names(want) == names(got)),
    ):
        cells.append(f"{told} {share(done, 'date' if key.startswith('published') else told, key, right)}")
    speed = f"{len(done.lines) / done.cpu:6.0f} pages/CPU s  worst {done.worst:.3f} s  {done.failed} failed"
    return "  ".join([*cells, speed])


def body(done: Run, kind: str | None) -> str:
    """The F1 of the text by the set's own measure."""
    pages = list(done.texts(kind))
    if any(truth.get("articleBody") for truth, _ in pages):
        return f"{shingle_f1(body_shares(truth, text) for truth, text in pages if truth.get('articleBody')):.3f}"
    if any(truth.get("with") for truth, _ in pages):
        return f"{segment_f1(pages):.3f}"
    return "  –  "


def share(done: Run, told: str, key: str, right: Callable[[Any, Any], bool]) -> str:
    """The share of the pages with a truth for a field on which it was read right."""
    marked = [line for line in done.lines if line["truth"].get(told) and (told != "date" or day(line["truth"][told]))]
    hits = sum(right(line["truth"][told], done.documents[line["id"]].get(key)) for line in marked)
    return f"{hits / len(marked):.3f}" if marked else "  –  "


def held_out(data: Path) -> None:
    """Print the figures of trees that saw no page of the site they judge."""
    try:
        training: Any = importlib.import_module("benchmarks.train_blocks")
    except ImportError:
        print("lightgbm is not installed here: bodies are not judged by sites held out", file=sys.stderr)
        return
    print(f"bodies by trees that saw no page of the same site ({FOLDS} folds):")
    pages = list(training.examples(data / "extraction"))
    texts = training.judged(pages, FOLDS)
    training.report(pages, texts)
    training.report_chrome(pages, texts)


def peak(data: Path) -> int:
    """The memory in MB that a process of its own has needed at most after reading so many pages."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_peak, (data,))


def _peak(data: Path) -> int:
    pages = (line for name in SETS for line in lines_of(data, name))
    for line in islice(pages, PAGES):
        try:
            nightdesk(line, raw_page(line))
        except NightdeskError:
            continue  # a page that cannot be read has been read for all that memory is concerned
    status = Path("/proc/self/status").read_text()  # getrusage would tell what the process that began this one had
    return next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM:"))


def main() -> None:
    """Print the table."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("data", type=Path, nargs="?", help="a folder of evaluation data")
    ask.add_argument("--public", type=Path, help="a clone of scrapinghub/article-extraction-benchmark")
    ask.add_argument("--peers", type=Path, help="a folder that trafilatura and lightgbm were installed to")
    ask.add_argument("--set", action="append", default=[], dest="sets", choices=SETS)
    ask.add_argument("--unmarked", action="store_true", help="take JSON-LD and metas out of the pages first")
    told = ask.parse_args()
    if told.data is None and told.public is None:
        ask.error("name a folder of evaluation data, or one with --public")
    if told.peers:
        sys.path.append(str(told.peers))  # last, so that the project's own libraries are the ones in use
    readers: list[tuple[str, Reader]] = [("nightdesk", nightdesk)]
    other = peer()
    if other is None:
        print("trafilatura is not installed here: its rows are left out", file=sys.stderr)
    else:
        readers.append(("trafilatura", other))
    sets = [("public", list(published(told.public)))] if told.public else []
    for name, lines in chain(sets, sets_in(told.data, told.sets) if told.data else ()):
        pages = [{**line, "html": without_metadata(line["html"])} for line in lines] if told.unmarked else lines
        for reader, read in readers:
            print(row(name, run(reader, read, pages)), flush=True)
    if told.data and not told.sets and not told.unmarked:
        print(f"peak memory of one process over {PAGES} pages: {peak(told.data)} MB", flush=True)
        held_out(told.data)


if __name__ == "__main__":
    main()
