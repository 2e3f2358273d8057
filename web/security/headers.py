"""What browsers are told of every answer: run nothing but our own files, be framed by nobody, tell nobody."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
#: For what was fetched from elsewhere: an origin of its own, and nothing may run.
SANDBOX = "sandbox; default-src 'none'"
_ALWAYS = {
    "Content-Security-Policy": POLICY,
    # What one reader was shown is kept for nobody else, and not shown again after signing out.
    "Cache-Control": "private, no-cache",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}


class Headers:
    """Sets the headers that an answer does not set itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, and its answer back with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                guarded(MutableHeaders(scope=message))
            await send(message)

        await self._app(scope, receive, sending)


def guarded(headers: MutableHeaders) -> None:
    """Adds what an answer does not say itself."""
    for name, value in _ALWAYS.items():
        headers.setdefault(name, value)
