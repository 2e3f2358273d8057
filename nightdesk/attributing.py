"""Attributing on the store: posts that name an outlet and a day find that outlet's article, whichever came first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from db.repositories.fingerprints import TieRow
from db.unit import UnitOfWork
from model.documents import Document, Kind
from model.stories import StoredDocument
from nightdesk.gathering import Newcomer, tie_row
from stories.attribution import attribution, same_name, told_at

#: How far from the day a post tells, or was written, its article is looked for.
_WINDOW = timedelta(days=4)


def attributed(uow: UnitOfWork, new: Newcomer, names: Mapping[str, str]) -> list[TieRow]:
    """The ties of a document to those it says it carries over, or that say they carry it over."""
    if new.document.kind is Kind.THREAD:
        found = _articles(uow, new, names)
        pairs = [(each, attribution(new.document, each.document, names[each.source_id])) for each in found]
    else:
        found = _posts(uow, new)
        outlet = names.get(new.source_id, new.source_id)
        pairs = [(each, attribution(each.document, new.document, outlet)) for each in found]
    if not any(tied for _, tied in pairs):
        return []
    numbers = uow.fingerprints.numbers([each.uid for each, tied in pairs if tied])
    return [tie_row(new.number, numbers[each.uid], *tied) for each, tied in pairs if tied]


def _articles(uow: UnitOfWork, new: Newcomer, names: Mapping[str, str]) -> Iterable[StoredDocument]:
    at = told_at(new.document)
    outlets = [source for source, name in names.items() if _names(new.document, name)]
    if at is None or not outlets:
        return []
    return uow.reading.published_between(at.at - _WINDOW, at.at + _WINDOW, outlets)


def _posts(uow: UnitOfWork, new: Newcomer) -> Iterable[StoredDocument]:
    at = new.document.published_at
    return uow.reading.threads_between(at.at - _WINDOW, at.at + _WINDOW) if at else []


def _names(post: Document, outlet: str) -> bool:
    return any(credit.name and same_name(credit.name, outlet) for credit in post.credits)
