"""Places on a page whose dates are not the article's: lists of other texts, what readers write, and today's date.

Names alone say so, and the same names are given to what holds an article: a place with the headline in it is its own.
Cards of other texts are told by what they are: articles of few words below a heading that leads away, or links. What
is quoted was said elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from selectolax.lexbor import LexborNode

from model.text import single_blanks
from parsers.tree.outline import Outline

#: Each alternative begins with a letter, so that the search skips to those.
_TODAY = r"clock|current-?date|today|nav(?<![^\s_-]nav)(?![ey])"
_RELATED = (
    r"related|recommend|popular|trending|latest|most-?(?:read|view|recent)|recent[_-]?(?:post|article|news|stor|entr)"
)
_OTHERS = (
    rf"{_RELATED}|teaser|"
    r"side-?bar(?!-?(?:layout|content|container|wrap))|ticker|carousel|slider|swiper"
)
_READERS = r"comment|disqus|respond(?<!correspond)|replies"
Places = Callable[[str], bool]  #: whether names speak of one of them


def _places(expression: str) -> Places:
    """The places of some names. What was asked is known again: by the names alone, for expressions are dear to hash."""
    search = re.compile(expression).search
    return lru_cache(maxsize=20_000)(lambda names: search(names) is not None)


COMMENTS: Final = _places(_READERS)
OTHER_TEXTS: Final = _places(rf"{_READERS}|{_RELATED}|menu(?![a-z])")
TODAY: Final = _places(_TODAY)  #: where what readers write is the text
ELSEWHERE: Final = _places(f"{_READERS}|{_OTHERS}|{_TODAY}")
_CARDS: Final = frozenset({"article", "li"})
_CALLED_CARD: Final = _places(r"card(?<![a-z]card)(?![a-z])")
_LONGEST_CARD, _SHORTEST_TITLE = 500, 20  #: characters
_DEEPEST: Final = 40  #: elements, at which a byline stands on a card; each card is searched for headings
_MOST_HEADINGS: Final = 20  #: on a card, each of which is looked at
_TOPMOST: Final = frozenset({"body", "html"})
_WHOLE: Final = _TOPMOST | {"article", "main"}  #: whose names say what the text is about


def is_elsewhere(node: LexborNode, places: Places) -> bool:
    """Whether an element stands in a place of such a name, or on a card: as posts look, which may be the text."""
    here: LexborNode | None = node
    passed = set[int]()  # by memory id, from the node outwards
    while here is not None and here.tag not in _TOPMOST:
        passed.add(here.mem_id)
        attributes, tag = here.attributes, here.tag or ""
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()
        is_told = _says_elsewhere(tag, names, places) or (
            places is not TODAY and _is_other(here, tag, names, node, passed)
        )
        if is_told and (places is ELSEWHERE or tag != "a") and here.css_first("h1") is None:
            return True
        here = here.parent
    return False


def _is_other(box: LexborNode, tag: str, names: str, node: LexborNode, passed: set[int]) -> bool:
    """Whether a box is a quote, a link with more in it than the node and days, or a card of a text by looks or name."""
    if tag == "a":
        told = (node.text(), " ".join([day.text() for day in box.css("time")]))
        return len(single_blanks(box.text())) > max(len(single_blanks(text)) for text in told) + _SHORTEST_TITLE
    is_card = len(passed) <= _DEEPEST and (tag in _CARDS or _CALLED_CARD(names))
    return tag == "blockquote" or (is_card and _heads_another(box, node, passed))


def _heads_another(box: LexborNode, node: LexborNode, around: set[int]) -> bool:
    """Whether a box has few words and linked headings of which one is not in the window's title.

    A heading that holds the node, or says no more than it does, is none of a text: who wrote it may stand in one.
    """
    own, headings = single_blanks(node.text()), box.css("h2, h3, h4")
    if len(headings) > _MOST_HEADINGS:
        return False
    others = (found for found in headings if found.mem_id not in around and _is_linked(found))
    words = [line for found in others if (line := single_blanks(found.text())) not in own]
    if not words or len(single_blanks(box.text())) > _LONGEST_CARD:
        return False
    window = _topmost(box).css_first("title")
    title = single_blanks(window.text()).lower() if window else ""
    return any(line.lower() not in title for line in words)


def _is_linked(heading: LexborNode) -> bool:
    """Whether a heading holds a link or is in one."""
    return heading.css_first("a[href]") is not None or (heading.parent is not None and heading.parent.tag == "a")


def _topmost(node: LexborNode) -> LexborNode:
    """The outermost element around a node."""
    while (around := node.parent) is not None:
        node = around
    return node


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
