"""What discovery finds: links, the account of its steps, and what to remember of each address asked."""

from __future__ import annotations

from dataclasses import dataclass

from config.ladders import DiscoverKind
from model.documents import Link
from model.endpoints import EndpointState
from model.outcomes import Outcome, Visit


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the ladder: how it ended, in a word and a sentence, and how many links it gave.

    `stale` says that its newest dated item is older than a year.
    """

    kind: DiscoverKind
    url: str
    outcome: Outcome
    reason: str
    found: int = 0
    stale: bool = False

    @property
    def said(self) -> str:
        """How it ended, in words."""
        return f"{self.kind}: {self.outcome}: {self.reason}"

    def as_json(self) -> dict[str, object]:
        """The step in plain values."""
        return {
            "kind": self.kind.value,
            "url": self.url,
            "outcome": self.outcome.value,
            "reason": self.reason,
            "found": self.found,
            "stale": self.stale,
        }


@dataclass(frozen=True, slots=True)
class Discovery:
    """What one pass down a source's ladder gave.

    `links` come in list order, each once, on the source's hosts only. `endpoints` are to be stored and handed in again.
    """

    links: tuple[Link, ...]
    steps: tuple[Step, ...]
    endpoints: tuple[EndpointState, ...]
    outcome: Visit
    reason: str | None = None
    wire_bytes: int = 0

    @property
    def stale(self) -> bool:
        """Whether any step gave only old items."""
        return any(step.stale for step in self.steps)

    @property
    def fell(self) -> str | None:
        """Why the ladder was gone down: every step that failed or gave nothing, in words; None where none did."""
        failed = [step for step in self.steps if step.outcome not in {Outcome.OK, Outcome.UNCHANGED}]
        return "; ".join(step.said for step in failed) or None
