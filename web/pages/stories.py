"""The list of stories: the newest first, narrowed, searched, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response

from db.unit import UnitOfWork
from model.browsing import Found, ListedStory, Place, Reason
from model.errors import QueryError
from web.means import Asked, Dashboard
from web.reasons import Part, Passage, marked, passage, words
from web.site import page, site_of, who, wish_of
from web.wishes import Wish, read_number, read_place, write_place

#: Stories on a page.
SIZE = 30


@dataclass(frozen=True, slots=True)
class Row:
    """A story as the list shows it."""

    story: ListedStory
    headline: tuple[Part, ...]
    passage: Passage | None
    words: tuple[str, ...]
    watch: str | None

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of its documents."""
        return tuple(dict.fromkeys(each.language for each in self.story.documents if each.language))


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of the list: its stories, where the next page begins, and what was wrong with what was asked."""

    rows: tuple[Row, ...]
    after: str | None
    fault: str | None = None
    newest: str | None = None

    @property
    def days(self) -> list[tuple[date, list[Row]]]:
        """The stories by the day they were first stored (UTC)."""
        grouped = groupby(self.rows, key=lambda row: row.story.place.at.astimezone(UTC).date())
        return [(day, list(rows)) for day, rows in grouped]


def stories(request: Request) -> Response:
    """The list."""
    site, wish = site_of(request), wish_of(request)
    shelf = site.dash.store.read(lambda uow: shelf_of(uow, site.dash, wish, request.query_params.get("before", "")))
    languages = site.kept.get("languages", lambda: site.dash.store.read(lambda uow: uow.browsing.languages()))
    labels = site.dash.store.read(lambda uow: uow.browsing.labels(who(request).account))
    paged, here = bool(request.query_params.get("before")), wish.query()
    told = {"wish": wish, "shelf": shelf, "languages": languages, "labels": labels, "paged": paged, "here": here}
    return page(request, "stories.html", told)


def shelf_of(uow: UnitOfWork, dash: Dashboard, wish: Wish, before: str, size: int = SIZE) -> Shelf:
    """A page of the list, from a place (or, in a search, a document) on."""
    if wish.text:
        return _searched(uow, dash, wish, read_number(before), size)
    found = uow.browsing.page(wish.wanted, size, read_place(before))
    listed = uow.listing.stories(found.stories, wish.wanted.account, wish.wanted.watch)
    return Shelf(tuple(map(row_of, listed)), _next(found), newest=_newest(found.stories))


def _searched(uow: UnitOfWork, dash: Dashboard, wish: Wish, before: int | None, size: int) -> Shelf:
    try:
        hits = dash.search(uow, wish.text, Asked(wish.wanted, size, before))
    except QueryError as error:
        return Shelf((), None, str(error))
    reasons = {place.number: reason for place, reason in hits.found}
    listed = uow.listing.stories([place for place, _ in hits.found], wish.wanted.account)
    rows = (row_of(each, reasons[each.place.number]) for each in listed)
    return Shelf(tuple(rows), str(hits.after) if hits.after else None)


def row_of(story: ListedStory, reason: Reason | None = None) -> Row:
    """A story with the reason it is shown for: the words searched for, else those that met its watch."""
    why, lead = reason or story.reason, story.lead
    title = lead.title or lead.url
    if why is None:
        return Row(story, (Part(title),), None, (), None)
    own = why.document == lead.uid
    headline = marked(title, why.clauses, "title") if own else (Part(title),)
    return Row(story, headline, passage(why), words(why.clauses), why.watch_id or None)


def arrivals(request: Request) -> Response:
    """How many stories have come since the page was made, for the line above the list."""
    site, wish = site_of(request), wish_of(request)
    since = read_place(request.query_params.get("since", ""))
    if since is None or wish.text:
        return page(request, "arrivals.html", wish=wish, count=0, since=None)
    count = site.dash.store.read(lambda uow: uow.browsing.count_after(wish.wanted, since))
    return page(request, "arrivals.html", wish=wish, count=count, since=write_place(since))


def _next(found: Found) -> str | None:
    return write_place(found.after) if found.after else None


def _newest(places: tuple[Place, ...]) -> str | None:
    return write_place(places[0]) if places else write_place(Place(datetime(1970, 1, 1, tzinfo=UTC), 0))
