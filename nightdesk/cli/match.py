"""`nightdesk match`: a watch over documents in a file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from matching.build import watch_from_mapping
from matching.explain import explain
from matching.highlight import QUOTED, excerpts, spans_of
from matching.result import MatchResult, as_json
from matching.subject import Subject
from matching.watch import CompiledWatch, compile_watch, found_of, match
from model.urls import host_of
from nightdesk.batches import json_rows
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.output import err, out
from nightdesk.cli.selection import check_id

#: The fields of a document that are text.
_TEXTS = ("url", "title", "text", "language", "source", "kind", "published_at", "published_day")


@click.command("match")
@click.argument("watch")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--explain", "explained", is_flag=True, help="In words: which clause met which words, or what was missing."
)
@pass_globals
def match_command(given: Globals, watch: str, file: Path, explained: bool) -> None:
    """Hold the documents of FILE (JSON lines, as `parse` writes them) against WATCH.

    \b
    Example:
      nightdesk match myanmar-russia documents.jsonl --explain
    """
    compiled = chosen_watch(given, watch)
    faults = 0
    for id_, value in subjects_in(file):
        if value is None:
            faults += 1
        else:
            _tell(compiled, value, id_, explained)
    raise SystemExit(4 if faults else 0)


def chosen_watch(given: Globals, watch: str) -> CompiledWatch:
    """A watch of the configuration, be it switched off."""
    check_id(watch, given.catalogue.watches, "watch", "`nightdesk watch list`")
    entry = given.catalogue.watches[watch]
    return compile_watch(watch_from_mapping(entry.table, entry.file))


def _tell(compiled: CompiledWatch, value: Mapping[str, Any], id_: str, explained: bool) -> None:
    subject = subject_from(value)
    result = match(compiled, subject)
    if explained:
        click.echo(in_words(compiled, result, id_, subject))
    else:
        click.echo(json.dumps(as_json(result, id_), ensure_ascii=False))


def in_words(compiled: CompiledWatch, result: MatchResult, id_: str, subject: Subject) -> str:
    """A verdict for a person, with the words it rests on shown where they stand."""
    spans = spans_of(result.clauses) or found_of(compiled, subject)
    shown = "".join(f"  {line}\n" for line in excerpts(subject, spans, marks()))
    return f"{id_}: {one_line(subject.title)}\n{explain(result, compiled.watch)}\n{shown}"


def marks() -> tuple[str, str]:
    """What found words stand between: bold on a terminal, « » elsewhere."""
    return ("\x1b[1m", "\x1b[0m") if out().is_terminal and not out().no_color else QUOTED


def one_line(text: str) -> str:
    """A text without line ends and without characters that steer a terminal."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def subjects_in(file: Path) -> Iterator[tuple[str, Mapping[str, Any] | None]]:
    """The documents of a JSON lines file with their ids; None for a faulty line, which is told on stderr."""
    for row in json_rows(file, _TEXTS, ("authors",)):
        if row.error is not None:
            err().print(str(row.error))
        yield row.id, row.fields if row.error is None else None


def subject_from(value: Mapping[str, Any]) -> Subject:
    """A document's JSON as matching sees it; missing fields count as absent."""
    url = value.get("url")
    return Subject(
        title=str(value.get("title") or ""),
        text=str(value.get("text") or ""),
        language=value.get("language"),
        source=value.get("source"),
        host=host_of(url) if isinstance(url, str) else None,
        kind=value.get("kind"),
        authors=tuple(str(name) for name in value.get("authors") or () if name),
        published=_day(value.get("published_day") or value.get("published_at")),
    )


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)[:10]) if text else None
    except ValueError:
        return None
