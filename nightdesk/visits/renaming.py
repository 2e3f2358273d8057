"""Renaming: a source whose id was changed in its file goes on with what was found, read and learned under the old one.

Its waiting links would be asked for by nobody, since lists show nothing new of them, nor would its documents be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import structlog

from config.sources import Source
from db.unit import UnitOfWork

log = structlog.get_logger()


def follow_renames(uow: UnitOfWork, sources: Mapping[str, Source]) -> None:
    """Takes up every source that is in the configuration under a new id: all of its latest addresses are that one's."""
    known = uow.renaming.ids()
    fresh = sources.keys() - known
    for old in sorted(known - sources.keys()) if fresh else ():
        new = _owner(uow.renaming.latest(old), sources.values())
        if new in fresh:
            uow.renaming.rename(old, new)
            fresh = fresh - {new}
            log.warning("a source goes on under another id", source=new, before=old)


def _owner(urls: Iterable[str], sources: Iterable[Source]) -> str:
    """Whose all these addresses are; nobody's where they are of several, or of none."""
    owners = {_claimant(url, sources) for url in urls}
    return owners.pop() if len(owners) == 1 else ""


def _claimant(url: str, sources: Iterable[Source]) -> str:
    claims = {source.id: closeness for source in sources if (closeness := source.claim(url))}
    return max(claims, key=claims.__getitem__, default="")
