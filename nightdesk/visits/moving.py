"""Moving: an item that its list names as before and shows under another address has moved, and its document with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import structlog

from config.sources import Source
from db.repositories.frontier import FrontierLink
from db.unit import UnitOfWork
from model.urls import clean_url, url_key

log = structlog.get_logger()


def follow_moves(uow: UnitOfWork, source: Source, entries: Sequence[FrontierLink], now: datetime) -> None:
    """Takes up the new addresses of items that are told apart by their guids.

    The old one may lead nowhere: a document would be asked for there, and be taken for gone.
    """
    named = {entry.url_key: clean_url(entry.link.url) for entry in entries} if source.identity.by_guid else {}
    before = uow.frontier.addresses(named) if named else {}
    for key, old in before.items():
        if url_key(old, source.identity) != url_key(named[key], source.identity):
            _move(uow, source, key, old, named[key], now)


def _move(uow: UnitOfWork, source: Source, key: str, old: str, new: str, now: datetime) -> None:
    uow.frontier.move(key, new)
    new_key = url_key(new, source.identity)
    known = uow.documents.find([url_key(old, source.identity)])
    if known is None or known.source_id != source.id or uow.documents.find([new_key]) is not None:
        return  # not read yet, another outlet's, or met under the new address before
    uow.documents.add_addresses(known.id, {new_key: new})
    uow.documents.move(known.id, new, now)
    log.info("moved", document=known.uid, url=new, before=old)
