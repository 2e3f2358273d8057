"""`nightdesk stories`: what was found, each story with its documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click

from model.moments import Moment, Precision
from model.stories import StoredDocument
from model.urls import url_key
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.output import err, format_option, write_json, write_table
from nightdesk.cli.selection import check_id
from nightdesk.stored_json import stored_json


@click.group("stories")
def stories_command() -> None:
    """The stories: documents that are the same text, the first one first."""


@stories_command.command("list")
@click.option("--watch", help="Only what met this watch.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True)
@format_option
@pass_globals
def list_command(given: Globals, watch: str | None, limit: int, form: str) -> None:
    """The newest stories.

    \b
    Example:
      nightdesk stories list --watch myanmar-russia
    """
    if watch:
        check_id(watch, given.catalogue.watches, "watch", "nightdesk watch list")
    with given.store() as store:
        found = store.read(lambda uow: uow.reading.stories(watch, limit))
    if form == "json":
        write_json(
            [{"story": group[0].story_uid, "documents": [stored_json(each) for each in group]} for group in found]
        )
        return
    names = {source.id: source.name for source in given.catalogue.sources.values()}
    write_table(STORY_COLUMNS, story_rows(found, names), "No story yet. `nightdesk crawl` looks for some.")


@stories_command.command("show")
@click.argument("document", metavar="ID|URL")
@format_option
@pass_globals
def show_command(given: Globals, document: str, form: str) -> None:
    """One document, by its id (or the beginning of it) or its address.

    \b
    Example:
      nightdesk stories show https://www.themoscowtimes.com/2021/06/22/…
    """
    with given.store() as store:
        shown = store.read(lambda uow: uow.reading.find(document, url_key(document)))
    if shown is None:
        err().print(f"no document {document}; `nightdesk search WORDS` finds them")
        raise SystemExit(1)
    if form == "json":
        write_json(stored_json(shown))
        return
    row = stored_json(shown)
    told = (
        "title",
        "source",
        "url",
        "published_at",
        "first_seen_at",
        "version",
        "relation",
        "of",
        "evidence",
        "watches",
    )
    click.echo("\n".join(f"{name}: {row[name]}" for name in told) + f"\n\n{shown.document.text}")


STORY_COLUMNS = ("story", "relation", "outlet", "published", "first seen", "title")


def story_rows(stories: Sequence[Sequence[StoredDocument]], names: Mapping[str, str]) -> list[tuple[object, ...]]:
    """A row a document, the story's id on its first; times in UTC, a day without a time as a day."""
    return [
        (
            each.story_uid[:8] if each is group[0] else "",
            each.membership.relation.value,
            names.get(each.source_id, each.source_id),
            _when(each.document.published_at),
            _when(Moment(each.first_seen_at)),
            _title(each),
        )
        for group in stories
        for each in group
    ]


def _when(moment: Moment | None) -> str:
    if moment is None:
        return "not told"
    return moment.iso() if moment.precision is Precision.DAY else f"{moment.at:%Y-%m-%d %H:%MZ}"


def _title(stored: StoredDocument) -> str:
    notes = [f"revised, version {stored.version}"] if stored.version > 1 else []
    notes += ["gone"] if stored.gone_at else []
    return (stored.document.title or "no title") + (f" ({', '.join(notes)})" if notes else "")
