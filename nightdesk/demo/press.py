"""The press itself: an HTTP server on loopback that answers for every outlet, by the Host header."""

from __future__ import annotations

import hashlib
import shutil
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from config.catalogue import SHIPPED
from nightdesk.demo.articles import Piece
from nightdesk.demo.outlets import OUTLETS, Outlet, Printed, front_run, print_outlet
from web.serving import Served

#: The watch that ships with the program, which the demo uses as it is.
WATCH = "myanmar-russia"


class Press:
    """The outlets' servers, all on one loopback port; a context manager."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._pieces: dict[Outlet, list[Piece]] = front_run(now)
        self._pages: dict[tuple[str, str], Printed] = {}
        self.requests: list[tuple[str, str, int, int]] = []  #: host, path, status, bytes of body sent
        self._served = Served(self._answer, "127.0.0.1", 0)
        self.port = self._served.port
        for outlet in OUTLETS:
            self._print(outlet)

    def __enter__(self) -> Self:
        self._served.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._served.__exit__(kind, error, trace)

    def publish(self, outlet: Outlet, piece: Piece) -> None:
        """Prints a new article at an outlet."""
        self._pieces[outlet].insert(0, piece)
        self._print(outlet)

    def edit(self, outlet: Outlet, slug: str, old: str, new: str) -> None:
        """Changes words in an article that is printed."""
        pieces = self._pieces[outlet]
        self._pieces[outlet] = [piece.edited(old, new, self._now) if piece.slug == slug else piece for piece in pieces]
        self._print(outlet)

    def withdraw(self, outlet: Outlet, slug: str) -> None:
        """Takes an article off its page and out of its outlet's list."""
        taken = [piece for piece in self._pieces[outlet] if piece.slug == slug]
        self._pieces[outlet] = [piece for piece in self._pieces[outlet] if piece not in taken]
        for printed in print_outlet(outlet, taken, self._base(outlet)):
            self._pages.pop((outlet.host, printed.path), None)
        self._print(outlet)

    def write_configuration(self, folder: Path, every: str = "2s") -> None:
        """Writes a configuration that crawls this press with the shipped watch, each outlet so often."""
        for room in ("sources", "watches"):
            (folder / room).mkdir(parents=True, exist_ok=True)
        shutil.copy(SHIPPED / "watches" / f"{WATCH}.toml", folder / "watches")
        (folder / "nightdesk.toml").write_text(_SETTINGS, encoding="utf-8")
        for outlet in OUTLETS:
            entry = _SOURCE.format(outlet=outlet, base=self._base(outlet), every=every)
            (folder / "sources" / f"{outlet.id}.toml").write_text(entry, encoding="utf-8")

    def _base(self, outlet: Outlet) -> str:
        return f"http://{outlet.host}:{self.port}"

    def _print(self, outlet: Outlet) -> None:
        for printed in print_outlet(outlet, self._pieces.get(outlet, []), self._base(outlet)):
            self._pages[outlet.host, printed.path] = printed

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        host = (request.headers.get("host") or "").partition(":")[0]
        response = self._response(request, self._pages.get((host, request.url.path)))
        self.requests.append((host, request.url.path, response.status_code, len(response.body)))
        await response(scope, receive, send)

    def _response(self, request: Request, page: Printed | None) -> Response:
        if page is None:
            return Response("not printed here\n", 404, media_type="text/plain")
        tag = f'"{hashlib.sha256(page.body).hexdigest()[:20]}"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"ETag": tag})
        return Response(page.body, page.status, {"ETag": tag, "Content-Type": page.content_type})


_SETTINGS = """\
[fetch]
user_agent = "Nightdesk-demo/0.1 (+https://example.org/nightdesk)"
per_host_gap = "0s"
allow_addresses = ["127.0.0.0/8"]
"""

_SOURCE = """\
id = "{outlet.id}"
name = "{outlet.name}"
kind = "{outlet.kind}"
home = "{base}/"
hosts = ["{outlet.host}"]
language = "{outlet.language}"
[[discover]]
kind = "{outlet.step}"
url = "{base}{outlet.path}"
[schedule]
every = "{every}"
"""
