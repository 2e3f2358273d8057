"""Health: how sources stand, and what is known of them to say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntFlag, StrEnum

from model.documents import Document


class Health(StrEnum):
    """How a source stands."""

    OK = "ok"
    NEW = "new"  #: not looked at yet
    DISABLED = "disabled"
    LATE = "late"  #: we have not looked when it was due
    SILENT = "silent"  #: it answers, and has had nothing new for longer than ever
    STALE = "stale feed"  #: its list stands still while the source publishes, or is years old
    REFUSED = "refused"  #: it does not want us
    BROKEN = "broken"  #: it cannot be reached, or its lists cannot be read
    DRIFTING = "drifting"  #: fields of its pages that used to be found no longer are

    @property
    def well(self) -> bool:
        """Whether nothing needs a hand."""
        return self in {Health.OK, Health.NEW, Health.DISABLED}


class Fields(IntFlag):
    """Which fields of a page were found."""

    NONE = 0
    TEXT = 1
    TITLE = 2
    DATE = 4
    AUTHORS = 8


def fields_of(document: Document) -> Fields:
    """Which fields a document has."""
    found = ((Fields.TEXT, document.text), (Fields.TITLE, document.title), (Fields.DATE, document.published_at))
    flags = [flag for flag, value in (*found, (Fields.AUTHORS, document.authors)) if value]
    return Fields(sum(flags))


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a source: its place in the schedule, and what its history taught.

    `spells` are the longest times without anything new by the day they ended; `fields` which fields the last pages
    had, the oldest first; `stale` says in words which of its lists stands still.
    """

    source_id: str
    next_visit_at: datetime | None = None
    visited_at: datetime | None = None
    outcome: str | None = None
    reason: str | None = None
    ok_at: datetime | None = None
    new_at: datetime | None = None
    failures: int = 0
    interval: timedelta | None = None
    spells: Mapping[str, timedelta] = field(default_factory=dict)
    fields: tuple[Fields, ...] = ()
    stale: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a source stands, in words; `helps` is the command to go on with. `since` where it was written down.

    What is not `firm` may pass by itself and is shown without anybody being called.
    """

    source_id: str
    health: Health
    words: str
    helps: str | None = None
    since: datetime | None = None
    firm: bool = True
