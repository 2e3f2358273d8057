"""What the odds of the other blocks say of one: the second trees are told what the first made of its surroundings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import exp

#: The features in their order, which follow those of the block itself.
CONTEXT = (
    "odds", "odds_2_above", "odds_1_above", "odds_1_below", "odds_2_below", "near_share", "middle_share", "far_share",
    "far_mean", "box_share", "outer_share", "expected", "expected_share", "expected_above", "expected_below",
    "from_sure", "to_sure", "since_sure", "until_sure", "likely", "doubtful", "doubtful_share",
)  # fmt: skip
_SURE, _LIKELY, _DOUBTFUL = 1.5, 1.0, 1.0  #: log odds
_MOST, _LEAST = 500, 5  #: characters for which a block counts, and what every block counts in addition
_EDGE = -6.0  #: log odds beyond the first and the last block
_FAR = 60.0

Places = Sequence[int]  #: of every block a group that it is in


def in_context(odds: Sequence[float], lengths: Iterable[float], groups: Sequence[Places]) -> list[list[float]]:
    """The context of every described block.

    `groups` are five ways to group the blocks: by the frame they are in, by two and by three, by box and outer box.
    """
    weights = [min(length, _MOST) + _LEAST for length in lengths]
    shares = [1 / (1 + exp(-max(-30.0, odd))) for odd in odds]
    expected = [share * weight for share, weight in zip(shares, weights, strict=True)]
    near, middle, far, box, outer = (_means(group, expected, weights) for group in groups)
    means = _means(groups[2], shares, [1] * len(odds))
    page, passed = _page(odds, shares, expected, weights), list(accumulate(expected, initial=0.0))
    before, after = _passed(odds), _passed(odds[::-1])[::-1]
    sure = [number for number, odd in enumerate(odds) if odd > _SURE]
    first, last, total = (float(sure[0]), float(sure[-1]), page[0]) if sure else (0.0, len(odds) - 1.0, page[0])
    padded = [_EDGE, _EDGE, *odds, _EDGE, _EDGE]
    return [
        [
            odd, padded[number], padded[number + 1], padded[number + 3], padded[number + 4], near[number],
            middle[number], far[number], means[number], box[number], outer[number], total, page[1],
            passed[number] / total, 1 - passed[number + 1] / total, number - first, last - number, before[number],
            after[number], *page[2:],
        ]
        for number, odd in enumerate(odds)
    ]  # fmt: skip


def _means(group: Places, values: Sequence[float], weights: Sequence[float]) -> list[float]:
    """For every block what the blocks of its group have on average."""
    sums: dict[int, float] = {}
    counts: dict[int, float] = {}
    for place, value, weight in zip(group, values, weights, strict=True):
        sums[place] = sums.get(place, 0.0) + value
        counts[place] = counts.get(place, 0.0) + weight
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


def _passed(odds: Sequence[float]) -> list[float]:
    """For every block how many blocks ago one was likely text."""
    found, since = [], _FAR
    for odd in odds:
        since = min(since + 1.0, _FAR)
        found.append(since)
        if odd > _LIKELY:
            since = 0.0
    return found
