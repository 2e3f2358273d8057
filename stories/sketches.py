"""Sketches: the few shingles of a text by which others are found that share a part of it."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

#: Up to so many shingles, one in so many is kept. Denser for short texts, so that a brief finds its long original.
_RATES = ((80, 2), (400, 4), (2000, 8))
_SPARSEST = 16
#: A shingle in more texts than this finds nothing any more, and is not entered again.
CROWDED = 40
#: Candidates looked at closely, the likeliest first.
CLOSEST = 24
#: A text with fewer shingles is a candidate at the first hit, a longer one at the second.
SHORT = 60


def sketch(shingles: array[int]) -> list[int]:
    """The shingles below a threshold: whatever two texts share, they keep the same part of it."""
    rate = next((rate for most, rate in _RATES if len(shingles) < most), _SPARSEST)
    limit = (1 << 32) // rate
    return [shingle for shingle in shingles if shingle < limit]


def closest(found: Iterable[Sequence[int]], length: int, rank: Callable[[int], int] = int) -> list[int]:
    """The likeliest of the texts found, best first; a shingle that few texts have counts more.

    `found` are the texts under each shingle of the sketch, `length` the number of shingles of the text that asks. Of
    equally likely texts the one of lower rank comes first, by default the earlier one.
    """
    scores: dict[int, float] = defaultdict(float)
    hits: dict[int, int] = defaultdict(int)
    for texts in found:
        for text in texts:
            scores[text] += 1 / len(texts)
            hits[text] += 1
    least = 1 if length < SHORT else 2
    likely = [text for text in scores if hits[text] >= least]
    return sorted(likely, key=lambda text: (-scores[text], rank(text)))[:CLOSEST]
