"""Content types guessed where an archive does not say them."""

from __future__ import annotations

from pathlib import PurePosixPath

_BY_SUFFIX = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".xml": "application/xml",
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
    ".json": "application/json",
    ".txt": "text/plain",
    ".pdf": "application/pdf",
    ".gz": "application/gzip",
}
_BY_BEGINNING = (
    (b"%PDF-", "application/pdf"),
    (b"\x1f\x8b", "application/gzip"),
    (b"<?xml", "application/xml"),
    (b"<rss", "application/rss+xml"),
    (b"<feed", "application/atom+xml"),
    (b"<urlset", "application/xml"),
    (b"<sitemapindex", "application/xml"),
    (b"<", "text/html"),
    (b"{", "application/json"),
    (b"[", "application/json"),
)


def guess_content_type(name: str, body: bytes) -> str:
    """The type that a file's name tells, or else its first bytes; plain text where neither does."""
    named = _BY_SUFFIX.get(PurePosixPath(name).suffix.lower())
    if named:
        return named
    head = body[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    seen = next((kind for beginning, kind in _BY_BEGINNING if head.startswith(beginning)), None)
    return seen or ("application/octet-stream" if b"\0" in body[:200] else "text/plain")
