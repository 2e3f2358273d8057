"""What readers do with stories: read, flagged, labelled, noted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from db.unit import UnitOfWork
from model.browsing import Place
from model.text import clean_line
from web.pages.rendering import render
from web.pages.stories import row_of
from web.site import FormError, back, form_of, missing, page, site_of, who
from web.wishes import read_number

_LONGEST_LABEL, _LONGEST_NOTE = 60, 10_000
Handler = Callable[[Request], Awaitable[Response]]


def taking_forms(handler: Handler) -> Handler:
    """Shows why a form was not taken."""

    @wraps(handler)
    async def handled(request: Request) -> Response:
        try:
            return await handler(request)
        except FormError as error:
            return page(request, "error.html", status=400, title="Not taken", said=str(error))

    return handled


@taking_forms
async def mark(request: Request) -> Response:
    """Marks a story as read or flagged, or takes the mark away."""
    fields, site, account = await form_of(request), site_of(request), who(request).account
    uid, at = request.path_params["uid"], site.dash.clock()

    def change(uow: UnitOfWork) -> int | None:
        number = uow.listing.number(uid)
        if number is not None and "read" in fields:
            uow.marks.read(account, number, at if fields["read"] == "1" else None)
        if number is not None and "flag" in fields:
            uow.marks.flag(account, number, at if fields["flag"] == "1" else None)
        return number

    number = await site.dash.store.write(change)
    if number is None:
        return missing(request, "There is no such story.")
    if request.headers.get("hx-request") == "true" and not fields.get("back", "").startswith("/stories/"):
        return _row(request, number, fields.get("back", ""))
    return back(request, fields, f"/stories/{uid}")


def _row(request: Request, number: int, where: str) -> Response:
    """The story as the list shows it, to take the place of what stands there."""
    site, identity = site_of(request), who(request)

    def read(uow: UnitOfWork) -> list[Place]:
        return uow.listing.places([number])

    places = site.dash.store.read(read)
    listed = site.dash.store.read(lambda uow: uow.listing.stories(places, identity.account))
    token = site.forms.token(identity.session or identity.account)
    rows = [row_of(each) for each in listed]
    return HTMLResponse(render("row.html", dash=site.dash, rows=rows, csrf=token, back=where))


@taking_forms
async def label(request: Request) -> Response:
    """Files a story under a word, or takes it from there."""
    fields, site, account = await form_of(request), site_of(request), who(request).account
    uid = request.path_params["uid"]
    name, gone = clean_line(fields.get("label", ""))[:_LONGEST_LABEL], fields.get("remove", "")
    if not name and not gone:
        raise FormError("A label is a word or two.")

    def change(uow: UnitOfWork) -> bool:
        number = uow.listing.number(uid)
        if number is not None and name:
            uow.marks.add_label(account, number, name)
        if number is not None and gone:
            uow.marks.remove_label(account, number, gone)
        return number is not None

    if not await site.dash.store.write(change):
        return missing(request, "There is no such story.")
    return back(request, fields, f"/stories/{uid}")


@taking_forms
async def note(request: Request) -> Response:
    """Keeps a note, or takes one away."""
    fields, site, account = await form_of(request), site_of(request), who(request).account
    uid, at = request.path_params["uid"], site.dash.clock()
    text, gone = fields.get("text", "").strip()[:_LONGEST_NOTE], read_number(fields.get("remove", ""))
    if not text and gone is None:
        raise FormError("There is nothing in the note.")

    def change(uow: UnitOfWork) -> bool:
        number = uow.listing.number(uid)
        if number is not None and text:
            uow.marks.add_note(account, number, text, at)
        elif number is not None and gone is not None:
            uow.marks.remove_note(account, gone)
        return number is not None

    if not await site.dash.store.write(change):
        return missing(request, "There is no such story.")
    return back(request, fields, f"/stories/{uid}#notes")
