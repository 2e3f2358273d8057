"""Names under localhost lead to this machine (RFC 6761), also where the system's resolver does not know that.

Imported before the libraries that look names up.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any


def _on_loopback(resolve: Callable[..., Any]) -> Callable[..., Any]:
    def resolved(host: Any, *more: Any, **options: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else str(host)
        return resolve("127.0.0.1" if name.endswith(".localhost") else host, *more, **options)

    return resolved


for _name in ("getaddrinfo", "gethostbyname"):
    setattr(socket, _name, _on_loopback(getattr(socket, _name)))
