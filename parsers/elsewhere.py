"""Places on a page whose dates are not the article's: lists of other texts, what readers write, and today's date.

Names alone say so, and the same names are given to what holds an article: a place with the headline in it is its own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from selectolax.lexbor import LexborNode

from parsers.outline import Outline

_TODAY = r"clock|current-?date|today|(?:^|[\s_-])nav(?![ey])"
_OTHERS = (
    r"related|recommend|teaser|popular|trending|latest|most-?(?:read|view|recent)|"
    r"side-?bar(?!-?(?:layout|content|container|wrap))|ticker|carousel|slider|swiper"
)
_READERS = r"comment|disqus|respond|replies"
#: The names of such places on an article's page, and on one where what readers write is the text.
_NAMES: Final = {False: re.compile(f"{_READERS}|{_OTHERS}|{_TODAY}"), True: re.compile(_TODAY)}
_WHOLE: Final = frozenset({"article", "main"})  #: whose names say what the text is about
_TOPMOST: Final = frozenset({"body", "html"})


def is_elsewhere(node: LexborNode, *, discussion: bool) -> bool:
    """Whether an element stands in such a place."""
    here: LexborNode | None = node
    while here is not None and here.tag not in _TOPMOST:
        attributes = here.attributes
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()
        if _says_elsewhere(here.tag or "", names, discussion) and here.css_first("h1") is None:
            return True
        here = here.parent
    return False


def is_block_elsewhere(outline: Outline, number: int, headline: int, *, discussion: bool) -> bool:
    """The same of a block by its number, and by that of the headline."""
    at = outline.blocks[number].frame
    while at >= 0:
        frame = outline.frames[at]
        if not frame.first <= headline < frame.last and _says_elsewhere(frame.tag, frame.names, discussion):
            return True
        at = frame.parent
    return False


@lru_cache(maxsize=20_000)
def _says_elsewhere(tag: str, names: str, discussion: bool) -> bool:
    return tag == "nav" or (tag not in _WHOLE | _TOPMOST and _NAMES[discussion].search(names) is not None)
