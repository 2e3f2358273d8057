"""`nightdesk watch`: the watches of the configuration."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from config.watches import WatchFile
from matching.build import watch_from_mapping
from matching.explain import expand
from matching.watch import CompiledWatch, compile_watch, match
from model.clock import system_clock
from model.errors import ConfigError, ConfigFault
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.match import chosen_watch, in_words, subject_from, subjects_in
from nightdesk.cli.output import err, format_option, write_json, write_table
from nightdesk.cli.selection import check_id, stored_document
from nightdesk.cli.trial import write_trial
from nightdesk.notices.newsroom import newsroom_of
from nightdesk.redoing.rematching import Rematch, compare, rematch
from nightdesk.watches.trials import Item, Trial, difference, stored_item, try_watches
from nightdesk.watches.watching import subject_of_stored


@click.group("watch")
def watch_command() -> None:
    """The watches: what is looked for.

    \b
    Examples:
      nightdesk watch show myanmar-russia --expand
      nightdesk watch test myanmar-russia
    """


@watch_command.command("list")
@format_option
@pass_globals
def list_command(given: Globals, form: str) -> None:
    """Every watch.

    \b
    Example:
      nightdesk watch list
    """
    shapes = [entry.shape for entry in given.catalogue.watches.values()]
    columns = ("id", "title", "enabled", "channels", "names")
    if form == "json":
        write_json([_row(shape) for shape in shapes])
        return
    rows = [(shape.id, shape.title, shape.enabled, ", ".join(shape.channels), len(shape.names)) for shape in shapes]
    write_table(columns, rows, "The configuration names no watch.")


def _row(shape: WatchFile) -> dict[str, object]:
    return {
        "id": shape.id,
        "title": shape.title,
        "enabled": shape.enabled,
        "channels": list(shape.channels),
        "names": sorted(shape.names),
    }


@watch_command.command("show")
@click.argument("watch")
@click.option("--expand", "expanded", is_flag=True, help="Every name replaced by the forms it stands for.")
@pass_globals
def show_command(given: Globals, watch: str, expanded: bool) -> None:
    """The query of WATCH.

    \b
    Example:
      nightdesk watch show myanmar-russia --expand
    """
    check_id(watch, given.catalogue.watches, "watch", "`nightdesk watch list`")
    if expanded:
        click.echo(expand(chosen_watch(given, watch).watch))
    else:
        click.echo(given.catalogue.watches[watch].shape.query.strip())


@watch_command.command("test")
@click.argument("watch")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--against", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Another version of it.")
@click.option("--samples", type=click.IntRange(min=0), default=5, show_default=True, help="Shown of each sort.")
@format_option
@pass_globals
def test_command(given: Globals, watch: str, file: Path | None, against: Path | None, samples: int, form: str) -> None:
    """Try WATCH on the stored documents, or on those of FILE (JSON lines): counts, matches, near misses.

    With --against, also what that version of the watch would gain and lose.

    \b
    Examples:
      nightdesk watch test myanmar-russia
      nightdesk watch test myanmar-russia documents.jsonl --against changed.toml
    """
    compiled = chosen_watch(given, watch)
    watches = [compiled, _version(against)] if against else [compiled]
    trial, *other = try_watches(watches, _filed(file)) if file else _try_stored(given, watches)
    write_trial(compiled, trial, difference(trial, *other) if other else None, samples, form)


@watch_command.command("why")
@click.argument("watch")
@click.argument("article", metavar="ID|URL")
@pass_globals
def why_command(given: Globals, watch: str, article: str) -> None:
    """Why a stored document met WATCH, or what was missing.

    \b
    Example:
      nightdesk watch why myanmar-russia 1f6c2b7e
    """
    compiled = chosen_watch(given, watch)
    with given.store() as store:
        stored = stored_document(store, article)
    subject = subject_of_stored(stored)
    click.echo(in_words(compiled, match(compiled, subject), stored.uid, subject), nl=False)


@watch_command.command("rematch")
@click.argument("watch")
@click.option("--dry-run", is_flag=True, help="Tell what would change, and change nothing.")
@format_option
@pass_globals
def rematch_command(given: Globals, watch: str, dry_run: bool, form: str) -> None:
    """Match the stored documents against WATCH anew, as it is written now.

    What matches only now is alerted in the late lane, which the feed does not show: nothing of it is news.

    \b
    Example:
      nightdesk watch rematch myanmar-russia --dry-run
    """
    compiled = chosen_watch(given, watch)
    with given.store() as store:
        if dry_run:
            done, alerts = store.read(lambda uow: compare(uow, compiled)), 0
        else:
            done, alerts = rematch(store, compiled, newsroom_of(given.catalogue), system_clock())
    _tell_rematch(watch, done, alerts, form)


def _tell_rematch(watch: str, done: Rematch, alerts: int, form: str) -> None:
    if form == "json":
        ids = {"gained": [each.uid for each in done.gained], "lost": [each.uid for each in done.lost]}
        counts = {"documents": done.documents, "same": done.same, "altered": done.altered, "late_alerts": alerts}
        write_json({"watch": watch, **counts, **ids})
        return
    changed = [("gained", each) for each in done.gained] + [("lost", each) for each in done.lost]
    rows = [(what, each.uid[:8], each.source_id, each.document.title) for what, each in changed]
    write_table(("change", "id", "source", "title"), rows, "Every document matches or not as before.")
    err().print(
        f"{done.documents} documents: {len(done.gained)} gained, {len(done.lost)} lost, {done.altered} by other words, "
        f"{done.same} as before; {alerts} late alerts"
    )


def _version(file: Path) -> CompiledWatch:
    """A watch of a file that is not in the configuration. Raises ConfigError."""
    try:
        table = tomllib.loads(file.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError([ConfigFault(str(file), "", str(error))]) from error
    return compile_watch(watch_from_mapping(table, file.name))


def _try_stored(given: Globals, watches: Sequence[CompiledWatch]) -> list[Trial]:
    with given.store() as store:
        return store.read(lambda uow: try_watches(watches, map(stored_item, uow.reading.all())))


def _filed(file: Path) -> Iterator[Item]:
    for id_, value in subjects_in(file):
        if value is None:
            continue
        subject = subject_from(value)
        url = value.get("url")
        month = subject.published.strftime("%Y-%m") if subject.published else None
        yield Item(id_, url if isinstance(url, str) else None, subject, month)
