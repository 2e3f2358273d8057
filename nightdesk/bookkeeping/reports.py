"""Reports: what a visit and a pass did, in the counts that users script against."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime

from db.repositories.pulses import Ground
from model.endpoints import EndpointState
from model.health import Fields
from model.moments import iso_instant
from model.outcomes import Visit
from nightdesk.bookkeeping.gaps import Lateness


@dataclass(slots=True)
class Counts:
    """What was done, added up as it happens."""

    discovered: int = 0
    fetched: int = 0
    not_modified: int = 0
    stored: int = 0
    duplicates: int = 0
    matched: int = 0
    revised: int = 0
    gone: int = 0
    other: int = 0  #: pages that are no article: listings, feeds
    refused: int = 0
    failed: int = 0
    stories: int = 0
    alerts: int = 0
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class PageNote:
    """How one page ended: a document, or a named reason."""

    name: str
    url: str
    outcome: str
    reason: str


@dataclass(slots=True)
class VisitReport:
    """One visit to a source."""

    source_id: str
    started_at: datetime
    outcome: Visit = Visit.OK
    reason: str | None = None
    finished_at: datetime | None = None
    counts: Counts = field(default_factory=Counts)
    steps: list[dict[str, object]] = field(default_factory=list)
    pages: list[PageNote] = field(default_factory=list)
    lateness: Lateness = field(default_factory=Lateness)
    stale: str | None = None  #: which list stands still, in words
    read: list[Fields] = field(default_factory=list)  #: what pages looked at for the first time had
    ground: Ground | None = None  #: what was known of the source before
    endpoints: tuple[EndpointState, ...] = ()  #: what is to be remembered of its lists, once the visit ends

    @property
    def seconds(self) -> float:
        """How long it took."""
        return (self.finished_at - self.started_at).total_seconds() if self.finished_at else 0.0

    def as_json(self) -> dict[str, object]:
        """The visit as the command line's contract has it."""
        done = asdict(self.counts)
        shown = {
            name: done[name] for name in ("discovered", "fetched", "not_modified", "stored", "duplicates", "matched")
        }
        more = {name: done[name] for name in done if name not in shown and name not in {"stories", "alerts", "bytes"}}
        return {
            "id": self.source_id,
            "outcome": self.outcome.value,
            "reason": self.reason,
            **shown,
            "seconds": round(self.seconds, 3),
            **more,
            "pages": [asdict(page) for page in self.pages],
            "steps": self.steps,
        }


@dataclass(frozen=True, slots=True)
class PassReport:
    """One pass over some sources."""

    started_at: datetime
    finished_at: datetime
    visits: tuple[VisitReport, ...]
    busy: tuple[str, ...] = ()  #: sources that another process is visiting

    @property
    def totals(self) -> dict[str, int]:
        """The counts of every visit together."""
        rows = [asdict(visit.counts) for visit in self.visits]
        return {name: sum(row[name] for row in rows) for name in asdict(Counts())}

    @property
    def exit_code(self) -> int:
        """0 where every source could be looked at, 5 where none could, else 4."""
        bad = sum(visit.outcome in {Visit.REFUSED, Visit.FAILED, Visit.PARTIAL} for visit in self.visits)
        none = sum(visit.outcome in {Visit.REFUSED, Visit.FAILED} for visit in self.visits)
        if self.visits and none == len(self.visits):
            return 5
        return 4 if bad else 0

    def as_json(self) -> dict[str, object]:
        """The pass as the command line's contract has it."""
        return {
            "started_at": iso_instant(self.started_at),
            "finished_at": iso_instant(self.finished_at),
            "sources": [visit.as_json() for visit in self.visits],
            "totals": self.totals,
        }
