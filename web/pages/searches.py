"""Saved searches: what a reader looks for again and again, each with a feed of its own."""

from __future__ import annotations

import re
import unicodedata

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from db.unit import UnitOfWork
from model.browsing import SavedSearch
from model.errors import QueryError
from model.identifiers import stable_uid
from model.text import clean_line
from web.means import Asked
from web.pages.marking import taking_forms
from web.site import FormError, form_of, missing, page, site_of, who, wish_of
from web.wishes import Wish, read_wish

_MOST = 200


def searches(request: Request) -> Response:
    """A reader's searches."""
    account = who(request).account
    found = site_of(request).dash.store.read(lambda uow: uow.marks.searches(account))
    return page(request, "searches.html", found=[(each, _wish(request, each)) for each in found])


def new(request: Request) -> Response:
    """The form in which a search gets its name."""
    wish = wish_of(request)
    if not wish.narrows:
        return missing(request, "Search for something first, or narrow the list; then it can be saved.")
    return page(request, "search_new.html", wish=wish, suggested=wish.text or " ".join(wish.asked.values()))


@taking_forms
async def save(request: Request) -> Response:
    """Keeps a search, or ends one."""
    fields, site, account = await form_of(request), site_of(request), who(request).account
    if slug := fields.get("remove"):
        if not await site.dash.store.write(lambda uow: uow.marks.forget(account, slug)):
            raise FormError("There is no such search of yours.")
        return RedirectResponse("/searches", 303)
    catalogue, title = site.dash.catalogue, clean_line(fields.get("title", ""))[:120]
    wish = read_wish(fields, account, catalogue.watches, catalogue.sources)
    if not title or not wish.narrows:
        raise FormError("A search has a name and looks for something.")
    _check(request, wish)
    kept = SavedSearch(slug_of(account, title), account, title, wish.asked, site.dash.clock())

    def write(uow: UnitOfWork) -> bool:
        return len(uow.marks.searches(account)) < _MOST and uow.marks.save(kept)

    if not await site.dash.store.write(write):
        raise FormError("You have a search of this name already, or as many as can be kept.")
    return RedirectResponse("/searches", 303)


def slug_of(account: str, title: str) -> str:
    """Where the feed of a search is: its name in plain letters, and what keeps it apart from others'."""
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50].strip("-")
    return f"{words or 'search'}-{stable_uid('search', account, title)[:8]}"


def _check(request: Request, wish: Wish) -> None:
    """Raises FormError for words that cannot be read."""
    dash = site_of(request).dash
    if not wish.text:
        return
    try:
        dash.store.read(lambda uow: dash.search(uow, wish.text, Asked(wish.wanted, 1)))
    except QueryError as error:
        raise FormError(f"The search cannot be read: {error}.") from error


def _wish(request: Request, kept: SavedSearch) -> Wish:
    catalogue = site_of(request).dash.catalogue
    return read_wish(kept.wish, kept.account, catalogue.watches, catalogue.sources)
