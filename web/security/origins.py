"""Where a request comes from: its Host (against rebinding) and its Origin (against forgery by other sites)."""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers

_OWN = frozenset({"localhost", "127.0.0.1", "::1"})
_FROM_HERE = frozenset({"same-origin", "none"})


def is_loopback(host: str) -> bool:
    """Whether an address to listen on is reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def is_own_name(host: str, others: Collection[str]) -> bool:
    """Whether a Host header names this machine, or one of the names that were configured.

    Another site can let its name lead to 127.0.0.1, but not change what the browser says it asks for.
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    return name in _OWN or name.endswith(".localhost") or name in others


def is_from_here(headers: Headers) -> bool:
    """Whether a request that changes something was made by our own pages, as far as a browser says where it was made.

    A program that is no browser says nothing; it has no cookie that somebody else could make use of.
    """
    origin, host = headers.get("origin"), headers.get("host", "")
    if origin is not None:
        return origin.lower() in {f"http://{host.lower()}", f"https://{host.lower()}"}
    return headers.get("sec-fetch-site", "same-origin") in _FROM_HERE


def is_embedded_elsewhere(headers: Headers) -> bool:
    """Whether a page of another site asks behind a reader's back (Fetch Metadata): for a picture, a frame, a script.

    It would be shown nothing of the answer, but could have us search and try watches as often as it likes. A link that
    somebody follows is no such thing.
    """
    if headers.get("sec-fetch-site", "none") not in {"cross-site", "same-site"}:
        return False
    return headers.get("sec-fetch-mode") != "navigate" or headers.get("sec-fetch-dest") != "document"
