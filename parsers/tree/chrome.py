"""A site's chrome, learned: blocks that stand on many of a host's pages belong to the site and to no article.

Pure: pages give fingerprints of their blocks, a tally counts on how many pages each was met, and what was met on
enough of them is left out of the next page's text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from model.text import single_blanks
from parsers.tree.outline import Block

_FEWEST_PAGES, _FEWEST_TIMES = 5, 3  #: before anything counts as chrome, and before one block does
_SHARE = 0.2  #: of the pages on which a block of the chrome stands
_MOST_PAGES, _MOST_COUNTS = 100, 3000  #: beyond these, counts are halved: sites change, and tables stay small
_MOST_LOST = 0.4  #: of a text's characters: more than that is no chrome, whatever it repeats


@dataclass(frozen=True, slots=True)
class Tally:
    """On how many of a host's pages each block was met, by the block's fingerprint."""

    pages: int = 0
    counts: Mapping[int, int] = field(default_factory=dict)

    def with_page(self, prints: Iterable[int]) -> Tally:
        """The tally with one more page; of the same article only one should be counted."""
        counts = dict(self.counts)
        for each in set(prints):
            counts[each] = counts.get(each, 0) + 1
        if self.pages + 1 <= _MOST_PAGES and len(counts) <= _MOST_COUNTS:
            return Tally(self.pages + 1, counts)
        halved = {each: count // 2 for each, count in counts.items() if count > 1}
        return Tally((self.pages + 1) // 2, halved)

    def chrome(self) -> frozenset[int]:
        """The fingerprints of what belongs to the site; none before enough pages were seen."""
        if self.pages < _FEWEST_PAGES:
            return frozenset()
        least = max(_FEWEST_TIMES, _SHARE * self.pages)
        return frozenset(each for each, count in self.counts.items() if count >= least)


def learn(pages: Iterable[Iterable[int]]) -> Tally:
    """The tally of pages, each given by its blocks' fingerprints."""
    tally = Tally()
    for prints in pages:
        tally = tally.with_page(prints)
    return tally


def fingerprint(text: str) -> int:
    """48 bits that are the same for the same words, whatever their case and blanks."""
    words = single_blanks(text.casefold())
    return int.from_bytes(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=6).digest(), "big")


def fingerprints(blocks: Iterable[Block]) -> tuple[int, ...]:
    """The fingerprints of a page's blocks, each once."""
    return tuple(dict.fromkeys(fingerprint(block.text) for block in blocks))


def without_chrome(blocks: Sequence[Block], chrome: frozenset[int]) -> tuple[Block, ...]:
    """The blocks of a text that are not the site's; all of them where that would leave too little."""
    if not chrome:
        return tuple(blocks)
    kept = tuple(block for block in blocks if fingerprint(block.text) not in chrome)
    return kept if _size(kept) >= (1 - _MOST_LOST) * _size(blocks) else tuple(blocks)


def _size(blocks: Iterable[Block]) -> int:
    return sum(len(block.text) for block in blocks)
