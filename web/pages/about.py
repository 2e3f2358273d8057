"""What there is besides: the keys, the feeds, the API."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from web.site import page, site_of


def keys(request: Request) -> Response:
    """The keys."""
    return page(request, "keys.html")


def feeds(request: Request) -> Response:
    """Every feed."""
    return page(request, "feeds.html", searches=list(request.app.state.searches))


def api(request: Request) -> Response:
    """What the API has."""
    described = request.app.state.api.openapi()["paths"]
    paths = [(path, told["get"]["summary"]) for path, told in described.items() if "get" in told]
    base = site_of(request).dash.catalogue.settings.feed.base_url or str(request.base_url)
    return page(request, "api.html", paths=paths, base=base.rstrip("/"))
