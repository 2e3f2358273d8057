"""What the dashboard works with: the store, the configuration, and what other rooms do for it, as callables.

Whoever joins the rooms hands these in, so that nothing here reaches upward.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from config.catalogue import Catalogue
from db.repositories.captures import KeptCapture
from db.repositories.nodes import Node
from db.store import Store
from db.unit import UnitOfWork
from matching.watch import CompiledWatch
from model.browsing import Place, Reason, Wanted
from model.clock import Clock
from model.document_json import Json
from model.stories import StoredDocument
from model.telling import ToldStory

Story = Sequence[StoredDocument]


@dataclass(frozen=True, slots=True)
class Asked:
    """A page of a search: what is wanted besides the words, at most so many stories, from before a document on."""

    wanted: Wanted
    limit: int
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """Stories that a search found, each with the words that met it; `after` is where the next page begins."""

    found: tuple[tuple[Place, Reason], ...]
    after: int | None


class Event(Protocol):
    """One thing that happened to a story."""

    @property
    def at(self) -> datetime: ...  # noqa: D102 - the class says it
    @property
    def when(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def document(self) -> str: ...  # noqa: D102
    @property
    def said(self) -> str: ...  # noqa: D102
    @property
    def details(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def capture_id(self) -> int | None: ...  # noqa: D102


class Kin(Protocol):
    """A document of another story that may be a translation, and what both hold."""

    @property
    def document(self) -> StoredDocument: ...  # noqa: D102
    @property
    def evidence(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Tried:
    """What a watch comes to on stored documents: how many were tried, how many match, with samples of each sort.

    `cut` says that the query took too long to be held against more.
    """

    documents: int
    matched: int
    samples: Mapping[str, Sequence[Sample]]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """A document that a watch was tried on: what it is, what was missing, and the words it was judged by."""

    document: StoredDocument
    missing: tuple[str, ...]
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Everything the pages and the API are made of."""

    store: Store
    catalogue: Catalogue
    watches: Mapping[str, CompiledWatch]
    clock: Clock
    search: Callable[[UnitOfWork, str, Asked], Hits]
    chronicle: Callable[[UnitOfWork, Story], Sequence[Event]]
    related: Callable[[UnitOfWork, Story], Sequence[Kin]]
    is_running: Callable[[Node, datetime], bool]
    follow: Callable[[int | None], Callable[[], Sequence[ToldStory]]]
    try_watch: Callable[[UnitOfWork, str, str], Tried]
    document_json: Callable[[StoredDocument], Json]
    write_bundle: Callable[[Iterable[KeptCapture], Path], object]
    titles: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def outlet(self, source_id: str) -> str:
        """What a source is called; its id where the configuration no longer knows it."""
        return self.names.get(source_id, source_id)

    def watch(self, watch_id: str) -> str:
        """What a watch is called."""
        return self.titles.get(watch_id, watch_id)
