"""Response bodies: content codings undone as they come, within caps, and complete or refused."""

from __future__ import annotations

import io
from collections.abc import Iterator

from crawler.codings import BROKEN, coding_of
from model.errors import FetchError
from model.outcomes import Outcome

_MOST_CODINGS = 3
#: More decoded bytes than this are held for a few bodies at once only.
LARGE = 1_000_000
_NOT_CODED = frozenset({"", "identity", "none", "utf-8", "binary"})


class Intake:
    """Takes a body as it comes. Raises FetchError: TOO_LARGE, TRUNCATED, PROTOCOL.

    `limit` caps the bytes of the wire and those that each coding gives, so a bomb is stopped while it unfolds.
    """

    def __init__(self, url: str, content_encoding: str | None, limit: int) -> None:
        self._url, self._limit = url, limit
        self.wire_bytes = 0
        self._come = io.BytesIO()  # whose value is no copy: pieces to be joined would lie there twice
        self.size, self.expected = 0, limit  #: decoded bytes that have come, and that may come at most
        names = [name.strip().lower() for name in (content_encoding or "").split(",")]
        coded = [name for name in names if name not in _NOT_CODED]
        if len(coded) > _MOST_CODINGS:
            raise FetchError(url, Outcome.PROTOCOL, f"{len(coded)} content codings on top of each other")
        try:
            self._codings = [coding_of(name) for name in reversed(coded)]
        except ValueError as error:
            raise FetchError(url, Outcome.PROTOCOL, str(error)) from error
        self._given = [0] * len(self._codings)  #: bytes that each coding gave

    @property
    def is_large(self) -> bool:
        """Whether more has come than pages and feeds usually have."""
        return self.size > LARGE

    @property
    def body(self) -> bytes:
        """What has come so far, decoded."""
        return self._come.getvalue()

    def announce(self, length: str | None) -> None:
        """Refuses a body whose Content-Length is beyond the cap before any of it is read."""
        if not (length and length.strip().isdigit()):
            return
        announced = int(length.strip()[:20])
        if announced > self._limit:
            raise self._too_large(f"announces {length.strip()} bytes")
        self.expected = self._limit if self._codings else announced

    def take(self, chunk: bytes) -> None:
        """Takes the next bytes of the wire."""
        self.wire_bytes += len(chunk)
        if self.wire_bytes > self._limit:
            raise self._too_large("goes on")
        try:
            for piece in self._decoded(chunk):
                self.size += len(piece)
                self._come.write(piece)
        except BROKEN as error:
            raise FetchError(self._url, Outcome.PROTOCOL, f"the content coding is broken: {error}") from error

    def _decoded(self, data: bytes, done: int = 0) -> Iterator[bytes]:
        """The next bytes, through one coding after another.

        Each is held to the cap: what the next one takes for padding and leaves out would be counted nowhere else.
        """
        if done == len(self._codings):
            yield data
            return
        for piece in self._codings[done].decode(data):
            fitting = piece[: self._limit - self._given[done]]
            self._given[done] += len(piece)
            if fitting:
                yield from self._decoded(fitting, done + 1)
            if len(fitting) < len(piece):
                raise self._too_large(f"unfolds from {self.wire_bytes} bytes")

    def finish(self) -> bytes:
        """The whole body, decoded. Raises FetchError where a coded stream ends early."""
        if self.wire_bytes and not all(coding.complete for coding in self._codings):
            raise FetchError(self._url, Outcome.TRUNCATED, f"the coded body ends early, after {self.wire_bytes} bytes")
        return self.body

    def let_go(self) -> None:
        """Keeps nothing of what has come: an error may be kept for a while, and this with it."""
        self._come = io.BytesIO()

    def _too_large(self, how: str) -> FetchError:
        return FetchError(self._url, Outcome.TOO_LARGE, f"the body {how}, beyond the cap of {self._limit}")
