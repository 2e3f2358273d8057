"""Attention: how much was published about something, day by day."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Aspect(StrEnum):
    """What documents are counted by."""

    WATCH = "watch"
    SOURCE = "source"
    LANGUAGE = "language"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many documents of a day (2026-03-01, UTC) are of something."""

    day: str
    key: str
    many: int
