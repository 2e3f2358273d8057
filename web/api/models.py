"""What the API answers, field by field. Instants are ISO 8601 UTC; a day without a clock time is a date."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Answer(BaseModel):
    """An object of an answer."""

    model_config = ConfigDict(frozen=True)


class Problem(Answer):
    """What was wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str


class ListedDocument(Answer):
    """A document as lists show it; `of` is the one it has its text from, `share` the part of it found there."""

    id: str
    source: str
    outlet: str
    url: str
    title: str | None
    language: str | None
    relation: str
    of: str | None
    share: float
    published_at: str | None
    published_precision: str | None
    published_day: str | None
    first_seen_at: str
    version: int
    gone_at: str | None
    watches: list[str]


class Why(Answer):
    """Why a story is shown: the watch (null for a search), the words that met it, and the passage around them."""

    watch: str | None
    words: list[str]
    passage: str


class MarksAnswer(Answer):
    """What the asking account did with a story."""

    read_at: str | None
    flagged_at: str | None
    labels: list[str]
    notes: int


class Story(Answer):
    """A story, the document that leads it first; `count` counts documents, of which a list shows a few dozen."""

    id: str
    title: str | None
    stored_at: str
    languages: list[str]
    watches: list[str]
    count: int
    documents: list[ListedDocument]
    why: Why | None
    marks: MarksAnswer


class Stories(Answer):
    """A page of stories; `next` is the address of the next one."""

    items: list[Story]
    next: str | None


class Event(Answer):
    """One thing that happened to a story."""

    at: str
    kind: str
    document: str
    said: str
    details: list[str]
    capture: int | None


class CaptureAnswer(Answer):
    """A kept response; `body` is where it can be fetched, null where retention let it go."""

    id: int
    document: str | None = None
    version: int | None = None
    url: str
    status: int
    bytes: int
    sha256: str
    chain: str
    requested_at: str
    fetched_at: str
    body: str | None


class WholeStory(Answer):
    """Everything about a story. `documents` are in the fields of `nightdesk export documents`."""

    id: str
    documents: list[dict[str, Any]]
    chronicle: list[Event]
    captures: list[CaptureAnswer]
    related: list[dict[str, Any]]
    marks: MarksAnswer


class MarksWish(BaseModel):
    """Marks to be set (true) or taken away (false); what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    read: bool | None = None
    flagged: bool | None = None


class SourceAnswer(Answer):
    """How a source stands."""

    id: str
    name: str
    kind: str
    language: str | None
    home: str
    enabled: bool
    state: str
    says: str
    helps: str | None
    visited_at: str | None
    next_visit_at: str | None
    failures: int


class VisitAnswer(Answer):
    """A visit to a source."""

    started_at: str
    finished_at: str
    outcome: str
    reason: str | None
    counts: dict[str, int]
    steps: list[dict[str, Any]]


class WholeSource(SourceAnswer):
    """A source with its ladder, its last visits, what is expected of a week, and its fields on the last pages."""

    steps: list[dict[str, str]]
    visits: list[VisitAnswer]
    expected_a_week: float | None
    seen_in_a_week: int
    fields: dict[str, int]
    pages: int


class Sources(Answer):
    """Every source."""

    items: list[SourceAnswer]


class WatchAnswer(Answer):
    """A watch."""

    id: str
    title: str
    enabled: bool
    channels: list[str]
    matched: int
    last_week: int


class WholeWatch(Answer):
    """A watch with its query, what it stands for, and how much met it each week of a year."""

    id: str
    title: str
    enabled: bool
    query: str
    exclude: str | None
    expanded: str | None
    weeks: dict[str, int]


class Watches(Answer):
    """Every watch."""

    items: list[WatchAnswer]


class AlertAnswer(Answer):
    """Something that was told; `cursor` grows with every alert."""

    cursor: int
    id: str
    watch: str
    story: str
    lane: str
    created_at: str
    title: str | None
    url: str | None
    source: str | None


class Alerts(Answer):
    """A page of alerts, the newest first."""

    items: list[AlertAnswer]
    next: str | None


class Coverage(Answer):
    """Documents by what they are of and step of time; a step is told by its first day."""

    by: str
    days: int
    watch: str | None
    steps: list[str]
    counts: dict[str, dict[str, int]] = Field(default_factory=dict)


class StatusAnswer(Answer):
    """What is stored, what runs and what needs a hand."""

    version: str
    now: str
    totals: dict[str, int]
    processes: list[dict[str, Any]]
    troubles: list[dict[str, Any]]
    sources: dict[str, int]
