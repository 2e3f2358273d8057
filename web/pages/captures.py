"""Captures: what was fetched, told with its hashes. The body is given to be kept, never to be shown by us."""

from __future__ import annotations

import codecs
from email.message import Message

from starlette.requests import Request
from starlette.responses import Response

from db.repositories.captures import KeptCapture
from db.unit import UnitOfWork
from model.captures import Capture
from web.security.headers import SANDBOX
from web.site import missing, page, site_of
from web.wishes import read_number

#: So much of a body is shown as text, in bytes; all of it can be saved.
_SHOWN = 500_000


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


def source(request: Request) -> Response:
    """The beginning of the body as plain text in an origin of its own, to look at what the page was written like."""
    kept = _find(request)
    if kept is None or kept.pruned:
        return missing(request, "The body is not here: there is no such capture, or retention let its body go.")
    headers = {"Content-Security-Policy": SANDBOX, "X-Archive-SHA256": kept.sha256}
    text = kept.capture.body[:_SHOWN].decode(_charset(kept.capture), "replace")
    return Response(text.encode("utf-8", "replace"), 200, headers, "text/plain; charset=utf-8")


def _charset(read: Capture) -> str:
    """The encoding that the response names, where Python knows it."""
    message = Message()
    message["content-type"] = read.header("content-type") or ""
    try:
        return codecs.lookup(str(message.get_param("charset") or "utf-8")).name
    except LookupError:
        return "utf-8"


def _find(request: Request) -> KeptCapture | None:
    number = read_number(request.path_params["number"])

    def read(uow: UnitOfWork) -> KeptCapture | None:
        return uow.captures.find(number) if number is not None and number < 2**31 else None

    return site_of(request).dash.store.read(read)
