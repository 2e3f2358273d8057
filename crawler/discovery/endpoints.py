"""Addresses that are asked again and again: conditional requests, and no parsing of what has not changed."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version

from config.settings import FetchSettings
from config.sources import Source
from crawler.asking import request_of, validators_of
from crawler.fetching import ACCEPT_FEED, ACCEPT_PAGE, Fetcher, Request
from crawler.room import Place
from model.captures import Capture, RawPage
from model.clock import Clock
from model.documents import Document, Parsed
from model.endpoints import EndpointState
from model.errors import FetchError, ParseError
from model.outcomes import Outcome

#: What is remembered of a body: half of its own hash, and half of that of how it was read.
_HALF = 32

Parse = Callable[[RawPage], Awaitable[Parsed]]
#: What is remembered of an address.
Recall = Callable[[str], Awaitable[EndpointState | None]]


async def nothing_more(_url: str) -> None:
    """Remembers nothing."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What an address showed: a document, or nothing new, or a failure with its reason.

    `state` is what to remember of an answer; the answer itself may be large and is let go of.
    """

    url: str
    outcome: Outcome
    reason: str = ""
    state: EndpointState | None = None
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Tools:
    """What discovery works with, all of it handed in."""

    fetcher: Fetcher
    parse: Parse
    clock: Clock
    settings: FetchSettings


class Endpoints:
    """Looks at addresses of one source and gathers what to remember of them."""

    def __init__(
        self, source: Source, known: Mapping[str, EndpointState], tools: Tools, recall: Recall = nothing_more
    ) -> None:
        self._source, self._known, self._tools, self._recall = source, known, tools, recall
        self._states: dict[str, EndpointState] = {}
        self.wire_bytes = 0

    @property
    def states(self) -> tuple[EndpointState, ...]:
        """What to remember, an entry for each address that answered."""
        return tuple(self._states.values())

    async def look(self, url: str, *, page: bool = False, selector: str | None = None) -> Sight:
        """What an address shows now: OK with its document, UNCHANGED, or how it failed."""
        known, way = self._known.get(url) or await self._recall(url), self._way(selector)
        if known is not None and not (known.body_sha256 or way).endswith(way):
            known = None  # it is read in another way now, and may give what it did not
        with Place() as place:
            try:
                capture = await self._tools.fetcher.fetch(replace(self._request(url, known, page=page), place=place))
            except FetchError as error:
                return Sight(url, error.outcome, error.reason)
            return await self._seen(url, capture, known, selector)

    async def _seen(self, url: str, capture: Capture, known: EndpointState | None, selector: str | None) -> Sight:
        """What an answer shows."""
        self.wire_bytes += capture.wire_bytes
        if known is not None and _unchanged(state := self._state(url, capture, selector), capture, known):
            self._remember_unchanged(state, capture, known)
            return Sight(url, Outcome.UNCHANGED, "nothing new since the last visit")
        self.forget(url)
        return await self._parsed(url, capture, selector)

    def remember(self, sight: Sight) -> None:
        """Keeps the validators of an address that gave fresh links, so that it need not send them twice."""
        if sight.state is not None:
            self._states[sight.url] = sight.state

    def forget(self, url: str) -> None:
        """Keeps nothing of an address but that it was looked at."""
        self._states[url] = EndpointState(url, checked_at=self._tools.clock())

    def _request(self, url: str, known: EndpointState | None, *, page: bool) -> Request:
        settings = self._tools.settings
        whole = known is None or known.full_at is None or self._tools.clock() - known.full_at >= settings.full_fetch
        return replace(
            request_of(self._source, url),
            etag=None if known is None or whole else known.etag,
            last_modified=None if known is None or whole else known.last_modified,
            max_bytes=settings.max_html if page else settings.max_feed,
            accept=ACCEPT_PAGE if page else ACCEPT_FEED,
        )

    async def _parsed(self, url: str, capture: Capture, selector: str | None) -> Sight:
        raw = RawPage(
            capture.body,
            url=capture.final_url,
            content_type=capture.header("content-type"),
            zone=self._source.timezone,
            language=self._source.language,
            selector=selector,
            seen_at=capture.fetched_at,
        )
        try:
            parsed = await self._tools.parse(raw)
        except ParseError as error:
            return Sight(url, Outcome.PARSE, error.reason)
        return Sight(url, Outcome.OK, "", self._state(url, capture, selector), parsed.document)

    def _state(self, url: str, capture: Capture, selector: str | None) -> EndpointState:
        etag, last_modified = validators_of(capture)
        return EndpointState(
            url,
            etag=etag,
            last_modified=last_modified,
            body_sha256=capture.sha256[:_HALF] + self._way(selector),
            full_at=capture.fetched_at,
            checked_at=capture.fetched_at,
        )

    def _way(self, selector: str | None) -> str:
        """A hash of all but an answer itself that decides what is read in it."""
        about = self._source
        said = (_program(), selector, about.home, about.identity, about.timezone, about.language)
        return hashlib.sha256(repr(said).encode()).hexdigest()[:_HALF]

    def _remember_unchanged(self, state: EndpointState, capture: Capture, known: EndpointState) -> None:
        if capture.status == 304:
            state = replace(
                state,
                etag=state.etag or known.etag,
                last_modified=state.last_modified or known.last_modified,
                body_sha256=known.body_sha256,
                full_at=known.full_at,
            )
        self._states[state.url] = state


def _unchanged(state: EndpointState, capture: Capture, known: EndpointState) -> bool:
    return capture.status == 304 or state.body_sha256 == known.body_sha256


@cache
def _program() -> str:
    """The version of this program, whose parsers may read more than those of the one before."""
    return version("nightdesk")
