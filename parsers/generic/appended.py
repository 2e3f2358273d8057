"""What is appended to an article in a box of its own: its notes, the life of its author, the house's newsletters, the
next article.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from operator import attrgetter

from parsers.tree.outline import Frame, Outline

_FIRST = r"(?:^| )(?:(?!with|has|no|show)[a-z]+[-_]+)*"  #: words of a name before the telling one
#: How boxes are called that hold such, by a word that each of these names has.
_CALLED = {
    "author": re.compile(
        rf"{_FIRST}(?:author[-_]*(?:box|bio|card|desc|description|profile|about)|about[-_]*(?:the[-_]*)?author)"
        r"(?:[ _-]|$)"
    ),
    "saboxplugin": re.compile("saboxplugin-wrap"),  # the box of a widely used plugin
    "footnotes": re.compile(rf"{_FIRST}footnotes(?:[ _-]|$)"),
    "references": re.compile(r"(?:^| )references(?: |$)"),
    "newsletter": re.compile(rf"{_FIRST}newsletter[-_]*(?:box|form|sign-?up|widget|cta|promo|block|embed)(?:[ _-]|$)"),
    "subscri": re.compile(rf"{_FIRST}(?:subscription|subscribe)[-_]*(?:box|form|cta|widget|block)(?:[ _-]|$)"),
    "next": re.compile(r"(?:^| )(?:(?!with|has|no|show|nav)[a-z]+[-_]+)*next[-_]*(?:article|story|post)s?(?:[ _-]|$)"),
    "infinite": re.compile(rf"{_FIRST}infinite[-_]*(?:scroll[-_]*)?(?:article|story|post|item)s?(?:[ _-]|$)"),
}
_BEGUN = 200  #: characters of the text above such a box; one that holds the text as well has fewer


def appended(outline: Outline, numbers: Sequence[int]) -> Sequence[int]:
    """Without what stands in boxes that are called so, below some of the text."""
    below = _frames_below(outline, numbers)
    names = "\n".join([frame.names for frame in below])
    dropped = {
        number
        for word in filter(names.__contains__, _CALLED)
        for frame in below
        if word in frame.names and _is_called(word, frame.names)
        for number in range(frame.first, frame.last)
    }
    return [number for number in numbers if number not in dropped] if dropped else numbers


def _frames_below(outline: Outline, numbers: Sequence[int]) -> Sequence[Frame]:
    """The frames that begin below so much of the text."""
    above = accumulate([len(outline.blocks[number].text) for number in numbers])
    begun = next((number for number, told in zip(numbers, above, strict=True) if told >= _BEGUN), None)
    if begun is None:
        return ()
    return outline.frames[bisect_right(outline.frames, begun, key=attrgetter("first")) :]


@lru_cache(maxsize=20_000)
def _is_called(word: str, names: str) -> bool:
    return _CALLED[word].search(names) is not None
