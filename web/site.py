"""The site: what every page is given besides its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Event
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from web.keeping import Kept
from web.means import Dashboard
from web.pages.rendering import render
from web.security.forgery import Forms
from web.security.identity import Gatekeeper, Identity
from web.security.limits import Limits
from web.wishes import Wish, read_wish

#: The largest form taken, in bytes.
_LARGEST = 200_000
_STRANGER = Identity("", "nobody")


class FormError(Exception):
    """A form that is not taken; the message says why."""


@dataclass(frozen=True)
class Site:
    """The dashboard with its guards; `closing` is set when the server is about to end."""

    dash: Dashboard
    gatekeeper: Gatekeeper
    forms: Forms = field(default_factory=Forms)
    limits: Limits = field(default_factory=Limits)
    kept: Kept = field(default_factory=Kept)
    closing: Event = field(default_factory=Event)


def site_of(request: Request) -> Site:
    """The site that a request was made to."""
    found: Site = request.app.state.site
    return found


def who(request: Request) -> Identity:
    """Who asks."""
    found: Identity | None = getattr(request.state, "identity", None)
    return found or _STRANGER


def page(
    request: Request,
    template: str,
    context: Mapping[str, object] | None = None,
    /,
    *,
    status: int = 200,
    **more: object,
) -> Response:
    """A page for whoever asks."""
    site, identity = site_of(request), who(request)
    token = site.forms.token(identity.session or identity.account)
    base = {"request": request, "dash": site.dash, "who": identity, "csrf": token, "now": site.dash.clock()}
    closed = site.gatekeeper.closed
    told = render(template, **{"wish": None, **base, "closed": closed, **(context or {}), **more})
    return HTMLResponse(told, status, {"Cache-Control": "private, no-cache"})


def missing(request: Request, what: str) -> Response:
    """A page that says that there is no such thing."""
    return page(request, "error.html", status=404, title="Not here", said=what)


def wish_of(request: Request) -> Wish:
    """Which stories the address asks for."""
    catalogue = site_of(request).dash.catalogue
    return read_wish(request.query_params, who(request).account, catalogue.watches, catalogue.sources)


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form of ours. Raises FormError."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            raise FormError("This is more than can be taken at once.")
    try:
        fields = dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=200))
    except ValueError as error:
        raise FormError("The form cannot be read.") from error
    identity, site = who(request), site_of(request)
    if not site.forms.holds(identity.session or identity.account, fields.pop("csrf", "")):
        raise FormError("The page was open for too long. Go back, load it again, and send the form once more.")
    return {name: value.replace("\x00", "") for name, value in fields.items()}


def back(request: Request, fields: dict[str, str], otherwise: str) -> Response:
    """Where a form leads: back to the page of ours that it names."""
    return RedirectResponse(own_path(fields.get("back", "")) or otherwise, 303)


def own_path(text: str) -> str | None:
    """A path of this site, None where the text leads elsewhere (`//other.example`, `/\\other.example`)."""
    leads_away = not text.startswith("/") or text[1:2] in {"/", "\\"} or not text.isprintable() or "\\" in text
    return None if leads_away else text
