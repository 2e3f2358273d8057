"""What grouping costs: signing, and stores of several sizes, each asked and entered by a process of its own."""

from __future__ import annotations

import random
import sqlite3
import tempfile
import time
from array import array
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from benchmarks.processes import most_memory
from db.repositories.documents import NewDocument
from db.store import Store
from db.unit import UnitOfWork
from model.documents import Document, Kind
from nightdesk.grouping.gathering import Newcomer, enter, neighbours
from stories.meeting import Neighbour, meet
from stories.signatures import Page, Signature, sign
from stories.sketches import sketch

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORDS = [f"{a}{b}{c}" for a in ("ba", "ko", "ti", "mu", "ser") for b in ("lan", "dor", "vik", "mes") for c in "aeiouy"]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a store of some size costs: seconds of CPU of each question and of each document, and memory in MB.

    `entered` is the entering into its story alone; `whole`, of a document in the mean, has the storing before it too, its
    commit, and what the database writes from its log into its file.
    """

    asked: list[float]
    entered: list[float]
    whole: float
    memory: float


def prose(rng: random.Random, length: int = 3000) -> str:
    """Text of made-up words with sentences and figures."""
    words: list[str] = []
    while sum(map(len, words)) + len(words) < length:
        sentence = [rng.choice(WORDS) + rng.choice(("", "s", "ed", "ing", "al")) for _ in range(rng.randint(8, 24))]
        words += [sentence[0].title(), *sentence[1:-1], f"{sentence[-1]} {rng.randint(1, 9999)}."]
    return " ".join(words)


def signing() -> None:
    """CPU a document of 3,000 characters."""
    texts = [prose(random.Random(seed)) for seed in range(300)]
    begun = time.process_time()
    for text in texts:
        sign(text, "A headline of some length")
    print(f"signing 3,000 characters: {1000 * (time.process_time() - begun) / len(texts):.2f} ms CPU")


def stored(size: int) -> None:
    """What a candidate query with verification costs on an SQLite store of so many documents, and a whole entering."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bench.db"
        Store(str(file)).close()
        fill(file, size)
        with ProcessPoolExecutor(1, get_context("spawn")) as apart:
            cost = apart.submit(spent, file, size).result()
        mib = sum(each.stat().st_size for each in Path(folder).iterdir()) / 2**20
    times = cost.asked
    print(
        f"{size:>9,} stored: query and verification {_mean(times):.2f} ms CPU "
        f"(median {1000 * times[len(times) // 2]:.2f}, p95 {1000 * times[int(len(times) * 0.95)]:.2f}); "
        f"entering {_mean(cost.entered):.2f} ms, with the storing and a commit of its own {1000 * cost.whole:.2f}; "
        f"memory at most {cost.memory:.0f} MB; {mib:,.0f} MiB on disk",
        flush=True,
    )


def _mean(seconds: list[float]) -> float:
    """The mean in milliseconds."""
    return 1000 * sum(seconds) / len(seconds)


def spent(file: Path, size: int) -> Cost:
    """Asks a store and enters documents into it, in a process that did nothing before."""
    texts = [prose(random.Random(f"new {n}")) for n in range(400)]
    with Store(str(file)) as store:
        asked = sorted(store.read(lambda uow: [ask(uow, question(f"asked {n}", size)) for n in range(400)]))
        begun = time.process_time()
        # Each in a transaction of its own: in one they would share pages that they change, more the smaller the store is.
        entered = [store.write_now(partial(join, seed=size + n, text=text)) for n, text in enumerate(texts)]
    return Cost(asked, entered, (time.process_time() - begun) / len(texts), most_memory() / 1024)


def numbers(seed: object) -> array[int]:
    """The shingles of a made-up text of 500 words."""
    return array("I", random.Random(str(seed)).randbytes(2000))


def question(seed: str, size: int) -> Signature:
    """A new text; three in ten repeat three quarters of one that is stored."""
    shingles_, rng = numbers(seed), random.Random(seed)
    if rng.random() < 0.3:
        shingles_ = numbers(rng.randrange(size))[:375] + shingles_[375:]
    return Signature(seed, shingles_, array("I"), 0, Page(f"outlet-{rng.randrange(300)}", seed))


def fill(file: Path, size: int) -> None:
    """Stores fingerprints of made-up documents, each alone in its story, past the store's own writer to save hours."""
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("PRAGMA synchronous = OFF")
        names = [row[1] for row in raw.execute("PRAGMA table_info(document)") if row[3] and row[1] not in {"id", "uid"}]
        plain = ", ".join(["0"] * len(names))
        for start in range(0, size, 20_000):
            prints = [(n, numbers(n)) for n in range(start, min(size, start + 20_000))]
            ids = [(n + 1, f"d{n}") for n, _ in prints]
            raw.executemany(f"INSERT INTO document (id, uid, {', '.join(names)}) VALUES (?, ?, {plain})", ids)
            raw.executemany("INSERT INTO story (id, uid, created_at) VALUES (?, ?, '2026-03-01')", ids)
            raw.executemany("INSERT INTO membership VALUES (?, ?, 'original', NULL, 0, '[]')", [(n, n) for n, _ in ids])
            rows = [(n + 1, f"outlet-{n % 300}", f"d{n}", each.tobytes()) for n, each in prints]
            raw.executemany("INSERT INTO fingerprint VALUES (?, ?, 0, 0, ?, ?, x'', x'')", rows)
            entries = sorted((shingle, n + 1) for n, each in prints for shingle in sketch(each))
            raw.executemany("INSERT OR IGNORE INTO sketch VALUES (?, ?)", entries)
            raw.commit()


def ask(uow: UnitOfWork, signature: Signature) -> float:
    """CPU seconds to find and verify what is like a signed text."""
    begun = time.process_time()
    near, _ = neighbours(uow, signature)
    meet(Neighbour(0, signature), near, lambda _: False)
    return time.process_time() - begun


def add(uow: UnitOfWork, seed: int, text: str) -> tuple[int, Document]:
    """Stores a document."""
    document = Document(f"https://outlet.example/{seed}", Kind.ARTICLE, "generic", f"Headline {seed}", text=text)
    new = NewDocument(str(seed), f"outlet-{seed % 300}", document, str(seed), "", NOON, None)
    return uow.documents.add(new), document


def join(uow: UnitOfWork, seed: int, text: str) -> float:
    """CPU seconds to enter a document into its story, signing and all writes of grouping with it."""
    number, document = add(uow, seed, text)
    begun = time.process_time()
    enter(uow, Newcomer(number, str(seed), f"outlet-{seed % 300}", document, NOON), {})
    return time.process_time() - begun
