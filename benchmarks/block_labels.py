"""Which blocks of a page are in the text that people marked as its body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from benchmarks.measures import Truth, shingles, tokens
from parsers.tree.outline import Block

_MOST_PLACES = 6  #: at which a block is tried in the text
_FEWEST_SHINGLES = 2
_ENOUGH = 0.3  #: of a block's shingles in what is left of the text


def labels(blocks: Sequence[Block], truth: Truth) -> tuple[list[float], list[int]]:
    """For each block the share of it that is text, and its tokens.

    First the longest chain of blocks that stand in the text in the page's order; then, for what is left of the text,
    the blocks that share enough of it: truths are cut and joined by other rules than ours.
    """
    unspaced = bool(truth.get("split_cjk"))
    text = tokens(truth["articleBody"], unspaced=unspaced)
    parts = [tokens(block.text, unspaced=unspaced) for block in blocks]
    shares = [0.0] * len(blocks)
    covered = [False] * len(text)
    for start, end, number in _chain(_places(parts, text), len(text)):
        shares[number] = 1.0
        covered[start:end] = [True] * (end - start)
    _share_out(parts, shares, _left(text, covered))
    return shares, [len(part) for part in parts]


Run = tuple[int, int, int]  #: where a block begins and ends in the text, and its number


def _places(parts: list[list[str]], text: list[str]) -> list[Run]:
    """Everywhere a whole block stands in the text, later places first."""
    joined = "\0" + "\0".join(text) + "\0"
    starts, at = {}, 0
    for number, token in enumerate(text):
        starts[at] = number
        at += len(token) + 1
    found: list[Run] = []
    for number, part in enumerate(parts):
        here = [starts[at] for at in _all_at(joined, "\0" + "\0".join(part) + "\0")] if part else []
        found.extend((start, start + len(part), number) for start in reversed(here))
    return found


def _all_at(text: str, part: str) -> list[int]:
    found: list[int] = []
    at = text.find(part)
    while at >= 0 and len(found) < _MOST_PLACES:
        found.append(at)
        at = text.find(part, at + 1)
    return found


def _chain(runs: list[Run], length: int) -> list[Run]:
    """The heaviest chain of runs in which blocks and text go forward together."""
    best: list[tuple[int, int]] = []  # tokens covered up to a run, and the run before it
    reach: list[tuple[int, int]] = [(0, -1)] * (length + 2)  # a Fenwick tree of maxima over the text's ends
    waiting: list[int] = []
    for index, (start, end, number) in enumerate(runs):
        if waiting and runs[waiting[0]][2] != number:
            _settle(reach, runs, best, waiting)
        before, last = _heaviest(reach, start)
        best.append((before + end - start, last))
        waiting.append(index)
    index = max(range(len(runs)), key=lambda place: best[place][0], default=-1)
    chain: list[Run] = []
    while index >= 0:
        chain.append(runs[index])
        index = best[index][1]
    return chain


def _settle(reach: list[tuple[int, int]], runs: list[Run], best: list[tuple[int, int]], waiting: list[int]) -> None:
    """Let later blocks follow the runs of one block."""
    for index in waiting:
        at = runs[index][1] + 1
        while at < len(reach):
            reach[at] = max(reach[at], (best[index][0], index))
            at += at & -at
    waiting.clear()


def _heaviest(reach: list[tuple[int, int]], end: int) -> tuple[int, int]:
    at, found = end + 1, (0, -1)
    while at > 0:
        found = max(found, reach[at])
        at -= at & -at
    return found


def _left(text: list[str], covered: list[bool]) -> Counter[tuple[str, ...]]:
    """The shingles of the text that no block of the chain covers."""
    runs = (tuple(text[at : at + 4]) for at in range(len(text) - 3) if not all(covered[at : at + 4]))
    return Counter(runs)


def _share_out(parts: list[list[str]], shares: list[float], left: Counter[tuple[str, ...]]) -> None:
    for number in sorted(range(len(parts)), key=lambda place: -len(parts[place])):
        own = shingles(parts[number])
        if shares[number] or own.total() < _FEWEST_SHINGLES or not left:
            continue
        share = (own & left).total() / own.total()
        if share >= _ENOUGH:
            shares[number] = share
            left -= own
