"""Picking sources and watches by their ids."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

import click

from config.catalogue import Catalogue
from config.sources import Source


def chosen_sources(catalogue: Catalogue, ids: Sequence[str]) -> list[Source]:
    """The named sources, or every enabled one where none is named."""
    if not ids:
        return [source for source in catalogue.sources.values() if source.enabled]
    for source_id in ids:
        check_id(source_id, catalogue.sources, "source", "nightdesk sources list")
    return [catalogue.sources[source_id] for source_id in dict.fromkeys(ids)]


def check_id(given: str, known: Iterable[str], what: str, command: str) -> str:
    """The id, if it is known; a usage error with the nearest one otherwise."""
    if given in (names := list(known)):
        return given
    close = difflib.get_close_matches(given, names, n=1)
    hint = f"did you mean {close[0]}?" if close else f"`{command}` lists them"
    raise click.UsageError(f"no {what} {given!r}; {hint}")
