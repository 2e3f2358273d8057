"""Warming: what the first readers of the feeds will ask for is made when serving begins."""

from __future__ import annotations

from itertools import product

from alerts.feeds import FORMATS
from db.repositories.told import Scope
from db.unit import UnitOfWork
from web.app import Shown
from web.feeds import Shape, render_feed, watch_uid

#: Entries made at most; a feed that would go beyond is made when it is asked for.
_MOST = 2000


def warm(shown: Shown) -> int:
    """Makes the entries of each watch's feed, which are kept until something changes in them; gives how many feeds."""
    scopes = [Scope(watch_id=watch) for watch in shown.watches][: _MOST // shown.entries]

    def make(uow: UnitOfWork) -> None:
        for scope, form in product(scopes, FORMATS):
            shape = Shape(watch_uid(scope), "", "", form, "http://localhost", shown.entries, shown.sources)
            render_feed(uow, scope, shape, kept=shown.kept)

    shown.store.read(make)
    return len(scopes)
