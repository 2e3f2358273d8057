"""The headers of an outgoing request: who we are, what we take, and a source's own where they belong."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.fetching import Request
from model.captures import header_bytes
from model.urls import host_of

#: What a source's own headers may not say: our name is always told, and the connection is the client's business.
_OURS = frozenset(
    {
        "user-agent",
        "host",
        "accept-encoding",
        "connection",
        "content-length",
        "transfer-encoding",
        "te",
        "upgrade",
        "if-none-match",
        "if-modified-since",
    }
)
_CODINGS = "gzip, deflate, br, zstd"


def outgoing_headers(request: Request, url: str, user_agent: str) -> list[tuple[bytes, bytes]]:
    """The headers for one hop. A source's own go to its own hosts, and never from https down to http."""
    said = dict(_standard(request, url, user_agent))
    if _is_own(request, url):
        said |= {name: value for name, value in request.headers.items() if name.lower() not in _OURS}
    return [(name.encode("ascii"), header_bytes(value)) for name, value in said.items()]


def _standard(request: Request, url: str, user_agent: str) -> Iterator[tuple[str, str]]:
    yield "Host", urlsplit(url).netloc
    yield "User-Agent", user_agent
    yield "Accept", request.accept
    yield "Accept-Encoding", _CODINGS
    if request.etag:
        yield "If-None-Match", request.etag
    if request.last_modified:
        yield "If-Modified-Since", request.last_modified


def _is_own(request: Request, url: str) -> bool:
    downgraded = request.url.lower().startswith("https:") and not url.startswith("https:")
    return host_of(url) in request.own_hosts and not downgraded
