"""`nightdesk stories`: what was found, each story with its documents."""

from __future__ import annotations

from dataclasses import asdict

import click

from db.store import Store
from model.clock import system_clock
from model.stories import StoredDocument, lead_first
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.output import err, format_option, write_json
from nightdesk.cli.selection import check_id, stored_document
from nightdesk.cli.story import story_json, write_evidence, write_stories, write_story
from nightdesk.grouping.relating import related
from nightdesk.grouping.ruling import merge, split, why
from nightdesk.notices.chronicles import chronicle
from nightdesk.notices.newsroom import newsroom_of
from nightdesk.stored_json import stored_json


@click.group("stories")
def stories_command() -> None:
    """The stories: documents that are the same text, the first one first.

    \b
    Examples:
      nightdesk stories list --watch myanmar-russia
      nightdesk stories why 9a56ee5c
    """


@stories_command.command("list")
@click.option("--watch", help="Only what met this watch.")
@click.option(
    "--limit", type=click.IntRange(1, 1_000_000), default=20, show_default=True, help="At most so many stories."
)
@format_option
@pass_globals
def list_command(given: Globals, watch: str | None, limit: int, form: str) -> None:
    """The newest stories.

    \b
    Example:
      nightdesk stories list --watch myanmar-russia
    """
    if watch:
        check_id(watch, given.catalogue.watches, "watch", "`nightdesk watch list`")
    with given.store() as store:
        found = store.read(lambda uow: uow.reading.stories(watch, limit))
    if form == "json":
        write_json(
            [{"story": group[0].story_uid, "documents": [stored_json(each) for each in group]} for group in found]
        )
        return
    write_stories(found, given.catalogue.names, "No story yet. `nightdesk crawl` looks for some.")


@stories_command.command("show")
@click.argument("given_id", metavar="ID|URL")
@click.option("--text", "with_text", is_flag=True, help="The text of the document that stands first as well.")
@format_option
@pass_globals
def show_command(given: Globals, given_id: str, with_text: bool, form: str) -> None:
    """A story as a chronicle: by its id or a document's (or the beginning of either), or a document's address.

    \b
    Example:
      nightdesk stories show https://www.themoscowtimes.com/2021/06/22/…
    """
    names = given.catalogue.names
    with given.store() as store:
        shown, story = _find(store, given_id)
        entries = store.read(lambda uow: chronicle(uow, story, names))
        beside = store.read(lambda uow: related(uow, story, given.watcher.watches))
    if form == "json":
        write_json(story_json(shown, story, entries, beside))
        return
    write_story(story, entries, beside, names)
    if with_text:
        click.echo(f"\n{lead_first(story)[0].document.text}")


@stories_command.command("why")
@click.argument("given_id", metavar="ID|URL")
@format_option
@pass_globals
def why_command(given: Globals, given_id: str, form: str) -> None:
    """The evidence behind a grouping: what ties each two documents of a story, and what somebody said.

    \b
    Example:
      nightdesk stories why 9a56ee5c
    """
    names = given.catalogue.names
    with given.store() as store:
        _, story = _find(store, given_id)
        evidence = store.read(lambda uow: why(uow, story))
    if form == "json":
        write_json([asdict(each) for each in evidence])
        return
    write_evidence(story, evidence, names)


@stories_command.command("split")
@click.argument("given_id", metavar="ID|URL")
@pass_globals
def split_command(given: Globals, given_id: str) -> None:
    """Take a document out of its story. Remembered: no later grouping brings them together.

    \b
    Example:
      nightdesk stories split 43348e1c
    """
    with given.store() as store:
        shown, story = _find(store, given_id)
        if len(story) == 1:
            raise click.UsageError(f"{shown.uid[:8]} is alone in its story already")
        at, newsroom = system_clock(), newsroom_of(given.catalogue)
        store.write_now(lambda uow: split(uow, shown, story, newsroom, at))
    err().print(f"{shown.uid[:8]} is a story of its own now")


@stories_command.command("merge")
@click.argument("first", metavar="ID|URL")
@click.argument("second", metavar="ID|URL")
@pass_globals
def merge_command(given: Globals, first: str, second: str) -> None:
    """Make one story of the stories of two documents. Remembered by every later grouping.

    \b
    Example:
      nightdesk stories merge 9a56ee5c 43348e1c
    """
    with given.store() as store:
        (one, _), (other, _) = _find(store, first), _find(store, second)
        if one.uid == other.uid:
            raise click.UsageError("both are the same document")
        at, names = system_clock(), given.catalogue.names
        store.write_now(lambda uow: merge(uow, one, other, names, at))
    err().print(f"{one.uid[:8]} and {other.uid[:8]} are one story now")


def _find(store: Store, given_id: str) -> tuple[StoredDocument, list[StoredDocument]]:
    """The document meant, and all of its story."""
    shown = stored_document(store, given_id)
    return shown, store.read(lambda uow: uow.reading.story(shown.story_uid))
