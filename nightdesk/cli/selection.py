"""Picking sources, watches and documents by their ids."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

import click

from config.catalogue import Catalogue
from config.sources import Source
from db.store import Store
from model.stories import StoredDocument
from model.urls import url_key


def chosen_sources(catalogue: Catalogue, ids: Sequence[str]) -> list[Source]:
    """The named sources, or every enabled one where none is named."""
    if not ids:
        return [source for source in catalogue.sources.values() if source.enabled]
    for source_id in ids:
        check_id(source_id, catalogue.sources, "source", "`nightdesk sources list`")
    return [catalogue.sources[source_id] for source_id in dict.fromkeys(ids)]


def check_id(given: str, known: Iterable[str], what: str, listed: str) -> str:
    """The id, if it is known; a usage error with the nearest one, or with where they are listed, otherwise."""
    if given in (names := list(known)):
        return given
    close = difflib.get_close_matches(given, names, n=1)
    hint = f"did you mean {close[0]}?" if close else f"{listed} lists them"
    raise click.UsageError(f"no {what} {given!r}; {hint}")


def stored_document(store: Store, given: str) -> StoredDocument:
    """The document of an id, of a story's, of the beginning of either, or of an address; else a usage error."""
    found = store.read(lambda uow: uow.reading.find(given, url_key(given)))
    if not found:
        raise click.UsageError(f"no story or document {given!r}; `nightdesk search WORDS` finds them")
    if len(found) > 1:
        raise click.UsageError(f"more than one story or document begins with {given!r}; give more of it")
    return found[0]
