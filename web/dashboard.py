"""The dashboard put into the application: its pages, its API, and the guards in front of both."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response

from model.errors import StorageError
from web.api.app import create_api, fault
from web.api.problems import problem
from web.pages.routes import page_routes
from web.security.guard import Guard
from web.security.headers import Headers, guarded
from web.security.identity import Gatekeeper
from web.security.origins import is_loopback
from web.serving import ServingError
from web.site import Site, missing, page

#: Smaller answers are not worth packing; a higher level costs more than it saves.
_WORTH_PACKING, _LEVEL = 800, 5


def add_dashboard(app: FastAPI, site: Site, searches: Iterable[str], *, feeds_by_token: bool) -> None:
    """Adds the dashboard to an application; `searches` are the names of those that have a feed."""
    app.state.site, app.state.searches, app.state.closing = site, searches, site.closing
    app.state.api = create_api(site)
    app.router.routes.extend(page_routes())
    app.mount("/api/v1", app.state.api)
    app.add_exception_handler(404, _missing)
    app.add_exception_handler(500, _fault)
    settings = site.dash.catalogue.settings
    app.add_middleware(GZipMiddleware, minimum_size=_WORTH_PACKING, compresslevel=_LEVEL)
    app.add_middleware(Guard, gatekeeper=site.gatekeeper, names=settings.web.names, feeds_by_token=feeds_by_token)
    app.add_middleware(Headers)


def check_address(host: str, gatekeeper: Gatekeeper) -> None:
    """Raises ServingError for an address that others reach while nobody needs to sign in."""
    if not is_loopback(host) and not gatekeeper.closed:
        raise ServingError(
            f"{host} can be reached by others, and nobody would need to sign in; `nightdesk users add NAME` or "
            'NIGHTDESK_WEB__PASSWORD gives a password, web.host = "127.0.0.1" keeps it on this machine'
        )


async def _missing(request: Request, error: Exception) -> Response:
    if request.url.path.startswith("/api/"):
        return problem(404, str(getattr(error, "detail", "")) or "There is no such thing")
    if request.url.path.startswith("/feeds/") or request.url.path.startswith("/static/"):
        return Response("not here\n", 404, media_type="text/plain")
    return missing(request, "There is no such page.")


async def _fault(request: Request, error: Exception) -> Response:
    """What is answered outside every guard, so that it takes the headers along itself."""
    answer = await fault(request, error) if request.url.path.startswith("/api/") else _told(request, error)
    guarded(answer.headers)
    return answer


def _told(request: Request, error: Exception) -> Response:
    if isinstance(error, StorageError):  # without it no page can be made
        return Response(
            "The database did not do this. Try again in a while; the log tells more.\n", 503, media_type="text/plain"
        )
    said = "A fault of the program; its log tells more. Nothing was lost."
    return page(request, "error.html", status=500, title="This went wrong", said=said)
