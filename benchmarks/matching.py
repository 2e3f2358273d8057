"""What matching costs and how well the shipped watch reads: the table of `make bench-match`.

Texts come from `dedup/dev.jsonl.xz` of a data folder (the first argument, else NIGHTDESK_EVAL_DATA); without one they
are made. The many watches are made of the texts themselves: see `made_watches`.
"""

from __future__ import annotations

import json
import lzma
import os
import sys
import time
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.made_watches import made_texts, made_watches
from matching.build import watch_from_mapping
from matching.patterns import compile_pattern
from matching.subject import Subject
from matching.watch import CompiledWatch, compile_watch, match
from matching.watchset import WatchSet
from model.errors import QueryError

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ROOT / "config" / "watches" / "myanmar-russia.toml"
LABELLED = sorted((ROOT / "tests" / "unit" / "matching").glob("labelled*.jsonl"))
WATCHES, ROUNDS = 1000, 3
PATTERNS = ("(a+)+$", "(a|aa)+$", r"^(\w+\s?)*$", "(.*a){12}$", "((a{100}){100}){100}", "(?<=a)b", r"\bкран\b")


def read_texts(data: Path | None) -> list[Subject]:
    """The texts to be measured on."""
    if data is None:
        return made_texts()
    with lzma.open(data / "dedup" / "dev.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Subject(row["title"] or "", row["text"], row["lang"]) for row in rows]


def seconds_of(task: Callable[[], object]) -> float:
    """The least processor time of a few rounds."""
    taken = []
    for _ in range(ROUNDS):
        began = time.process_time()
        task()
        taken.append(time.process_time() - began)
    return min(taken)


def measure_speed(subjects: Sequence[Subject], shipped: CompiledWatch) -> None:
    """One watch and a thousand over the same texts, on one core."""
    size = sum(len(f"{each.title}{each.text}".encode()) for each in subjects) / 1e6
    many = [shipped, *made_watches(subjects, WATCHES - 1)]
    print(f"{len(subjects)} texts, {size:.1f} MB")
    taken = {}
    for watches in ([shipped], many):
        together = WatchSet(watches)
        taken[len(watches)] = seconds_of(lambda together=together: [together.matches(each) for each in subjects])
        found = sum(len(together.matches(each)) for each in subjects)
        speed = size / taken[len(watches)]
        print(f"  {len(watches):5} watches  {speed:6.1f} MB/s  {taken[len(watches)]:6.2f} s  {found} matches")
    print(f"  {WATCHES} watches take {taken[WATCHES] / taken[1]:.2f} times as long as one")


def measure_patterns(data: Path | None, subjects: Sequence[Subject]) -> None:
    """What becomes of patterns that make other engines explode, over their own subject and a long text."""
    file = data / "redos_patterns.json" if data else None
    cases = json.loads(file.read_text("utf-8"))["cases"] if file else [{"p": p, "s": "a" * 40 + "!"} for p in PATTERNS]
    longest = max(subjects, key=lambda each: len(each.text)).text[:50_000]
    print("patterns, milliseconds for their own subject, it repeated to 50,000 characters, and the longest text")
    for case in cases:
        try:
            pattern = compile_pattern(case["p"], case["p"], 0)
        except QueryError as error:
            print(f"  {case['p']:24} refused: {error}")
            continue
        texts = (case["s"], (case["s"] * 50_000)[:50_000], longest)
        taken = [seconds_of(lambda pattern=pattern, text=text: pattern.find(text)) * 1000 for text in texts]
        print(f"  {case['p']:24} " + "  ".join(f"{each:6.2f}" for each in taken))


def measure_labelled(shipped: CompiledWatch, file: Path) -> None:
    """How well the shipped watch reads a labelled set, and what it gets wrong."""
    cases = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    verdicts = [
        (case, match(shipped, Subject(case["title"], case["text"], case["language"])).matched) for case in cases
    ]
    right = sum(matched and case["match"] for case, matched in verdicts)
    precision = right / max(1, sum(matched for _, matched in verdicts))
    recall = right / max(1, sum(case["match"] for case in cases))
    print(f"{file.name}: {len(cases)} texts, precision {precision:.3f}, recall {recall:.3f}")
    for case, matched in verdicts:
        if matched != case["match"]:
            print(f"  {'false' if matched else 'missed'}: {case['id']}, {case['why']}")


def main() -> None:
    """Prints the whole table."""
    folder = (sys.argv[1] if len(sys.argv) > 1 else "") or os.environ.get("NIGHTDESK_EVAL_DATA")
    data = Path(folder) if folder else None
    shipped = compile_watch(watch_from_mapping(tomllib.loads(SHIPPED.read_text("utf-8")), SHIPPED.name))
    subjects = read_texts(data)
    measure_speed(subjects, shipped)
    measure_patterns(data, subjects)
    for file in LABELLED:
        measure_labelled(shipped, file)


if __name__ == "__main__":
    main()
