"""News agencies as pages name them: in bylines, datelines and last lines."""

from __future__ import annotations

import re

from model.agencies import SPELLINGS, agency_named

_ANY = "|".join(
    re.escape(spelling)
    for spelling in sorted((s for line in SPELLINGS.values() for s in line.split(", ")), key=len, reverse=True)
)
_DATELINE = re.compile(
    rf"^[^.!?()/]{{0,60}}(?:\(\s*({_ANY})\s*\)\s*[-–—:]|[.,]?\s*(?:\d{{1,2}}\s+\w+|\w+\s+\d{{1,2}})?\.?\s*/\s*({_ANY})\s*/)"
    rf"|^\s*({_ANY})\s*[\u4e00-\u9fff]{{1,12}}\d{{1,2}}月\d{{1,2}}日电"
)
_IN_DATELINES = ("(", "/", "日电")  #: of which each holds one; most paragraphs hold none
_LONGEST_DATELINE = 200  #: characters
_LAST_LINE = re.compile(
    rf"^(?:[-–—/]\s*|\(|©\s*(?:\d{{4}}\s+)?|[Ss]ource\s*:\s*)?\s*({_ANY})(?:/({_ANY}))*\s*(?:\)|\.)?$"
)
_LAST_WORD = re.compile(rf"[.!?\"'”’]\s*(?:[-–—]\s*|\()({_ANY})\)?$")


def agency_in_dateline(paragraph: str) -> str | None:
    """The agency in a dateline: MOSCOW, March 4. /TASS/."""
    head = paragraph[:_LONGEST_DATELINE]
    found = _DATELINE.match(head) if any(map(head.__contains__, _IN_DATELINES)) else None
    return agency_named(next(filter(None, found.groups()))) if found else None


def agency_in_last_line(paragraph: str) -> str | None:
    """The agency that a closing line names alone or after its last sentence: (AFP)."""
    if found := _LAST_LINE.match(paragraph):
        return agency_named(found.group(1))
    found = _LAST_WORD.search(paragraph[-60:])
    return agency_named(found.group(1)) if found else None
