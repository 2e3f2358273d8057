"""Attributing on the store: posts that name an outlet and a day, or link an article, find it, whichever came first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from db.repositories.fingerprints import TieRow
from db.unit import UnitOfWork
from model.documents import Document, Kind
from model.stories import StoredDocument
from model.urls import Identity, host_of, url_key
from nightdesk.grouping.gathering import Newcomer
from nightdesk.grouping.stored_forms import tie_row
from nightdesk.notices.newsroom import Newsroom
from stories.attribution import attribution, origins, told_at
from stories.provenance import same_name
from stories.ties import Tie

#: How far from the day a post tells, or was written, its article is looked for.
_WINDOW = timedelta(days=4)


def attributed(uow: UnitOfWork, new: Newcomer, newsroom: Newsroom) -> list[TieRow]:
    """The ties of a document to those it says it carries over, or that say they carry it over."""
    if new.document.kind is Kind.THREAD:
        near = (*_articles(uow, new, newsroom.names), *_linked(uow, new, newsroom))
        pairs = [
            (each, _tied(new.document, each.document, each.source_id, newsroom))
            for each in {each.uid: each for each in near}.values()
        ]
    else:
        pairs = [(each, _tied(each.document, new.document, new.source_id, newsroom)) for each in _posts(uow, new)]
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


def _linked(uow: UnitOfWork, new: Newcomer, newsroom: Newsroom) -> Iterable[StoredDocument]:
    keys = {url_key(url, _identity(newsroom, url)) for url in origins(new.document)}
    return uow.reading.articles_at(keys) if keys else []


def _tied(post: Document, article: Document, source_id: str, newsroom: Newsroom) -> tuple[Tie, str] | None:
    outlet = newsroom.names.get(source_id, source_id)
    return attribution(post, article, outlet, _identity(newsroom, article.url or ""))


def _identity(newsroom: Newsroom, url: str) -> Identity:
    return newsroom.identities.get(host_of(url), Identity())


def _posts(uow: UnitOfWork, new: Newcomer) -> Iterable[StoredDocument]:
    at = new.document.published_at
    return uow.reading.threads_between(at.at - _WINDOW, at.at + _WINDOW) if at else []


def _names(post: Document, outlet: str) -> bool:
    return any(credit.name and same_name(credit.name, outlet) for credit in post.credits)
