"""The guard in front of every page: who asks, by which name, and from where."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from web.api.problems import problem
from web.security.identity import Gatekeeper, Identity
from web.security.origins import is_embedded_elsewhere, is_from_here, is_own_name

_OPEN = frozenset({"/healthz", "/readyz", "/login"})
#: The largest body taken, in bytes.
_LARGEST = 1_000_000
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """Lets nobody in who has to sign in, and lets no other site act for who is in.

    `names` are host names of ours besides this machine's; `feeds_by_token` says that feeds ask for their own tokens.
    """

    def __init__(
        self, app: ASGIApp, gatekeeper: Gatekeeper, names: Collection[str], *, feeds_by_token: bool = False
    ) -> None:
        self._app, self._gatekeeper, self._names = app, gatekeeper, frozenset(names)
        self._feeds_by_token = feeds_by_token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on with who asks in its state, or refuses it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        refusal = await self._refusal(request)
        await (refusal or self._app)(scope, receive, send)

    async def _refusal(self, request: Request) -> Response | None:
        # The path that is routed by: that of request.url is made of the Host header too.
        path, closed = str(request.scope["path"]), self._gatekeeper.closed
        request.state.identity = None
        if "\x00" in path:
            return PlainTextResponse("There is no such page.\n", 404)
        if path.startswith("/feeds/") and (self._feeds_by_token or not closed):
            return None
        if path in {"/healthz", "/readyz"}:
            return None
        if too_much := _too_much(request.headers):
            return too_much
        if not closed and not is_own_name(request.headers.get("host", ""), self._names):
            return PlainTextResponse("This is not the name of this machine. Add it to web.names to use it.\n", 421)
        who = await run_in_threadpool(self._gatekeeper.who, request)
        request.state.identity = who
        if _is_sent_by_others(request, who):
            return PlainTextResponse("This was sent by another site, and nothing was done.\n", 403)
        if who is None and path not in _OPEN and not path.startswith("/static/"):
            return _stranger(request)
        return None


def _too_much(headers: Headers) -> Response | None:
    if "transfer-encoding" in headers:
        return PlainTextResponse("Say how long it is (Content-Length).\n", 411)
    length = headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit() and len(length) < 18) or int(length) > _LARGEST:
        return PlainTextResponse("This is more than can be taken at once.\n", 413)
    return None


def _is_sent_by_others(request: Request, who: Identity | None) -> bool:
    """Whether another site makes a browser ask; what a browser adds by itself, a cookie or Basic, says nothing."""
    by_will = request.headers.get("authorization", "").lower().startswith("bearer ")
    if who is not None and who.by == "key" and by_will:
        return False
    if request.method in _SAFE:
        return is_embedded_elsewhere(request.headers)
    return not is_from_here(request.headers)


def _stranger(request: Request) -> Response:
    path = str(request.scope["path"])
    if path.startswith("/api/"):
        return problem(401, "Sign in, or give a key as bearer", headers={"WWW-Authenticate": "Bearer"})
    if path.startswith("/feeds/") or path == "/metrics":
        return PlainTextResponse("Give a key.\n", 401, {"WWW-Authenticate": 'Basic realm="Nightdesk"'})
    if request.method not in _SAFE:
        return PlainTextResponse("Sign in first.\n", 401)
    asked = path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse("/login" if asked == "/" else f"/login?next={quote(asked, safe='')}", 303)
