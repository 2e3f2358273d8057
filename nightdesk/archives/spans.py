"""Spans of archives read in a process of their own: from records to documents and matches, nothing stored.

`read_span` is a plain function of picklable values, so that it can be run by processes of this machine or of others.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from config.catalogue import Catalogue, load_catalogue
from config.sources import Source
from crawler.answers import Answer, judge
from crawler.fetching import Request
from crawler.replay import Record, load_record
from model.captures import Capture
from model.clock import system_clock
from model.documents import Document, Kind
from model.errors import FetchError, ParseError
from model.urls import host_of
from nightdesk.raw_pages import raw_page
from nightdesk.visits.replaying import source_of_host
from nightdesk.watches.watching import Hit, Watcher, compile_watches
from nightdesk.workers.memory import give_back_memory

#: The environment over a configuration, in a form that can be sent and compared.
Environment = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Some records of an archive, and the configuration to read them by; `every` keeps what matches nothing."""

    records: tuple[Record, ...]
    folder: Path
    environment: Environment
    every: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """An article of an archive that is to be stored."""

    source: Source
    capture: Capture
    document: Document
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What a span held: how many records, the articles to be stored, and how many records could not be read."""

    records: int
    found: tuple[Found, ...] = ()
    failed: int = 0


def read_span(span: Span) -> Findings:
    """Parses and matches every record of a span."""
    catalogue, watcher = _configuration(span.folder, span.environment)
    found: list[Found] = []
    failed = 0
    for record in span.records:
        try:
            found += _read(record, catalogue, watcher, every=span.every)
        except (FetchError, ParseError):
            failed += 1
    return Findings(len(span.records), tuple(found), failed)


@lru_cache(maxsize=1)
def _configuration(folder: Path, environment: Environment) -> tuple[Catalogue, Watcher]:
    give_back_memory()
    catalogue = load_catalogue(folder, dict(environment))
    watcher = compile_watches(catalogue.watches)
    gc.freeze()
    return catalogue, watcher


def _read(record: Record, catalogue: Catalogue, watcher: Watcher, *, every: bool) -> Iterator[Found]:
    from parsers import parse

    capture = load_record(record, system_clock)
    answer = Answer(capture.url, capture.status, capture.headers, capture.body)
    judge(answer, Request(url=capture.url), system_clock())
    if answer.location is not None:
        return
    source = catalogue.source_of(capture.url) or source_of_host(host_of(capture.url), capture.url)
    document = parse(raw_page(source, capture)).document
    if document.kind not in {Kind.ARTICLE, Kind.THREAD} or not document.text or document.page_number > 1:
        return
    hits = watcher.match(document, source, capture.final_url)
    if hits or every:
        yield Found(source, capture, document, hits)
