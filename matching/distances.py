"""Distances: how near places of a reading are to one another, within the items of a digest."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from matching.reading import Place, Reading

#: The distance of what is not there at all, or in another item of a digest.
FAR = 1 << 60
#: A reach within which everything is near that is not in another item; nothing is measured then.
ANYWHERE = FAR - 1


def outermost(places: Iterable[Place]) -> list[Place]:
    """Places in order without those inside another, so that their ends are in order too."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda place: (place[0], -place[1])):
        if not kept or place[1] > kept[-1][1]:
            kept.append(place)
    return kept


def nearest(place: Place, others: list[Place], reading: Reading, reach: int = FAR) -> int:
    """The distance, in parts of a word, to the nearest of the outermost `others` in the same item.

    What is farther than `reach` is not measured to its end: then it is FAR or any number above that.
    """
    at = bisect_left(others, place)
    beside = others[max(0, at - 1) : at + 2]
    if reach >= ANYWHERE:
        return _nearest_in_item(place, beside, reading, reach)
    gaps = [(reading.ruler.gap(place, other, reach), other) for other in beside]
    within = [other for gap, other in gaps if gap <= reach]
    if within and reading.is_digest:
        return _nearest_in_item(place, within, reading, reach)
    return min(gaps)[0] if within else FAR


def _nearest_in_item(place: Place, others: list[Place], reading: Reading, reach: int) -> int:
    if reading.is_digest:
        others = [other for other in others if reading.item(other) == reading.item(place)]
    if reach == ANYWHERE:
        return 0 if others else FAR
    return min((reading.ruler.gap(place, other, reach) for other in others), default=FAR)
