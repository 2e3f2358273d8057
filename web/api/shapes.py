"""From what the store holds to what the API answers."""

from __future__ import annotations

from datetime import datetime

from db.repositories.captures import KeptCapture
from db.repositories.visits import VisitRecord
from model.browsing import ListedCapture, ListedDocument, Marks
from model.moments import iso_instant
from model.telling import ToldStory
from web.api import models
from web.means import Dashboard, Event
from web.pages.stories import Row


def at(moment: datetime | None) -> str | None:
    """An instant that may be unknown."""
    return iso_instant(moment) if moment else None


def document(dash: Dashboard, each: ListedDocument) -> models.ListedDocument:
    """A document of a list."""
    return models.ListedDocument(
        id=each.uid,
        source=each.source_id,
        outlet=dash.outlet(each.source_id),
        url=each.url,
        title=each.title,
        language=each.language,
        relation=each.relation,
        of=each.of,
        share=each.share,
        published_at=each.published.iso() if each.published else None,
        published_precision=each.published.precision.value if each.published else None,
        published_day=each.published.day.isoformat() if each.published else None,
        first_seen_at=iso_instant(each.first_seen_at),
        version=each.version,
        gone_at=at(each.gone_at),
        watches=list(each.watches),
    )


def marks(found: Marks) -> models.MarksAnswer:
    """What somebody did with a story."""
    return models.MarksAnswer(
        read_at=at(found.read_at), flagged_at=at(found.flagged_at), labels=list(found.labels), notes=found.notes
    )


def story(dash: Dashboard, row: Row) -> models.Story:
    """A story of a list."""
    listed = row.story
    passage = "".join(part.text for part in row.passage.parts) if row.passage else ""
    return models.Story(
        id=listed.uid,
        title=listed.lead.title,
        stored_at=iso_instant(listed.place.at),
        languages=list(row.languages),
        watches=list(listed.watches),
        count=listed.count,
        documents=[document(dash, each) for each in listed.documents],
        why=models.Why(watch=row.watch, words=list(row.words), passage=passage) if row.passage else None,
        marks=marks(listed.marks),
    )


def event(found: Event) -> models.Event:
    """An entry of a chronicle."""
    return models.Event(
        at=iso_instant(found.at),
        kind=found.kind,
        document=found.document,
        said=found.said,
        details=list(found.details),
        capture=found.capture_id,
    )


def listed_capture(found: ListedCapture) -> models.CaptureAnswer:
    """A capture of a story."""
    return models.CaptureAnswer(
        id=found.id,
        document=found.document,
        version=found.version,
        url=found.url,
        status=found.status,
        bytes=found.size,
        sha256=found.sha256,
        chain=found.chain,
        requested_at=iso_instant(found.requested_at),
        fetched_at=iso_instant(found.fetched_at),
        body=None if found.pruned else f"/captures/{found.id}/body",
    )


def capture(found: KeptCapture) -> models.CaptureAnswer:
    """A capture by itself."""
    read = found.capture
    return models.CaptureAnswer(
        id=found.id,
        url=read.final_url,
        status=read.status,
        bytes=len(read.body),
        sha256=found.sha256,
        chain=found.chain,
        requested_at=iso_instant(read.requested_at),
        fetched_at=iso_instant(read.fetched_at),
        body=None if found.pruned else f"/captures/{found.id}/body",
    )


def visit(found: VisitRecord) -> models.VisitAnswer:
    """A visit to a source."""
    return models.VisitAnswer(
        started_at=iso_instant(found.started_at),
        finished_at=iso_instant(found.finished_at),
        outcome=found.outcome,
        reason=found.reason,
        counts=found.counts,
        steps=found.steps,
    )


def alert(told: ToldStory) -> models.AlertAnswer:
    """An alert with the document that leads its story."""
    first = told.documents[0] if told.documents else None
    return models.AlertAnswer(
        cursor=told.seq,
        id=told.uid,
        watch=told.watch_id,
        story=told.story_uid,
        lane=told.lane,
        created_at=iso_instant(told.created_at),
        title=first.title if first else None,
        url=first.url if first else None,
        source=first.source_id if first else None,
    )
