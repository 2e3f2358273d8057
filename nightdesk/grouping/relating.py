"""Relating on the store: stories in other languages that may be translations of one another."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from db.unit import UnitOfWork
from matching.naming import names_in
from matching.watch import CompiledWatch
from model.stories import StoredDocument, lead_first
from nightdesk.watches.watching import subject_of_stored
from stories.translations import NEAR, Candidate, Gist, candidate, figures_of

#: So many gists are kept.
_KEPT = 5000


@dataclass(frozen=True, slots=True)
class Related:
    """A document of another story that may be a translation, with what both hold."""

    document: StoredDocument
    shared: Candidate

    @property
    def evidence(self) -> str:
        """What agrees, in words."""
        return f"names {', '.join(self.shared.names)}; figures {', '.join(self.shared.figures)}"


class Gists:
    """Gists that were worked out, kept as long as the documents stand as they did."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str, int], Gist] = OrderedDict()
        self._lock = Lock()

    def of(self, each: StoredDocument, watch: CompiledWatch) -> Gist:
        """The gist of a document, by the names of a watch."""
        key = (watch.watch.id, each.uid, each.version)
        with self._lock:
            gist = self._kept.get(key)
        if gist is None:
            gist = _gist(each, watch)
            with self._lock:
                self._kept[key] = gist
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
        return gist


def related(
    uow: UnitOfWork, story: Sequence[StoredDocument], watches: Sequence[CompiledWatch], gists: Gists | None = None
) -> list[Related]:
    """What met the same watches at about the same time in another language and may be a translation, likeliest first.

    Only documents that stand first in their stories are compared. `gists` are those worked out before.
    """
    known = gists or Gists()
    lead = lead_first(story)[0]
    found: dict[str, Related] = {}
    for watch in watches:
        if watch.watch.id in lead.watches:
            for each in _of_watch(uow, lead, watch, known):
                found.setdefault(each.document.uid, each)
    return sorted(found.values(), key=lambda each: (-each.shared.strength, each.document.uid))


def _of_watch(uow: UnitOfWork, lead: StoredDocument, watch: CompiledWatch, known: Gists) -> list[Related]:
    mine, at = known.of(lead, watch), _day(lead)
    near = uow.reading.leads_between(at - NEAR, at + NEAR, watch.watch.id)
    others = (each for each in near if each.story_uid != lead.story_uid)
    compared = ((each, candidate(mine, known.of(each, watch))) for each in others)
    return [Related(each, shared) for each, shared in compared if shared]


def _gist(each: StoredDocument, watch: CompiledWatch) -> Gist:
    names = names_in(watch, subject_of_stored(each))
    return Gist(each.uid, each.document.language, _day(each), names, figures_of(each.document.text))


def _day(each: StoredDocument) -> datetime:
    return each.document.published_at.at if each.document.published_at else each.first_seen_at
