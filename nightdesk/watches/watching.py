"""Watching: documents held against every watch of the configuration."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from config.catalogue import WatchEntry
from config.sources import Source
from matching.build import watch_from_mapping
from matching.result import MatchResult
from matching.subject import Subject
from matching.watch import CompiledWatch, compile_watch
from matching.watchset import WatchSet
from model.documents import Document
from model.errors import ConfigError, ConfigFault
from model.stories import StoredDocument
from model.urls import host_of


@dataclass(frozen=True, slots=True)
class Hit:
    """A watch that a document met; `clauses` are plain JSON."""

    watch_id: str
    score: float
    clauses: tuple[dict[str, object], ...]


class Watcher:
    """Compiled watches."""

    def __init__(self, watches: Sequence[CompiledWatch]) -> None:
        self.watches = tuple(watches)
        self._set = WatchSet(self.watches)

    def match(self, document: Document, source: Source | None, url: str) -> tuple[Hit, ...]:
        """The watches that a document meets."""
        found = self._set.matches(subject_of(document, source, url))
        return tuple(hit_of(watch_id, result) for watch_id, result in found.items())


def subject_of(document: Document, source: Source | None, url: str) -> Subject:
    """A document as matching sees it."""
    return Subject(
        title=document.title or "",
        text=document.text,
        language=document.language,
        source=source.id if source else None,
        host=host_of(url),
        kind=document.kind.value,
        authors=document.authors,
        published=document.published_at.day if document.published_at else None,
    )


def subject_of_stored(stored: StoredDocument) -> Subject:
    """A stored document as matching sees it."""
    subject = subject_of(stored.document, None, stored.document.url or "")
    return replace(subject, source=stored.source_id)


def hit_of(watch_id: str, result: MatchResult) -> Hit:
    """A match as it is stored."""
    return Hit(watch_id, result.score, tuple(asdict(clause) for clause in result.clauses))


def compile_watches(entries: Mapping[str, WatchEntry]) -> Watcher:
    """Every enabled watch, ready to match. Raises ConfigError with the faults of all of them."""
    faults: list[ConfigFault] = []
    compiled = list(_compiled(entries.values(), faults))
    if faults:
        raise ConfigError(faults)
    return Watcher([each for each in compiled if each.watch.enabled])


def faults_of_watches(entries: Mapping[str, WatchEntry]) -> list[ConfigFault]:
    """What is wrong with queries and names."""
    faults: list[ConfigFault] = []
    list(_compiled(entries.values(), faults))
    return faults


def _compiled(entries: Iterable[WatchEntry], faults: list[ConfigFault]) -> Iterable[CompiledWatch]:
    for entry in entries:
        try:
            yield compile_watch(watch_from_mapping(entry.table, entry.file))
        except ConfigError as error:
            faults.extend(error.faults)
