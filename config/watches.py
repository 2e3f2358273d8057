"""The outer shape of a file of `watches/`; its query and names are read by the matching room."""

from __future__ import annotations

from pydantic import Field

from config.section import Section

Form = str | dict[str, object]


class WatchFile(Section):
    """A named query with its name lists."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)
    """A short name, the same as the file's."""
    title: str = Field(min_length=1)
    """What readers call it; the feed's title."""
    query: str = Field(min_length=1)
    """The query a document must meet."""
    exclude: str | None = None
    """A query that a document must not meet."""
    description: str | None = None
    """What it is for."""
    threshold: float | None = None
    """The least score that counts as a match."""
    enabled: bool = True
    """Whether documents are matched against it."""
    channels: tuple[str, ...] = ("feed",)
    """Where its alerts go."""
    names: dict[str, dict[str, object]] = Field(default_factory=dict)
    """Name lists: `[names.NAME]` with forms a language, referred to as `@NAME`."""
