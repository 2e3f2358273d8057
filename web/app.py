"""The application: the feeds, and whether the service is well."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import HTMLResponse

from alerts.feeds import FORMATS
from db.repositories.told import Scope
from db.store import Store
from model.identifiers import stable_uid
from web.answers import Shelf, answer
from web.dashboard import add_dashboard
from web.entries import Entries
from web.feeds import Rendered, Search, Shape, Wish, render_feed, render_search, watch_uid
from web.operations import Operations, add_operations
from web.site import Site

_NO_SCRIPT = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_LANES = ("now", "late")
_Write = Callable[[], Rendered | None]


@dataclass(frozen=True, slots=True)
class Shown:
    """What is served: the store, the watches' titles and the sources' names by id, and how many entries a feed has.

    `base_url` is the address under which readers reach us; the request's own where there is none. With `tokens`, a feed
    is given to those alone who name one. `searches` are the saved searches by name, `hub` announces changes (WebSub);
    `kept` are the entries made so far.
    """

    store: Store
    watches: Mapping[str, str]
    sources: Mapping[str, str]
    entries: int
    base_url: str | None = None
    tokens: tuple[str, ...] = field(default=(), repr=False)
    hub: str | None = None
    searches: Mapping[str, Search] = field(default_factory=dict)
    kept: Entries = field(default_factory=Entries)


def create_app(shown: Shown, site: Site | None = None, operations: Operations | None = None) -> FastAPI:
    """The ASGI application: the feeds, and the dashboard where a site is given."""
    app = FastAPI(title="Nightdesk", docs_url=None, redoc_url=None, openapi_url=None)
    feeds = _Feeds(shown, lambda: bool(shown.tokens) or (site is not None and site.gatekeeper.closed))
    both = ["GET", "HEAD"]
    if site is None:
        app.add_api_route("/", lambda: _index(shown), methods=both)
    else:
        add_dashboard(app, site, shown.searches, feeds_by_token=bool(shown.tokens))
    add_operations(app, operations or Operations(shown.store))

    app.add_api_route("/feeds/sources/{source}.{form}", feeds.of_source, methods=both, response_class=Response)
    app.add_api_route("/feeds/searches/{search}.{form}", feeds.of_search, methods=both, response_class=Response)
    app.add_api_route("/feeds/{watch}.{form}", feeds.of_watch, methods=both, response_class=Response)
    return app


class _Feeds:
    """The feeds of what is shown; `private` says whether one has to show oneself to be given one."""

    def __init__(self, shown: Shown, private: Callable[[], bool]) -> None:
        self._private = private
        self._shown, self._shelf, self._entries = shown, Shelf(), shown.kept

    def of_watch(self, request: Request, watch: str, form: str) -> Response:
        """A watch's feed, or that of everything, which is called `all` where no watch is."""
        lane = _lane(request)
        if watch in self._shown.watches:
            return self._told(request, Scope(watch_id=watch, lane=lane), (self._shown.watches[watch], watch, form))
        if watch != "all":
            raise HTTPException(404, "no such feed")
        return self._told(request, Scope(lane=lane), ("Every watch", "all", form))

    def of_source(self, request: Request, source: str, form: str) -> Response:
        """The feed of the stories in which a source has a part."""
        if source not in self._shown.sources:
            raise HTTPException(404, "no such feed")
        named = (self._shown.sources[source], f"sources/{source}", form)
        return self._told(request, Scope(source_id=source, lane=_lane(request)), named)

    def of_search(self, request: Request, search: str, form: str) -> Response:
        """The feed of a saved search."""
        find = self._shown.searches.get(search)
        if find is None:
            raise HTTPException(404, "no such feed")
        shape = self._shape(request, stable_uid("search", search), (search, f"searches/{search}", form))
        return self._answer(request, shape, Wish(), lambda: render_search(find(self._shown.entries), shape))

    def _told(self, request: Request, scope: Scope, named: tuple[str, str, str]) -> Response:
        shape, wish = self._shape(request, watch_uid(scope), named), _wish(request)
        read = self._shown.store.read

        def write() -> Rendered | None:
            return read(lambda uow: render_feed(uow, scope, shape, wish, kept=self._entries))

        return self._answer(request, shape, wish, write)

    def _shape(self, request: Request, uid: str, named: tuple[str, str, str]) -> Shape:
        title, path, form = named
        if form not in FORMATS:
            raise HTTPException(404, "no such feed")
        self._check_token(request)
        shown, asked = self._shown, request.query_params
        extra = tuple((name, asked[name]) for name in ("lane", "token") if name in asked)
        base = shown.base_url or str(request.base_url)
        return Shape(uid, title, path, form, base, shown.entries, shown.sources, shown.hub, extra)

    def _check_token(self, request: Request) -> None:
        """Refuses those who name no token, where there are some; how long it takes tells nothing of them."""
        if not self._shown.tokens:
            return
        given = request.query_params.get("token", "").encode()
        if not sum(hmac.compare_digest(given, token.encode()) for token in self._shown.tokens):
            raise HTTPException(404, "no such feed")

    def _answer(self, request: Request, shape: Shape, wish: Wish, write: _Write) -> Response:
        key = (shape.uid, shape.address(wish))
        kept = self._shelf.get(key, self._shown.store.read(lambda uow: uow.told.state()), write)
        if kept is None:
            raise HTTPException(404, "no such page")
        whose = "private" if self._private() else "public"
        return answer(kept, request.headers, f"{whose}, max-age={3600 if wish.archive else 60}")


def _lane(request: Request) -> str:
    lane = request.query_params.get("lane", "now")
    if lane not in _LANES:
        raise HTTPException(404, "no such lane")
    return lane


def _wish(request: Request) -> Wish:
    numbers = {name: request.query_params.get(name) for name in ("page", "archive")}
    if any(text is not None and not (text.isascii() and text.isdigit() and len(text) < 8) for text in numbers.values()):
        raise HTTPException(404, "no such page")
    told = {name: int(text) for name, text in numbers.items() if text is not None}
    return Wish(**told)


def _index(shown: Shown) -> Response:
    rows = "".join(
        f"<li>{escape(title)}: " + " ".join(f'<a href="/feeds/{escape(path)}.{form}">{form}</a>' for form in FORMATS)
        for path, title in _listed(shown)
    )
    head = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Nightdesk</title></head>'
    page = f"{head}<body><h1>Feeds</h1><ul>{rows}</ul></body></html>"
    return HTMLResponse(page, headers={"Content-Security-Policy": _NO_SCRIPT})


def _listed(shown: Shown) -> Iterator[tuple[str, str]]:
    """The feeds that the front page names; each source has one besides."""
    yield from shown.watches.items()
    yield "all", "Every watch"
    for name in shown.searches:
        yield f"searches/{name}", f"Search: {name}"
