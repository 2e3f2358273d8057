"""Boxes among a page's links that somebody paid for, or that ask to subscribe, told by what they are called.

A name alone is no reason to drop much: what holds a good part of the links is the list, whatever it is called.
"""

from __future__ import annotations

import re
from collections import Counter

from parsers.tree.outline import Outline

_PAID = re.compile(
    r"(?:^|[ _-])(?:ads?|adverts?|advertisements?|advertising|advertorials?|sponsored|paid-?content|partner-?content|"
    r"newsletters?|subscribe|subscription|sign-?up)(?:[ _-]|$)"
)
_MUCH = 0.25  #: of the page's links


def boxes_paid_for(outline: Outline) -> frozenset[int]:
    """The numbers of the frames in such boxes."""
    held = Counter(anchor.frame for anchor in outline.anchors)
    for number in range(len(outline.frames) - 1, 0, -1):  # inner frames come after those around them
        held[outline.frames[number].parent] += held[number]
    most, found = _MUCH * len(outline.anchors), set[int]()
    for number, frame in enumerate(outline.frames):
        if held[number] and (frame.parent in found or (held[number] <= most and _PAID.search(frame.names))):
            found.add(number)
    return frozenset(found)
