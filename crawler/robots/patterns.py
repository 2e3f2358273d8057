"""Path patterns of robots.txt: `*`, a closing `$`, and percent-encoding (RFC 9309, section 2.2)."""

from __future__ import annotations

import re
from urllib.parse import quote

_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def encoded(text: str) -> str:
    """The text with characters beyond ASCII percent-encoded as UTF-8, escapes in upper case."""
    ascii_only = text if text.isascii() else quote(text, safe="".join(map(chr, range(0x21, 0x7F))))
    return _ESCAPE.sub(lambda found: found.group().upper(), ascii_only)


def equalised(text: str) -> str:
    """The text encoded, with every escape undone that never needed one: two spellings of one path become equal."""
    return _ESCAPE.sub(_plain, encoded(text))


def _plain(found: re.Match[str]) -> str:
    character = chr(int(found.group(1), 16))
    return character if character in _UNRESERVED else found.group().upper()


def path_of(url: str) -> str:
    """Path and query of a URL as robots rules see them; `/` where there is none."""
    rest = url.partition("#")[0]
    rest = rest.partition("://")[2] if "://" in rest else rest.removeprefix("//")
    start = re.search(r"[/?;]", rest)
    path = rest[start.start() :] if start else ""
    return path if path.startswith("/") else f"/{path}"


def matches(path: str, pattern: str) -> bool:
    """Whether a pattern matches from the path's beginning; linear in both, however many `*` there are."""
    anchored = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not others:
        return path == first or not anchored
    position = len(first)
    *inner, last = others
    for part in inner:
        position = path.find(part, position) + len(part)
        if position < len(part):
            return False
    if anchored:
        return path.endswith(last) and len(path) - len(last) >= position
    return path.find(last, position) >= 0
