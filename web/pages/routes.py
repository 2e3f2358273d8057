"""Where each page stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from web.pages import (
    about,
    accounts,
    alerts,
    captures,
    coverage,
    exporting,
    marking,
    searches,
    sources,
    status,
    stories,
    story,
    watches,
)
from web.pages.rendering import STATIC

_GET = ["GET"]
_POST = ["POST"]
Endpoint = Callable[..., Any]


def to_stories(_: Request) -> Response:
    """The list stands at the front."""
    return RedirectResponse("/", 308)


_PAGES: tuple[tuple[str, Endpoint], ...] = (
    ("/", stories.stories),
    ("/stories", to_stories),
    ("/arrivals", stories.arrivals),
    ("/stories/{uid}", story.story),
    ("/stories/{uid}/sides", story.sides),
    ("/stories/{uid}/bundle.zip", exporting.bundle),
    ("/stories/{uid}/story.{form}", exporting.export),
    ("/captures/{number}", captures.capture),
    ("/captures/{number}/body", captures.body),
    ("/captures/{number}/source", captures.source),
    ("/sources", sources.sources),
    ("/sources/{source}", sources.source),
    ("/watches", watches.watches),
    ("/watches/{watch}", watches.watch),
    ("/alerts", alerts.alerts),
    ("/alerts/log", alerts.log),
    ("/coverage", coverage.coverage),
    ("/coverage.csv", coverage.table),
    ("/coverage/day", coverage.day),
    ("/status", status.status),
    ("/searches", searches.searches),
    ("/searches/new", searches.new),
    ("/account", accounts.account),
    ("/login", accounts.login),
    ("/feeds", about.feeds),
    ("/api", about.api),
    ("/keys", about.keys),
)
_FORMS: tuple[tuple[str, Endpoint], ...] = (
    ("/stories/{uid}/marks", marking.mark),
    ("/stories/{uid}/labels", marking.label),
    ("/stories/{uid}/notes", marking.note),
    ("/alerts/replay", alerts.replay),
    ("/searches", searches.save),
    ("/login", accounts.sign_in),
    ("/logout", accounts.sign_out),
    ("/account/keys", accounts.key),
)


class Immutable(StaticFiles):
    """Static files, kept by browsers as long as they like: their addresses change with them."""

    def file_response(self, *given: Any, **more: Any) -> Response:
        """The file with how long it may be kept."""
        answer = super().file_response(*given, **more)
        answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return answer


def page_routes() -> list[BaseRoute]:
    """Every page, form and file."""
    return [
        *(Route(path, endpoint, methods=_GET) for path, endpoint in _PAGES),
        *(Route(path, endpoint, methods=_POST) for path, endpoint in _FORMS),
        Mount("/static", Immutable(directory=STATIC), name="static"),
    ]
