"""Answers to conditional requests (RFC 9110): kept as long as the store stands as it did, gzipped once."""

from __future__ import annotations

import gzip
import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import cached_property
from threading import Lock

from fastapi import Response

from web.feeds import Rendered

#: What was written is written again after so long, in seconds, even where the store seems as it was.
_LONGEST = 60.0
_MANY = 64
_WORTH_PACKING = 1000
_LEVEL = 5


@dataclass(frozen=True)
class Kept:
    """A feed written out, with what tells it from others."""

    rendered: Rendered
    state: tuple[int, ...]
    made_at: float

    @cached_property
    def tag(self) -> str:
        """What the entity tag is made of."""
        return hashlib.sha256(self.rendered.body).hexdigest()[:32]

    @cached_property
    def packed(self) -> bytes:
        """The body in gzip, the same for the same feed."""
        return gzip.compress(self.rendered.body, _LEVEL, mtime=0)

    @cached_property
    def modified(self) -> str:
        """The Last-Modified header."""
        return format_datetime(self.rendered.updated_at.replace(microsecond=0), usegmt=True)


class Shelf:
    """Feeds that were written, kept until the store has something new."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, state: tuple[int, ...], write: Callable[[], Rendered | None]) -> Kept | None:
        """The feed of a key, written anew where the state is another than when it was written."""
        now = time.monotonic()
        with self._lock:
            kept = self._kept.get(key)
        if kept is not None and kept.state == state and now - kept.made_at < _LONGEST:
            return kept
        rendered = write()
        if rendered is None:
            return None
        kept = Kept(rendered, state, now)
        with self._lock:
            self._kept[key] = kept
            self._kept.move_to_end(key)
            while len(self._kept) > _MANY:
                self._kept.popitem(last=False)
        return kept


def answer(kept: Kept, asked: Mapping[str, str], cache_control: str) -> Response:
    """The feed, or that the reader has it; `asked` are the request's headers."""
    packed = _takes_gzip(asked.get("accept-encoding", "")) and len(kept.rendered.body) > _WORTH_PACKING
    headers = {
        "ETag": f'"{kept.tag}{"-gz" if packed else ""}"',
        "Last-Modified": kept.modified,
        "Cache-Control": cache_control,
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
    if _is_known(kept, asked):
        return Response(status_code=304, headers=headers)
    body = kept.packed if packed else kept.rendered.body
    if packed:
        headers["Content-Encoding"] = "gzip"
    return Response(body, media_type=f"{kept.rendered.media_type}; charset=utf-8", headers=headers)


def _is_known(kept: Kept, asked: Mapping[str, str]) -> bool:
    """Whether the reader has this very feed; the entity tag counts before the date."""
    if (tags := asked.get("if-none-match")) is not None:
        given = {tag.strip().removeprefix("W/").strip('"').removesuffix("-gz") for tag in tags.split(",")}
        return kept.tag in given or "*" in given
    since = _date(asked.get("if-modified-since"))
    return since is not None and kept.rendered.updated_at.replace(microsecond=0) <= since


def _date(text: str | None) -> datetime | None:
    try:
        at = parsedate_to_datetime(text) if text else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return at if at is not None and at.tzinfo is not None else None


def _takes_gzip(accepted: str) -> bool:
    for part in accepted.lower().split(","):
        coding, _, quality = part.partition(";")
        if coding.strip() in {"gzip", "*"}:
            return quality.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False
