"""`nightdesk feed`: a watch's alerts as Atom, RSS or JSON Feed, or as lines while they come."""

from __future__ import annotations

import json
import sys
import time

import click

from config.catalogue import Catalogue
from db.repositories.told import Scope
from db.store import Store
from model.moments import iso_instant
from model.telling import ToldDocument, ToldStory
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.selection import check_id
from nightdesk.delivery.following import Follower
from web.feeds import Shape, render_feed, watch_uid

#: How often new alerts are looked for, in seconds.
_LOOK = 0.25


@click.command("feed")
@click.argument("watch", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["atom", "rss", "json"]),
    default="atom",
    show_default=True,
    help="The kind of feed.",
)
@click.option(
    "--late", is_flag=True, help="What was found late, by walking back or by a changed watch, instead of the news."
)
@click.option("--limit", type=click.IntRange(1, 1000), help="At most so many entries. [feed.entries]")
@click.option(
    "--follow", is_flag=True, help="New alerts as JSON lines, as they come; of every watch where none is named."
)
@click.option("--after", type=click.IntRange(0, 2**63 - 1), help="With --follow: everything after this cursor first.")
@pass_globals
def feed_command(
    given: Globals, watch: str | None, form: str, late: bool, limit: int | None, follow: bool, after: int | None
) -> None:
    """Write the alert feed of WATCH to stdout, the newest story first; or follow new alerts, the oldest first.

    \b
    Examples:
      nightdesk feed myanmar-russia --format atom > alerts.atom
      nightdesk feed --follow --after 0 | jq -r .title
    """
    if watch is None and not follow:
        raise click.UsageError("name a WATCH, or give --follow")
    if after is not None and not follow:
        raise click.UsageError("--after goes with --follow")
    catalogue = given.catalogue
    if watch is not None:
        check_id(watch, catalogue.watches, "watch", "`nightdesk watch list`")
    scope = Scope(watch_id=watch, lane="late" if late else "now")
    with given.store() as store:
        if follow:
            _follow(store, scope, after)
        else:
            _write(catalogue, store, scope, form, limit)


def _write(catalogue: Catalogue, store: Store, scope: Scope, form: str, limit: int | None) -> None:
    settings, watch = catalogue.settings, scope.watch_id or ""
    base = settings.feed.base_url or f"http://{settings.web.host}:{settings.web.port}"
    title, names = catalogue.titles[watch], catalogue.names
    size, extra = limit or settings.feed.entries, (("lane", "late"),) if scope.lane == "late" else ()
    shape = Shape(watch_uid(scope), title, watch, form, base, size, names, settings.feed.hub, extra)
    rendered = store.read(lambda uow: render_feed(uow, scope, shape))
    if rendered is not None:
        sys.stdout.buffer.write(rendered.body + b"\n")


def _follow(store: Store, scope: Scope, after: int | None) -> None:
    """Writes alerts until it is interrupted; each line's `cursor` is what to go on after."""
    follower = Follower(store, scope, after)
    while True:
        told = follower.take()
        for each in told:
            sys.stdout.write(json.dumps(_line(each), ensure_ascii=False) + "\n")
        sys.stdout.flush()
        if not told:
            time.sleep(_LOOK)


def _line(told: ToldStory) -> dict[str, object]:
    """An alert in a line: the document that leads its story, and the others."""
    first = told.documents[0] if told.documents else None
    return {
        "cursor": told.seq,
        "id": told.uid,
        "watch": told.watch_id,
        "story": told.story_uid,
        "lane": told.lane,
        "created_at": iso_instant(told.created_at),
        **(_document(first) if first else dict.fromkeys(_TOLD)),
        "copies": [_document(each) for each in told.documents[1:]],
    }


#: What is told of a document.
_TOLD = ("title", "url", "source", "relation", "published_at", "first_seen_at", "gone_at", "language")


def _document(each: ToldDocument) -> dict[str, object]:
    return {
        "title": each.title,
        "url": each.url,
        "source": each.source_id,
        "relation": each.relation,
        "published_at": each.published.iso() if each.published else None,
        "first_seen_at": iso_instant(each.first_seen_at),
        "gone_at": iso_instant(each.gone_at) if each.gone_at else None,
        "language": each.language,
    }
