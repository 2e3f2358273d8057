"""`nightdesk match`: a watch over documents in a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from matching.result import MatchResult, as_json
from matching.subject import Subject
from matching.watch import CompiledWatch, match
from model.errors import NightdeskError
from model.urls import host_of
from nightdesk.batches import json_lines
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.output import err
from nightdesk.cli.selection import check_id


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
    check_id(watch, given.catalogue.watches, "watch", "nightdesk watch list")
    compiled = {each.watch.id: each for each in given.watcher.watches}[watch]
    faults = 0
    for number, value in json_lines(file):
        if isinstance(value, dict):
            _tell(compiled, value, str(value.get("id", number)), explained)
        else:
            faults += 1
            err().print(f"{value}" if isinstance(value, NightdeskError) else f"line {number} is no object")
    raise SystemExit(4 if faults else 0)


def _tell(compiled: CompiledWatch, value: Mapping[str, Any], id_: str, explained: bool) -> None:
    subject = subject_from(value)
    result = match(compiled, subject)
    if explained:
        click.echo(in_words(compiled, result, id_, subject))
    else:
        click.echo(json.dumps(as_json(result, id_), ensure_ascii=False))


def in_words(compiled: CompiledWatch, result: MatchResult, id_: str, subject: Subject) -> str:
    """A verdict for a person."""
    from matching.explain import explain

    return f"{id_}: {subject.title}\n{explain(result, compiled.watch)}\n"


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
        authors=tuple(map(str, value.get("authors") or ())),
        published=_day(value.get("published_at")),
    )


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)[:10]) if text else None
    except ValueError:
        return None
