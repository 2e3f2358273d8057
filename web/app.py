"""The application: a watch's feeds, and whether the service is well."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from alerts.feeds import FORMATS
from db.store import Store
from model.errors import StorageError
from web.feeds import render_feed

_NO_SCRIPT = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is served: the store, the watches' titles and the sources' names by id, and how many entries a feed has.

    `base_url` is the address under which readers reach us; the request's own where there is none.
    """

    store: Store
    watches: Mapping[str, str]
    sources: Mapping[str, str]
    entries: int
    base_url: str | None = None


def create_app(shown: Shown) -> FastAPI:
    """The ASGI application."""
    app = FastAPI(title="Nightdesk", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_api_route("/", lambda: _index(shown), methods=["GET", "HEAD"])
    app.add_api_route("/healthz", lambda: _health(shown), methods=["GET", "HEAD"])

    def feed(request: Request, watch: str, form: str) -> Response:
        return _feed(shown, request, watch, form)

    app.add_api_route("/feeds/{watch}.{form}", feed, methods=["GET", "HEAD"], response_class=Response)
    return app


def _feed(shown: Shown, request: Request, watch: str, form: str) -> Response:
    if watch not in shown.watches or form not in FORMATS:
        raise HTTPException(404, "no such feed")
    base = shown.base_url or str(request.base_url)
    told = (watch, shown.watches[watch])
    body, media_type = render_feed(shown.store, told, shown.sources, base, form, shown.entries)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "max-age=60", "X-Content-Type-Options": "nosniff"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=f"{media_type}; charset=utf-8", headers=headers)


def _health(shown: Shown) -> Response:
    try:
        totals = shown.store.read(lambda uow: uow.reading.totals())
    except StorageError as error:
        return JSONResponse({"status": "database unusable", "reason": str(error)}, 503)
    return JSONResponse({"status": "ok", "totals": totals})


def _index(shown: Shown) -> Response:
    rows = "".join(
        f"<li>{escape(title)}: " + " ".join(f'<a href="/feeds/{escape(watch)}.{form}">{form}</a>' for form in FORMATS)
        for watch, title in shown.watches.items()
    )
    head = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Nightdesk</title></head>'
    page = f"{head}<body><h1>Feeds</h1><ul>{rows}</ul></body></html>"
    return HTMLResponse(page, headers={"Content-Security-Policy": _NO_SCRIPT})
