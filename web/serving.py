"""Serving: an ASGI application on a thread of its own, so that crawling and serving do not hold each other up."""

from __future__ import annotations

import errno
import socket
import threading
import time
from types import TracebackType
from typing import Any, Self

import uvicorn

from model.errors import NightdeskError

#: How long a server may take to begin, and its last answers to end, in seconds.
_PATIENCE = 10


class ServingError(NightdeskError):
    """The address cannot be listened on."""


class Served:
    """An application being served; a context manager. `port` is the one that was given, or found for 0."""

    def __init__(self, app: Any, host: str, port: int) -> None:
        self._app = app
        self._listener = _listen(host, port)
        self.port: int = self._listener.getsockname()[1]
        self.address = f"http://{f'[{host}]' if ':' in host else host}:{self.port}"
        config = uvicorn.Config(
            app,
            interface="asgi3",
            log_level="warning",
            lifespan="off",
            server_header=False,
            timeout_graceful_shutdown=_PATIENCE // 2,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([self._listener],), name="web", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        deadline = time.monotonic() + _PATIENCE
        while not self._server.started:
            if not self._thread.is_alive() or time.monotonic() > deadline:
                raise ServingError(f"the server at {self.address} did not begin")
            time.sleep(0.01)
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if closing := getattr(getattr(self._app, "state", None), "closing", None):
            closing.set()  # answers that never end by themselves do so now
        self._server.should_exit = True
        self._thread.join(_PATIENCE)
        self._listener.close()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = str(error.strerror or error).partition(" (while ")[0]
        hint = "; give another --port, or 0 for one that is free" if error.errno == errno.EADDRINUSE else ""
        raise ServingError(f"{host}:{port} cannot be listened on: {reason}{hint}") from error
