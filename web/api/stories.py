"""Stories, documents and captures for programs."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Path, Query, Request

from db.unit import UnitOfWork
from model.stories import Relation
from web.api import models, shapes
from web.api.asking import PROBLEMS, Account, Before, Limit, ProblemError, TheSite, TheWish, number_of
from web.api.tags import Tagged
from web.pages.stories import SIZE, shelf_of
from web.pages.story import tell
from web.wishes import read_number, read_place

router = APIRouter(route_class=Tagged, responses=PROBLEMS)
Day = Annotated[str | None, Query(pattern=r"^\d{4}-\d{2}-\d{2}$", description="A day, UTC.")]
Word = Annotated[str | None, Query(max_length=60)]
Uid = Annotated[str, Path(max_length=60)]


@router.get("/stories", summary="Stories, the newest first: narrowed, searched, a page at a time")
def stories(  # noqa: PLR0913 - each is a part of the address, told to readers of the description
    site: TheSite,
    wish: TheWish,
    q: Annotated[str | None, Query(max_length=2000, description="Words, or the query language.")] = None,
    watch: Word = None,
    source: Word = None,
    language: Annotated[str | None, Query(max_length=16)] = None,
    relation: Relation | None = None,
    since: Annotated[str | None, Query(alias="from", pattern=r"^\d{4}-\d{2}-\d{2}$")] = None,
    to: Day = None,
    unread: Annotated[str | None, Query(max_length=5)] = None,
    flagged: Annotated[str | None, Query(max_length=5)] = None,
    label: Word = None,
    before: Before = None,
    limit: Limit = SIZE,
) -> models.Stories:
    """Stories with a document that is as asked for. New arrivals move no page."""
    if before and (read_number(before) if wish.text else read_place(before)) is None:
        raise ProblemError(400, "`before` is taken from `next` of another page.")
    shelf = site.dash.store.read(lambda uow: shelf_of(uow, site.dash, wish, before or "", limit))
    if shelf.fault:
        raise ProblemError(400, f"`q` cannot be read: {shelf.fault}")
    following = f"/api/v1/stories{wish.query(before=shelf.after, limit=str(limit))}" if shelf.after else None
    return models.Stories(items=[shapes.story(site.dash, row) for row in shelf.rows], next=following)


@router.get("/stories/{uid}", summary="A story with its documents, its chronicle and its captures")
def story(site: TheSite, account: Account, uid: Uid) -> models.WholeStory:
    """Everything about a story."""
    told = site.dash.store.read(lambda uow: tell(uow, site.dash, number_of(uow, uid), account, ""))
    if told is None:
        raise ProblemError(404, "This story has no document any more.")
    kin: list[dict[str, Any]] = [
        {"story": each.document.story_uid, "title": each.document.document.title, "evidence": each.evidence}
        for each in told.related
    ]
    return models.WholeStory(
        id=told.listed.uid,
        documents=[site.dash.document_json(each) for each in told.documents],
        chronicle=[shapes.event(each) for each in told.events],
        captures=[shapes.listed_capture(each) for each in told.captures],
        related=kin,
        marks=shapes.marks(told.listed.marks),
    )


@router.put("/stories/{uid}/marks", summary="Marks a story as read or flagged, for whoever asks")
def mark(site: TheSite, account: Account, uid: Uid, wish: Annotated[models.MarksWish, Body()]) -> models.MarksAnswer:
    """Sets marks; gives them as they stand then."""
    now = site.dash.clock()

    def change(uow: UnitOfWork) -> models.MarksAnswer:
        number = number_of(uow, uid)
        if wish.read is not None:
            uow.marks.read(account, number, now if wish.read else None)
        if wish.flagged is not None:
            uow.marks.flag(account, number, now if wish.flagged else None)
        found = uow.marks.of(account, [number])
        return shapes.marks(found[number]) if number in found else _UNMARKED

    return site.dash.store.write_now(change)


_UNMARKED = models.MarksAnswer(read_at=None, flagged_at=None, labels=[], notes=0)


@router.get("/documents/{uid}", summary="A document with its text")
def document(site: TheSite, uid: Uid) -> dict[str, Any]:
    """A document in the fields of `nightdesk export documents`."""
    number = site.dash.store.read(lambda uow: uow.matches.number(uid))
    found = site.dash.store.read(lambda uow: uow.reading.by_number([number])) if number is not None else {}
    if number is None or number not in found:
        raise ProblemError(404, "There is no such document.")
    return site.dash.document_json(found[number])


@router.get("/captures/{number}", summary="A kept response with its hashes")
def capture(site: TheSite, request: Request, number: Annotated[int, Path(ge=1, lt=2**31)]) -> models.CaptureAnswer:
    """What is known of a capture; `body` is where it can be saved."""
    found = site.dash.store.read(lambda uow: uow.captures.find(number))
    if found is None:
        raise ProblemError(404, "There is no such capture.")
    return shapes.capture(found)
