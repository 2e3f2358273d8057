"""What a watch is held against: a document's words and what is known about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Field(StrEnum):
    """Where in a document something stands."""

    TITLE = "title"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Subject:
    """A document as matching sees it. `published` is the day it was published, in the source's own words."""

    title: str = ""
    text: str = ""
    language: str | None = None
    source: str | None = None
    host: str | None = None
    kind: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
