"""Stories as they are shown: a row a document, one as a chronicle, what ties its documents; and one as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click

from model.document_json import Json
from model.moments import Moment
from model.stories import StoredDocument, lead_first
from model.text import counted
from nightdesk.cli.output import write_table
from nightdesk.grouping.relating import Related
from nightdesk.grouping.ruling import Evidence
from nightdesk.notices.chronicles import Entry, moment_words
from nightdesk.stored_json import stored_json

_COLUMNS = ("story", "relation", "outlet", "published", "first seen", "title")
_EVIDENCE = ("one", "other", "rests on", "strength", "evidence")


def write_stories(stories: Sequence[Sequence[StoredDocument]], names: Mapping[str, str], empty: str) -> None:
    """A row a document, the story's id on its first; times in UTC, a day without a time as a day."""
    rows = [
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
    write_table(_COLUMNS, rows, empty)


def _when(moment: Moment | None) -> str:
    return moment_words(moment) if moment else "not told"


def _title(stored: StoredDocument) -> str:
    notes = [f"revised, version {stored.version}"] if stored.version > 1 else []
    notes += ["gone"] if stored.gone_at else []
    return (stored.document.title or "no title") + (f" ({', '.join(notes)})" if notes else "")


def write_story(
    story: Sequence[StoredDocument], entries: Sequence[Entry], beside: Sequence[Related], names: Mapping[str, str]
) -> None:
    """A story with its chronicle and those related to it."""
    _write_head(story)
    for entry in entries:
        click.echo(f"{entry.when:<18} {entry.said}")
        for detail in entry.details:
            click.echo(f"{'':<18}   {detail}")
    for each in beside:
        outlet, told = names.get(each.document.source_id, each.document.source_id), each.document.document
        click.echo(f"\nrelated, perhaps a translation: {outlet} ({told.language}): {told.title or 'no title'}")
        click.echo(f"  story {each.document.story_uid}; both have {each.evidence}")


def _write_head(story: Sequence[StoredDocument]) -> None:
    lead, outlets = lead_first(story)[0], {each.source_id for each in story}
    watches = sorted({watch for each in story for watch in each.watches})
    click.echo(lead.document.title or "no title")
    click.echo(
        f"story {lead.story_uid}, {counted(len(story), 'document')}, {counted(len(outlets), 'outlet')}, "
        f"watches: {', '.join(watches) or 'none'}\n"
    )


def write_evidence(story: Sequence[StoredDocument], evidence: Sequence[Evidence], names: Mapping[str, str]) -> None:
    """What each document says of its place, then what ties each two."""
    outlets = {each.uid: names.get(each.source_id, each.source_id) for each in story}
    for each in lead_first(story):
        place = each.membership
        told = "; ".join(place.evidence) or "nothing it says points elsewhere"
        click.echo(f"{outlets[each.uid]} ({each.uid[:8]}): {place.relation.value}: {told}")
    rows = [
        (outlets[held.one], outlets[held.other], held.firmness, f"{held.strength:.2f}", held.said) for held in evidence
    ]
    click.echo()
    write_table(_EVIDENCE, rows, "One document alone: nothing ties it to another.")


def story_json(
    shown: StoredDocument, story: Sequence[StoredDocument], entries: Sequence[Entry], beside: Sequence[Related]
) -> Json:
    """The document that was asked for, with its story's documents, chronicle and related ones."""
    return stored_json(shown) | {
        "documents": [stored_json(each) for each in story],
        "chronicle": [entry.as_json() for entry in entries],
        "related": [_related_json(each) for each in beside],
    }


def _related_json(each: Related) -> Json:
    return {
        "document": each.document.uid,
        "story": each.document.story_uid,
        "title": each.document.document.title,
        "language": each.document.document.language,
        "strength": each.shared.strength,
        "names": list(each.shared.names),
        "figures": list(each.shared.figures),
    }
