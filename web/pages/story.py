"""A story's page: what happened, the text with what met the watches, versions, copies, origins and captures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from db.repositories.history import Version
from db.unit import UnitOfWork
from model.browsing import ListedCapture, ListedStory, Note
from model.moments import Precision
from model.stories import StoredDocument, lead_first
from model.urls import url_key
from stories.alignments import Row, align
from stories.revisions import Revision, compare
from web.charts.graph import Node, graph
from web.means import Dashboard, Event, Kin
from web.reasons import Part, marked
from web.site import missing, page, site_of, who

#: Of a page of many documents so many versions are compared in all.
_MOST_CHANGES = 20


@dataclass(frozen=True, slots=True)
class Change:
    """What changed from one version of a document to the next."""

    document: StoredDocument
    old: Version
    new: Version
    found: Revision
    rows: tuple[Row, ...]

    @property
    def shown(self) -> list[Row | int]:
        """The paragraphs that changed, each with its neighbours; between them, how many did not."""
        near = {n + by for n, row in enumerate(self.rows) if not row.same for by in (-1, 0, 1)}
        told: list[Row | int] = []
        for number, row in enumerate(self.rows):
            if number in near:
                told.append(row)
            elif told and isinstance(told[-1], int):
                told[-1] += 1
            else:
                told.append(1)
        return told


@dataclass(frozen=True, slots=True)
class Told:
    """Everything a story's page tells."""

    listed: ListedStory
    documents: tuple[StoredDocument, ...]
    shown: StoredDocument
    headline: tuple[Part, ...]
    paragraphs: tuple[tuple[Part, ...], ...]
    clauses: Mapping[str, Mapping[str, Sequence[Mapping[str, Any]]]]
    events: Sequence[Event]
    changes: tuple[Change, ...]
    captures: Sequence[ListedCapture]
    related: Sequence[Kin]
    notes: Sequence[Note]
    picture: Markup


def story(request: Request) -> Response:
    """The page of a story, by its identifier; the beginning of one, or of a document's, leads there."""
    site, uid = site_of(request), request.path_params["uid"]
    number = site.dash.store.read(lambda uow: uow.listing.number(uid))
    if number is None:
        return _elsewhere(request, uid)
    account, chosen = who(request).account, request.query_params.get("document", "")
    told = site.dash.store.read(lambda uow: tell(uow, site.dash, number, account, chosen))
    if told is None:
        return missing(request, "This story has no document any more.")
    return page(request, "story.html", told=told, story=told.listed)


def _elsewhere(request: Request, given: str) -> Response:
    site = site_of(request)
    found = site.dash.store.read(lambda uow: uow.reading.find(given, url_key(given))) if len(given) > 5 else []
    if len(found) != 1:
        return missing(request, "There is no such story. It may have become one with another, or been pruned.")
    return RedirectResponse(f"/stories/{found[0].story_uid}", 303)


def tell(uow: UnitOfWork, dash: Dashboard, number: int, account: str, chosen: str) -> Told | None:
    """What is told of a story; `chosen` is the document of which the text is shown."""
    listed = uow.listing.stories(uow.listing.places([number]), account)
    if not listed:
        return None
    documents = tuple(lead_first(uow.reading.story(listed[0].uid)))
    shown = next((each for each in documents if each.uid == chosen), documents[0])
    clauses = uow.listing.clauses([each.uid for each in documents])
    return Told(
        listed[0],
        documents,
        shown,
        marked(documents[0].document.title or documents[0].document.url or "", _of(clauses, documents[0]), "title"),
        tuple(_paragraphs(marked(shown.document.text, _of(clauses, shown), "text"))),
        clauses,
        dash.chronicle(uow, documents),
        tuple(changes_of(uow, documents)),
        uow.listing.captures([each.uid for each in documents]),
        dash.related(uow, documents),
        uow.marks.notes(account, number),
        picture(dash, documents),
    )


def _of(clauses: Mapping[str, Mapping[str, Sequence[Mapping[str, Any]]]], each: StoredDocument) -> list[Any]:
    return [clause for met in clauses.get(each.uid, {}).values() for clause in met]


def changes_of(uow: UnitOfWork, documents: Sequence[StoredDocument]) -> list[Change]:
    """The latest changes of the documents, the latest first; what is not shown is not compared."""
    revised = [each for each in documents if each.version > 1]
    pairs = [(each, old, new) for each in revised for old, new in pairwise(uow.history.versions(each.uid))]
    pairs.sort(key=lambda pair: pair[2].seen_at, reverse=True)
    return [_change(*pair) for pair in pairs[:_MOST_CHANGES]]


def _change(document: StoredDocument, old: Version, new: Version) -> Change:
    found = compare(old.title, old.text, new.title, new.text)
    return Change(document, old, new, found, tuple(align(old.text, new.text)))


def picture(dash: Dashboard, documents: Sequence[StoredDocument]) -> Markup:
    """Who has the text from whom."""
    return graph(
        [
            Node(each.uid, _name(dash, each), _note(each), each.membership.of, each.gone_at is not None)
            for each in documents
        ]
    )


def _name(dash: Dashboard, each: StoredDocument) -> str:
    return dash.outlet(each.source_id)


def _note(each: StoredDocument) -> str:
    place, published = each.membership, each.document.published_at
    day_only = published is not None and published.precision is Precision.DAY
    at = published.at if published else each.first_seen_at
    when = f"{at:%Y-%m-%d}" if day_only else f"{at:%Y-%m-%d %H:%M} UTC"
    told = when if published else f"seen {when}"
    part = f" {place.share * 100:.0f} %" if place.of and place.share else ""
    return f"{place.relation.value}{part}, {told}" + (", taken down" if each.gone_at else "")


def _paragraphs(parts: Sequence[Part]) -> list[tuple[Part, ...]]:
    """The pieces of a text, paragraph by paragraph."""
    paragraphs: list[list[Part]] = [[]]
    for part in parts:
        for number, text in enumerate(part.text.split("\n\n")):
            if number:
                paragraphs.append([])
            if text:
                paragraphs[-1].append(Part(text, part.marked))
    return [tuple(each) for each in paragraphs if each]


def sides(request: Request) -> Response:
    """Two documents of a story side by side."""
    site, uid = site_of(request), request.path_params["uid"]
    documents = site.dash.store.read(lambda uow: lead_first(uow.reading.story(uid)))
    by_uid = {each.uid: each for each in documents}
    one = by_uid.get(request.query_params.get("one", ""), documents[0] if documents else None)
    other = by_uid.get(request.query_params.get("other", ""))
    if one is None or other is None:
        return missing(request, "Name two documents of one story.")
    rows = align(one.document.text, other.document.text)
    return page(request, "sides.html", one=one, other=other, rows=rows, documents=documents)
