"""The application of a process that serves nothing else: whether it is well, and its figures."""

from __future__ import annotations

from collections.abc import Collection

from fastapi import FastAPI

from web.operations.routes import Operations, add_operations
from web.security.guard import Guard
from web.security.headers import Headers
from web.security.identity import Gatekeeper


def operations_app(told: Operations, gatekeeper: Gatekeeper, names: Collection[str]) -> FastAPI:
    """The ASGI application: /healthz and /readyz for anybody, /metrics for whom the dashboard would let in."""
    app = FastAPI(title="Nightdesk", docs_url=None, redoc_url=None, openapi_url=None)
    add_operations(app, told)
    app.add_middleware(Guard, gatekeeper=gatekeeper, names=names)
    app.add_middleware(Headers)
    return app
