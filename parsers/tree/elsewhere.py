"""Places on a page whose dates are not the article's: lists of other texts, what readers write, and today's date.

Names alone say so, and the same names are given to what holds an article: a place with the headline in it is its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from selectolax.lexbor import LexborNode

from parsers.tree.outline import Outline

#: Each alternative begins with a letter, so that the search skips to those.
_TODAY = r"clock|current-?date|today|nav(?<![^\s_-]nav)(?![ey])"
_OTHERS = (
    r"related|recommend|teaser|popular|trending|latest|most-?(?:read|view|recent)|"
    r"side-?bar(?!-?(?:layout|content|container|wrap))|ticker|carousel|slider|swiper"
)
_READERS = r"comment|disqus|respond(?<!correspond)|replies"
Places = Callable[[str], bool]  #: whether names speak of one of them


def _places(expression: str) -> Places:
    """The places of some names. What was asked is known again: by the names alone, for expressions are dear to hash."""
    search = re.compile(expression).search
    return lru_cache(maxsize=20_000)(lambda names: search(names) is not None)


COMMENTS: Final = _places(_READERS)
OTHER_TEXTS: Final = _places(f"{_READERS}|related|recommend|popular|trending|latest|most-?(?:read|view|recent)")
TODAY: Final = _places(_TODAY)  #: where what readers write is the text
ELSEWHERE: Final = _places(f"{_READERS}|{_OTHERS}|{_TODAY}")
_TOPMOST: Final = frozenset({"body", "html"})
_WHOLE: Final = _TOPMOST | {"article", "main"}  #: whose names say what the text is about


def is_elsewhere(node: LexborNode, places: Places) -> bool:
    """Whether an element stands in a place of such a name."""
    here: LexborNode | None = node
    while here is not None and here.tag not in _TOPMOST:
        attributes = here.attributes
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()
        if _says_elsewhere(here.tag or "", names, places) and here.css_first("h1") is None:
            return True
        here = here.parent
    return False


def blocks_elsewhere(outline: Outline, headline: int, places: Places) -> Callable[[int], bool]:
    """The same of blocks by their numbers, and by that of the headline; what is known of a frame is not asked again."""
    known = {-1: False}

    def is_block_elsewhere(number: int) -> bool:
        at, passed = outline.blocks[number].frame, []
        while at not in known:
            passed.append(at)
            frame = outline.frames[at]
            if not frame.first <= headline < frame.last and _says_elsewhere(frame.tag, frame.names, places):
                known[at] = True
            else:
                at = frame.parent
        known.update(dict.fromkeys(passed, known[at]))
        return known[at]

    return is_block_elsewhere


def _says_elsewhere(tag: str, names: str, places: Places) -> bool:
    return tag == "nav" or (tag not in _WHOLE and places(names))
