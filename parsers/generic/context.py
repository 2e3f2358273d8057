"""What the odds of the other blocks say of one: the second trees are told what the first made of its surroundings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import exp
from operator import mul

#: The features in their order, which follow those of the block itself. The last are the same for all blocks of a page.
CONTEXT = (
    "odds", "odds_1_above", "odds_1_below", "far_share", "far_mean", "box_share", "outer_share", "expected_above",
    "expected_below", "from_sure", "to_sure", "expected", "expected_share", "likely", "doubtful", "doubtful_share",
)  # fmt: skip
_SURE, _DOUBTFUL = 1.5, 1.0  #: log odds
_MOST, _LEAST = 500, 5  #: characters for which a block counts, and what every block counts in addition
_EDGE = -6.0  #: log odds beyond the first and the last block
_NEAR, _PULL = 4, 0.25  #: blocks on either side that draw a block to them, and how much they do
_CLEAR, _BEYOND = 1.2, 200  #: log odds that draw the most, and characters of what stands beyond the first and the last

#: For every block what it is in, three times: the kind of its frame and of the two around that, box and outer box.
Groups = tuple[Sequence[int], Sequence[int], Sequence[int]]


def in_context(odds: Sequence[float], lengths: Sequence[float], groups: Groups) -> list[tuple[float, ...]]:
    """The context of every described block, by the odds and the characters of all of them."""
    weights = [min(length, _MOST) + _LEAST for length in lengths]
    shares = [1 / (1 + exp(-max(-30.0, odd))) for odd in odds]
    expected = list(map(mul, shares, weights))
    page, numbers = _page(odds, shares, expected, weights), range(len(odds))
    total, passed = page[0], list(accumulate(expected, initial=0.0))
    sure = [number for number in numbers if odds[number] > _SURE] or [0, len(odds) - 1]
    first, last = float(sure[0]), float(sure[-1])
    columns = (
        odds, [_EDGE, *odds[:-1]], [*odds[1:], _EDGE], _means(groups[0], expected, weights),
        _means(groups[0], shares, [1.0] * len(odds)), *[_means(group, expected, weights) for group in groups[1:]],
        [before / total for before in passed[:-1]], [1 - before / total for before in passed[1:]],
        [number - first for number in numbers], [last - number for number in numbers],
    )  # fmt: skip
    return [(*row, *page) for row in zip(*columns, strict=True)] if odds else []


def settled(odds: Sequence[float], lengths: Iterable[float]) -> list[float]:
    """The last odds drawn a little to those of the blocks around: one in doubt goes with them."""
    edge, width = [_BEYOND] * _NEAR, 2 * _NEAR + 1  # beyond the first and the last is no text
    weights = [*edge, *[min(length, _MOST) + _LEAST for length in lengths], *edge]
    drawing = [*[-_CLEAR] * _NEAR, *[max(-_CLEAR, min(odd, _CLEAR)) for odd in odds], *[-_CLEAR] * _NEAR]
    totals = list(accumulate(weights, initial=0.0))
    sums = list(accumulate(map(mul, drawing, weights), initial=0.0))
    return [
        odd + _PULL * (sums[at + width] - sums[at]) / (totals[at + width] - totals[at]) for at, odd in enumerate(odds)
    ]


def _means(group: Sequence[int], values: Sequence[float], weights: Sequence[float]) -> list[float]:
    """For every block what the blocks of its group have on average."""
    sums, counts = dict.fromkeys(group, 0.0), dict.fromkeys(group, 0.0)
    for place, value, weight in zip(group, values, weights, strict=True):
        sums[place] += value
        counts[place] += weight
    means = {place: total / counts[place] for place, total in sums.items()}
    return [means[place] for place in group]


def _page(
    odds: Sequence[float], shares: Sequence[float], expected: Sequence[float], weights: Sequence[float]
) -> tuple[float, ...]:
    """How much text is expected and as which share of all; how many blocks are likely text; and what is in doubt."""
    total = sum(expected) or 1.0
    doubt = sum([min(share, 1 - share) * weight for share, weight in zip(shares, weights, strict=True)])
    doubtful = sum([-_DOUBTFUL < odd < _DOUBTFUL for odd in odds]) / max(1, len(odds))
    return (total, total / (sum(weights) or 1), float(sum([odd > 0 for odd in odds])), doubtful, doubt / total)
