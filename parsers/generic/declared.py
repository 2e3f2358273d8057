"""The box that a page calls the body of its article: where the trees find next to nothing of it, it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from parsers.tree.outline import Outline

_BODY = re.compile(
    r"(?:^| )(?:articlebody|article[-_]*body(?:[-_]*(?:text|content))?|(?:article|entry|post)[-_]content|story[-_]body)"
    r"(?: |$)"
)
_FOUND = 0.4  #: of its characters: as long as so much of it was found, the trees know better
_LITTLE = 200  #: characters that are no links


def passed_over(outline: Outline, body: range, described: Iterable[int], found: Iterable[int]) -> list[int]:
    """The numbers of the blocks described in the declared body where hardly any of it was found, else none.

    Such are lists of winners or results, in which hardly a line is a sentence.
    """
    within = [number for number in described if number in body]
    own = [number for number in within if outline.blocks[number].linked * 2 <= len(outline.blocks[number].text)]
    told, known = _told(outline, own), _told(outline, [number for number in found if number in body])
    return own if told >= _LITTLE and known < _FOUND * told else []


def declared_body(outline: Outline) -> range:
    """The numbers of the blocks in the longest frame that is called the body of an article, if there is any."""
    named = [frame for frame in outline.frames if "body" in frame.names or "content" in frame.names]
    called = [frame for frame in named if frame.last > frame.first and _is_body(frame.names)]
    bodies = [range(frame.first, frame.last) for frame in called]
    return max(bodies, key=lambda body: _told(outline, body), default=range(0))


@lru_cache(maxsize=5000)
def _is_body(names: str) -> bool:
    return _BODY.search(names) is not None


def _told(outline: Outline, numbers: Iterable[int]) -> int:
    """The characters of some blocks that are no links."""
    return sum([len(outline.blocks[number].text) - outline.blocks[number].linked for number in numbers])
