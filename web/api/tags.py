"""Entity tags on every answer that is read (RFC 9110): who has it already is told so, and gets nothing more."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class Tagged(APIRoute):
    """A route whose answers carry a tag made of their bodies."""

    def get_route_handler(self) -> Handler:
        """The handler with the tag laid on."""
        handle = super().get_route_handler()

        async def tagging(request: Request) -> Response:
            answer = await handle(request)
            body = getattr(answer, "body", None)
            if request.method not in {"GET", "HEAD"} or answer.status_code != 200 or not isinstance(body, bytes):
                return answer
            tag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
            headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Accept-Encoding, Cookie"}
            if _has(request.headers.get("if-none-match"), tag):
                return Response(status_code=304, headers=headers)
            answer.headers.update(headers)
            return answer

        return tagging


def _has(asked: str | None, tag: str) -> bool:
    """Whether the asking side has this very answer; tags are compared weakly, as the standard wants it."""
    if asked is None:
        return False
    given = {each.strip().removeprefix("W/") for each in asked.split(",")}
    return "*" in given or tag.removeprefix("W/") in given
