"""What an article says of its own origin, collected with the words seen and judged by nobody here."""

from __future__ import annotations

import re
from collections.abc import Sequence

import re2

from model.agencies import agency_named
from model.documents import Credit, SourceCredit
from model.text import clean_line
from model.urls import host_of
from parsers.lines.agencies import agency_in_dateline, agency_in_last_line
from parsers.page import Page
from parsers.scope import Scope

_OUTLET = r"(?P<{}>[^.,;()]{{2,80}})"
_REPRINT = re.compile(
    r"\b(?:first|originally)\s+(?:published|appeared|posted|run|ran)\s+(?:by|in|on|at)\s+"
    + _OUTLET.format("first")
    + r"|\b(?:re-?published|reprinted|reproduced)\s+(?:here\s+)?"
    r"(?:from|courtesy of|by permission of|with (?:the )?(?:kind )?permission (?:from|of))\s+"
    + _OUTLET.format("again")
    + r"|\bвпервые опубликован\w*\s+(?:в|на)\s+"
    + _OUTLET.format("russian"),
    re.IGNORECASE,
)
#: Far cheaper to look for.
_MAY_REPRINT = re2.compile(
    r"(?i)(?:first|originally)\s+(?:published|appeared|posted|r[au]n)|"
    r"(?:published|reprinted|reproduced)\s+(?:here|from|courtesy|by|with)|впервые"
)
_SOURCE = re.compile(
    r"^[-–—*\s(\[【]*(?:original\s+(?:url|link|article|source)|source|via|источник|оригинал|来源|來源|稿件来源|消息来源|ที่มา|မူရင်း)"
    r"\s*[:：]\s*(?P<rest>.{0,300})$",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s<>\"')\]]+")
_EDGE = 3  #: how many paragraphs from either end a note of origin stands in
_LONGEST_NOTE = 400
_LONGEST_SAID = 120
_LONGEST_SOURCE = 200


def canonical_elsewhere(page: Page, canonical: str | None) -> tuple[SourceCredit, ...]:
    """The evidence of a canonical address on another host than the page's."""
    if not canonical or not page.host:
        return ()
    host = host_of(canonical)
    if host == page.host or _house(host) == _house(page.host):
        return ()
    return (SourceCredit(Credit.CANONICAL, said=canonical, url=canonical, name=host),)


def agencies_among(authors: Sequence[str], paragraphs: Sequence[str]) -> tuple[SourceCredit, ...]:
    """The agencies in the byline, in the dateline and in the last line, each once."""
    seen = [(author, agency_named(author)) for author in authors]
    if paragraphs:
        seen += [(line[:_LONGEST_SAID], agency_in_dateline(line)) for line in paragraphs[:2]]
        seen.append((paragraphs[-1][-_LONGEST_SAID:], agency_in_last_line(paragraphs[-1])))
    found = {name: said for said, name in reversed(seen) if name}
    return tuple(SourceCredit(Credit.AGENCY, said=said, name=name) for name, said in found.items())


def take_sources(scope: Scope, paragraphs: Sequence[str]) -> tuple[tuple[str, ...], tuple[SourceCredit, ...]]:
    """The paragraphs without the closing lines that only name a source, and those sources."""
    kept, sources = list(paragraphs), []
    while kept and (credit := source_line(kept[-1])):
        line = kept.pop()
        sources.append(credit if credit.url else _with_url(credit, address_in(scope, line)))
    return tuple(kept), tuple(sources)


def reprint_notes(scope: Scope, paragraphs: Sequence[str]) -> tuple[SourceCredit, ...]:
    """The notes near either end that the text first appeared elsewhere."""
    edges = dict.fromkeys([*paragraphs[:_EDGE], *paragraphs[-_EDGE:]])
    near = [line for line in edges if len(line) <= _LONGEST_NOTE]
    notes = []
    for line in near if _MAY_REPRINT.search("\n".join(near)) else ():
        found = _REPRINT.search(line)
        if found:
            name = next(filter(None, found.groups())).strip(" \"'“”")
            notes.append(SourceCredit(Credit.REPRINT, said=line, url=address_in(scope, line), name=name))
    return tuple(notes)


def source_line(line: str) -> SourceCredit | None:
    """The credit of a line that names a source and nothing else."""
    found = _SOURCE.match(line) if len(line) <= _LONGEST_SOURCE else None
    if not found:
        return None
    rest = found.group("rest").strip(" <>()[]")
    url = _URL.search(rest)
    if not url and len(rest.split()) > 8:
        return None
    name = _URL.sub("", rest).strip(" -–—<>()[]:") or (host_of(url.group()) if url else None)
    return SourceCredit(Credit.ORIGINAL, said=line, url=url.group() if url else None, name=name)


def address_in(scope: Scope, line: str) -> str | None:
    """The address of the first link whose text is part of a line of the scope."""
    for node in scope.all("a[href]"):
        label = clean_line(node.text())
        if len(label) > 2 and label in line:
            return scope.page.absolute(node.attributes.get("href"))
    return None


def _with_url(credit: SourceCredit, url: str | None) -> SourceCredit:
    return SourceCredit(credit.kind, credit.said, url, credit.name, credit.published_at)


def _house(host: str) -> str:
    """The host without the names that only tell variants of one site apart."""
    return re.sub(r"^(?:www\d?|m|mobile|amp)\.", "", host)
