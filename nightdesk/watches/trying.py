"""Trying a watch from the dashboard: its query as it is, or as somebody has just written it, on late documents."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from db.unit import UnitOfWork
from matching.highlight import excerpts
from matching.watch import CompiledWatch, compile_watch
from model.stories import StoredDocument
from nightdesk.watches.trials import Item, Judged, difference, spans_for, stored_item, try_watches
from web.means import Sample, Tried

#: So many documents are tried, the latest, and so many shown of each sort.
_TRIED, _SHOWN = 400, 8
#: Trying takes about so long, in seconds; it ends with fewer documents where the query is dear.
_PATIENCE = 4.0


def try_written(
    watches: Mapping[str, CompiledWatch], uow: UnitOfWork, watch_id: str, query: str, patience: float = _PATIENCE
) -> Tried:
    """A watch held against the latest documents, with another query where one is given; after `patience`, in seconds,
    it ends with the document at hand. Raises QueryError.
    """
    now = watches[watch_id]
    other = compile_watch(replace(now.watch, query=query)) if query else now
    stored = {each.uid: each for each in uow.reading.documents(newest=True, limit=_TRIED)}
    items = [stored_item(each) for each in stored.values()]
    (trial,) = try_watches([other], _while_there_is_time(items, patience))
    tried = items[: trial.total.documents]
    shown = _SHOWN if len(tried) == len(items) else 1
    groups = {"matches": (other, trial.matched), "near misses": (other, trial.near)}
    if query:
        (before,) = try_watches([now], tried)
        change = difference(before, trial)
        groups |= {"gained": (other, list(change.gained)), "lost": (now, list(change.lost))}
    samples = {sort: _samples(compiled, judged[:shown], stored) for sort, (compiled, judged) in groups.items()}
    return Tried(len(tried), len(trial.matched), samples, cut=len(tried) < len(items))


def _while_there_is_time(items: Sequence[Item], patience: float) -> Iterator[Item]:
    ends_at = time.monotonic() + patience
    for item in items:
        yield item
        if time.monotonic() > ends_at:
            return


def _samples(
    compiled: CompiledWatch, judged: Sequence[Judged], stored: Mapping[str, StoredDocument]
) -> Sequence[Sample]:
    return [
        Sample(stored[each.item.id], each.result.missing, tuple(excerpts(each.item.subject, spans_for(compiled, each))))
        for each in judged
    ]
