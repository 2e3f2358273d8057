"""What grouping reaches and costs: labelled documents, ten orders of arrival, signing, and stores of several sizes.

    python -m benchmarks.stories [--data dev.jsonl.xz] [--sizes 1000 100000 1000000] [--orders 10] [--peers FOLDER]

The labelled documents are `dedup/dev.jsonl.xz` under NIGHTDESK_EVAL_DATA; without it only the costs are measured.
datasketch and rensa are compared where they are installed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import lzma
import math
import os
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import peers
from benchmarks.gathering import signing, stored
from nightdesk.grouping.clustering import Clustering

Row = dict[str, Any]
NAMES = {"exact": "copy", "reprint": "reprint", "reprint_cut": "reprint", "brief": "excerpt", "repost": "repost",
         "revision": "revision", "revision_big": "revision"}  # fmt: skip


def main() -> None:
    """Prints every table."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    folder = os.environ.get("NIGHTDESK_EVAL_DATA")
    ask.add_argument("--data", type=Path, default=Path(folder) / "dedup/dev.jsonl.xz" if folder else None)
    ask.add_argument("--sizes", type=int, nargs="*", default=[1_000, 100_000, 1_000_000])
    ask.add_argument("--orders", type=int, default=10)
    ask.add_argument("--peers", type=Path, help="a folder that datasketch and rensa were installed to")
    given = ask.parse_args()
    if given.peers:
        sys.path.append(str(given.peers))  # last, so that the project's own libraries are the ones in use
    signing()
    for size in given.sizes:
        stored(size)
    if given.data is None:
        print("no labelled documents: NIGHTDESK_EVAL_DATA is not set")
        return
    with lzma.open(given.data, "rt", encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    labelled(documents)
    orders(documents, given.orders)


def labelled(documents: list[Row]) -> None:
    """The table on labelled documents, with and without addresses, cold, and the peers'."""
    for address in (True, False):
        report("with addresses" if address else "without addresses", documents, ours(documents, address), full=True)
    cold = [document for language in sorted({d["lang"] for d in documents}) for document in first(documents, language)]
    report("cold, the first 300 of each language", cold, ours(cold, address=True))
    for name, peer in (("datasketch", peers.datasketch), ("rensa", peers.rensa)):
        if importlib.util.find_spec(name):
            report(f"{name}, 128 permutations, 4-word shingles, threshold .5", documents, peer(documents))


def first(documents: Iterable[Row], language: str) -> list[Row]:
    """The first 300 documents of a language."""
    return [document for document in documents if document["lang"] == language][:300]


def ours(documents: Sequence[Row], address: bool) -> dict[str, Row]:
    """What `nightdesk cluster` says of documents, by id."""
    clustering, hidden = Clustering(), {"relation", "cluster", "related"} | (set() if address else {"url"})
    for document in documents:
        clustering.add(document["id"], {key: value for key, value in document.items() if key not in hidden})
    return {str(row["id"]): row for row in clustering.rows()}


def orders(documents: list[Row], times: int) -> None:
    """How far the order of arrival changes the stories."""
    found: list[float] = []
    kept: list[set[frozenset[str]]] = []
    for seed in range(times):
        shuffled = random.Random(seed).sample(documents, len(documents))
        rows = ours(shuffled, address=True)
        groups = {frozenset(group) for group in by_story(rows).values()}
        kept.append(groups)
        found.append(quality(documents, rows)["F1"])
    same = len(set.intersection(*kept)) if kept else 0
    most = max(map(len, kept), default=0)
    spread = max(found, default=0) - min(found, default=0)
    print(f"{times} orders: F1 spread {spread:.4f}; {same} of {most} stories the same in all")


def by_story(rows: Mapping[str, Row]) -> dict[str, list[str]]:
    """The documents of each story."""
    groups: dict[str, list[str]] = defaultdict(list)
    for id_, row in rows.items():
        groups[row["story"]].append(id_)
    return groups


def outcomes(documents: Sequence[Row], rows: Mapping[str, Row]) -> list[tuple[Row, str]]:
    """Online, in order: found, missed, wrongly joined."""
    seen: set[str] = set()
    holds: dict[str, set[str]] = defaultdict(set)
    told = []
    for document in documents:
        mine, true = holds[rows[document["id"]]["story"]], document["cluster"]
        if true in mine:
            told.append((document, "TP"))
        else:
            told += [(document, "FP")] * bool(mine) + [(document, "FN")] * (true in seen)
            told += [(document, "new")] * (true not in seen)
        seen.add(true)
        mine.add(true)
    return told


def quality(documents: Sequence[Row], rows: Mapping[str, Row], language: str | None = None) -> dict[str, float]:
    """Precision, recall, F1 and the adjusted Rand index; wrongly joined of what was new."""
    told = [(d, o) for d, o in outcomes(documents, rows) if language in (None, d["lang"])]
    count = Counter(outcome for _, outcome in told)
    p = count["TP"] / max(1, count["TP"] + count["FP"])
    r = count["TP"] / max(1, count["TP"] + count["FN"])
    rand = adjusted_rand([d["cluster"] for d in documents], [rows[d["id"]]["story"] for d in documents])
    new = {d["id"] for d, o in told if o == "new"}
    wrong = sum(o == "FP" and d["id"] in new for d, o in told) / max(1, len(new))
    return {"F1": 2 * p * r / max(p + r, 1e-9), "P": p, "R": r, "ARI": rand, "wrongly joined": wrong}


def adjusted_rand(true: Sequence[str], found: Sequence[str]) -> float:
    """The adjusted Rand index of two partitions."""

    def pairs(groups: Iterable[object]) -> int:
        return sum(math.comb(n, 2) for n in Counter(groups).values())

    both, a, b = pairs(zip(true, found, strict=True)), pairs(true), pairs(found)
    chance = a * b / math.comb(len(true), 2)
    return (both - chance) / ((a + b) / 2 - chance)


def report(title: str, documents: Sequence[Row], rows: Mapping[str, Row], full: bool = False) -> None:
    """One line of figures, and with `full` the languages and the relations."""
    figures = quality(documents, rows)
    print(f"{title}: " + "  ".join(f"{name} {value:.3f}" for name, value in figures.items()))
    if not full:
        return
    languages = sorted({d["lang"] for d in documents})
    print("  F1 by language: " + "  ".join(f"{x} {quality(documents, rows, x)['F1']:.3f}" for x in languages))
    told, ordered = outcomes(documents, rows), {document["id"] for document in told_after(documents)}
    every = named_right(told, rows, {document["id"] for document in documents})
    where = named_right(told, rows, ordered)
    for name, right in every.items():
        known = where.get(name, [])
        print(f"  named right, {name}: {share(right)}; where what it is one of came first {share(known)}")


def share(right: Sequence[bool]) -> str:
    """How many of how many."""
    return f"{sum(right) / max(1, len(right)):.0%} ({sum(right)} of {len(right)})"


def named_right(told: Iterable[tuple[Row, str]], rows: Mapping[str, Row], within: set[str]) -> dict[str, list[bool]]:
    """Of each relation's documents, of those found, whether they were given that relation."""
    named: dict[str, list[bool]] = defaultdict(list)
    for document, outcome in told:
        if outcome == "TP" and document["id"] in within and (right := NAMES.get(document["relation"])):
            named[right].append(rows[document["id"]]["relation"] == right)
    return dict(sorted(named.items()))


def told_after(documents: Iterable[Row]) -> list[Row]:
    """The documents after their original, or after an earlier version of their page: where order tells which is which."""
    originals: set[str] = set()
    pages: set[tuple[str, str]] = set()
    found = []
    for document in documents:
        version = NAMES.get(document["relation"]) == "revision"
        if (document["cluster"], document["host"]) in pages if version else document["cluster"] in originals:
            found.append(document)
        pages.add((document["cluster"], document["host"]))
        if document["relation"] == "original":
            originals.add(document["cluster"])
    return found


if __name__ == "__main__":
    main()
