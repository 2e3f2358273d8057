"""Captures: what was fetched, told with its hashes. The body is given to be kept, never to be shown by us."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from db.repositories.captures import KeptCapture
from db.unit import UnitOfWork
from web.security.headers import SANDBOX
from web.site import missing, page, site_of


def capture(request: Request) -> Response:
    """What is known of a capture."""
    kept = _find(request)
    if kept is None:
        return missing(request, "There is no such capture.")
    return page(request, "capture.html", kept=kept, read=kept.capture, size=len(kept.capture.body))


def body(request: Request) -> Response:
    """The body as it was fetched, to be saved: nothing of it runs or is shown in this origin."""
    kept = _find(request)
    if kept is None or kept.pruned:
        return missing(request, "The body is not here: there is no such capture, or retention let its body go.")
    headers = {
        "Content-Disposition": f'attachment; filename="capture-{kept.id}.bin"',
        "Content-Security-Policy": SANDBOX,
        "X-Archive-SHA256": kept.sha256,
        "Cache-Control": "private, max-age=31536000, immutable",
    }
    return Response(kept.capture.body, 200, headers, "application/octet-stream")


def _find(request: Request) -> KeptCapture | None:
    number: int = request.path_params["number"]

    def read(uow: UnitOfWork) -> KeptCapture | None:
        return uow.captures.find(number) if number < 2**31 else None

    return site_of(request).dash.store.read(read)
