"""Trying a watch from the dashboard: its query as it is, or as somebody has just written it, on late documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from db.unit import UnitOfWork
from matching.highlight import excerpts
from matching.watch import CompiledWatch, compile_watch
from model.stories import StoredDocument
from nightdesk.trials import Judged, spans_for, stored_item, try_watch
from web.means import Sample, Tried

#: So many documents are tried, the latest, and so many shown of each sort.
_TRIED, _SHOWN = 400, 8


def try_written(watches: Mapping[str, CompiledWatch], uow: UnitOfWork, watch_id: str, query: str) -> Tried:
    """A watch held against the latest documents, with another query where one is given. Raises QueryError."""
    now = watches[watch_id]
    other = compile_watch(replace(now.watch, query=query)) if query else now
    stored = {each.uid: each for each in uow.reading.documents(newest=True, limit=_TRIED)}
    items = [stored_item(each) for each in stored.values()]
    trial = try_watch(other, items)
    samples = {
        "matches": _samples(other, trial.matched, stored),
        "near misses": _samples(other, trial.near, stored),
    }
    if query:
        before = {judged.item.id: judged for judged in try_watch(now, items).matched}
        after = {judged.item.id: judged for judged in trial.matched}
        samples["gained"] = _samples(other, [each for id_, each in after.items() if id_ not in before], stored)
        samples["lost"] = _samples(now, [each for id_, each in before.items() if id_ not in after], stored)
    return Tried(len(items), len(trial.matched), samples)


def _samples(
    compiled: CompiledWatch, judged: Sequence[Judged], stored: Mapping[str, StoredDocument]
) -> Sequence[Sample]:
    return [
        Sample(stored[each.item.id], each.result.missing, tuple(excerpts(each.item.subject, spans_for(compiled, each))))
        for each in judged[:_SHOWN]
    ]
