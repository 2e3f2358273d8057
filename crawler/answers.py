"""What an answer means: a usable response, or a FetchError with the right outcome."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from crawler.challenges import find_challenge
from crawler.fetching import ACCEPT_PAGE, Request
from crawler.http_dates import retry_at
from model.errors import FetchError
from model.outcomes import Outcome
from parsers.decoding.binary import binary

Headers = tuple[tuple[str, str], ...]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_REFUSALS = frozenset({401, 402, 403, 407, 451})
_LATER = frozenset({429, 503})
_GONE = frozenset({404, 410})
#: Types that are no page whatever their bytes; `application/octet-stream` and unknown ones are judged by the bytes.
_NO_PAGE = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip", "application/gzip")

#: What neither name nor value of a header may hold (RFC 9110, section 5.5); HTTP/2 can carry it all the same.
_BREAKS = re.compile(rb"[\0\r\n]")


@dataclass(frozen=True, slots=True)
class Answer:
    """One response to one request, before it is judged. `headers` keep order and case; `body` is decoded."""

    url: str
    status: int
    headers: Headers
    body: bytes
    wire_bytes: int = 0

    def header(self, name: str) -> str | None:
        """The last value of a header, its name in lower case."""
        return self.named.get(name)

    @property
    def named(self) -> Mapping[str, str]:
        """The headers by lower-case name, the last of each."""
        return {name.lower(): value for name, value in self.headers}

    @property
    def location(self) -> str | None:
        """Where a redirect points, None where the answer is no redirect."""
        return self.header("location") if self.status in _REDIRECTS else None


def is_redirect(status: int) -> bool:
    """Whether a status sends elsewhere."""
    return status in _REDIRECTS


def is_success(status: int) -> bool:
    """Whether the body of an answer is what was asked for."""
    return 200 <= status < 300


def judge(answer: Answer, request: Request, now: datetime) -> None:
    """Passes an answer that can be used. Raises FetchError for all others, a challenge before its status."""
    if answer.status == HTTPStatus.NOT_MODIFIED:
        if not request.conditional:
            raise FetchError(answer.url, Outcome.PROTOCOL, "304 to a request without conditions", status=304)
        return
    named = answer.named
    if wall := find_challenge(named, answer.body):
        later = retry_at(named.get("retry-after"), now)
        reason = f"a challenge page of {wall} instead of the answer"
        raise FetchError(answer.url, Outcome.CHALLENGE, reason, status=answer.status, retry_at=later)
    if not is_success(answer.status):
        raise _failure(answer, retry_at(named.get("retry-after"), now))
    _judge_body(answer, request, named.get("content-type", ""))


def refuse_malformed(url: str, headers: Iterable[tuple[bytes, bytes]]) -> None:
    """Raises FetchError (PROTOCOL) where a header would be several lines in a request, an archive or a database."""
    for name, value in headers:
        if _BREAKS.search(name) or _BREAKS.search(value):
            said = name.decode("latin-1")
            raise FetchError(url, Outcome.PROTOCOL, f"the header {said!r} holds a line break or a NUL")


def refuse_unread(url: str, request: Request, status: int, content_type: str) -> None:
    """Raises FetchError (NOT_HTML) where what is no page by its type was sent for one: of a film nothing is read."""
    if request.accept == ACCEPT_PAGE and (what := _no_page(content_type.lower(), b"")):
        raise FetchError(url, Outcome.NOT_HTML, what, status=status)


def _failure(answer: Answer, later: datetime | None) -> FetchError:
    status, reason = answer.status, _phrase(answer.status)
    if status in _REDIRECTS:
        return FetchError(answer.url, Outcome.BAD_URL, f"{reason}, without an address", status=status)
    if status in _LATER:
        return FetchError(answer.url, Outcome.REFUSED, reason, status=status, retry_at=later)
    outcome = Outcome.REFUSED if status in _REFUSALS else Outcome.GONE if status in _GONE else Outcome.HTTP
    return FetchError(answer.url, outcome, reason, status=status)


def _judge_body(answer: Answer, request: Request, content_type: str) -> None:
    if answer.status == HTTPStatus.PARTIAL_CONTENT:
        raise FetchError(answer.url, Outcome.TRUNCATED, "a part was sent that nobody asked for", status=206)
    if not answer.body.strip():
        raise FetchError(answer.url, Outcome.EMPTY, "the body is empty", status=answer.status)
    if request.accept == ACCEPT_PAGE and (what := _no_page(content_type.lower(), answer.body)):
        raise FetchError(answer.url, Outcome.NOT_HTML, what, status=answer.status)


def _no_page(content_type: str, body: bytes) -> str | None:
    if content_type.strip().startswith(_NO_PAGE):
        return f"is {content_type.partition(';')[0].strip()}"
    return binary(body, content_type)


def _phrase(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"status {status}"
