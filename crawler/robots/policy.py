"""Whose robots.txt says what: fetched once a day for each origin, and what follows where it cannot be read."""

from __future__ import annotations

import asyncio
import codecs
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol
from weakref import WeakValueDictionary

import structlog

from crawler.fetching import ACCEPT_TEXT, Fetcher, Request
from crawler.robots.text import MOST_BYTES
from crawler.robots.verdict import Verdict, check
from crawler.targets import origin_of
from model.captures import Capture
from model.clock import Clock
from model.errors import FetchError
from model.outcomes import Outcome

log = structlog.get_logger()

_KEPT = timedelta(hours=24)  # RFC 9309, section 2.4
_SKEW = timedelta(hours=1)  # by which the clocks of machines may differ
_ASKED_AGAIN = timedelta(minutes=10)
_MOST_FETCHED = 5_000_000  # more than is read, so that a long file is cut and only an absurd one fails
_MOST_REDIRECTS = 5


class RobotsPolicy(StrEnum):
    """What an answer to GET /robots.txt means for the pages of its origin."""

    RULES = "rules"
    ALLOW = "allow"  #: there is no robots.txt (4xx, or a web page in its place)
    DISALLOW = "disallow"  #: it cannot be read for now (5xx, 429, no connection)


@dataclass(frozen=True, slots=True)
class RobotsRecord:
    """What is known of one origin's robots.txt. `text` is the file where the policy is RULES."""

    origin: str
    policy: RobotsPolicy
    reason: str
    fetched_at: datetime
    expires_at: datetime
    text: str = ""
    status: int | None = None
    outcome: Outcome = Outcome.OK

    def is_in_force(self, now: datetime) -> bool:
        """Whether it need not be fetched anew; one that holds for longer than any is of before a clock was put back."""
        return timedelta(0) < self.expires_at - now <= _KEPT + _SKEW


class RobotsCache(Protocol):
    """Where records are kept between fetches."""

    async def get(self, origin: str) -> RobotsRecord | None:
        """The record of an origin, expired or not."""
        ...

    async def put(self, record: RobotsRecord) -> None:
        """Keeps a record in place of an earlier one."""
        ...


class MemoryRobotsCache:
    """A cache in memory that forgets the origins longest unused."""

    def __init__(self, most: int = 2000) -> None:
        self._most = most
        self._records: OrderedDict[str, RobotsRecord] = OrderedDict()

    async def get(self, origin: str) -> RobotsRecord | None:
        """The record of an origin, expired or not."""
        if origin in self._records:
            self._records.move_to_end(origin)
        return self._records.get(origin)

    async def put(self, record: RobotsRecord) -> None:
        """Keeps a record in place of an earlier one."""
        self._records[record.origin] = record
        self._records.move_to_end(record.origin)
        if len(self._records) > self._most:
            self._records.popitem(last=False)


class Robots:
    """Asks robots.txt before a URL is fetched. `user_agent` is the whole name we send."""

    def __init__(self, fetcher: Fetcher, cache: RobotsCache, clock: Clock, user_agent: str) -> None:
        self._fetcher, self._cache, self._clock, self._agent = fetcher, cache, clock, user_agent
        self._asking: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def verdict(self, url: str, proxy: str | None = None) -> Verdict:
        """Whether a URL may be fetched now; its robots.txt is asked for by the same proxy."""
        record = await self.record(origin_of(url), proxy)
        if record.policy is RobotsPolicy.RULES:
            return check(record.text, self._agent, url)
        if record.policy is RobotsPolicy.ALLOW:
            return Verdict(True, reason=record.reason)
        outcome = record.outcome if record.outcome is not Outcome.OK else Outcome.ROBOTS
        return Verdict(False, reason=record.reason, outcome=outcome, retry_at=record.expires_at)

    async def record(self, origin: str, proxy: str | None = None) -> RobotsRecord:
        """The origin's record, fetched where it is missing or expired; once, however many ask."""
        lock = self._asking.setdefault(origin, asyncio.Lock())
        async with lock:
            known = await self._cache.get(origin)
            if known is not None and known.is_in_force(self._clock()):
                return known
            record = await self._fetch(origin, known, proxy)
            await self._cache.put(record)
            return record

    async def _fetch(self, origin: str, known: RobotsRecord | None, proxy: str | None) -> RobotsRecord:
        request = Request(
            url=f"{origin}/robots.txt",
            accept=ACCEPT_TEXT,
            max_bytes=_MOST_FETCHED,
            max_redirects=_MOST_REDIRECTS,
            obey_robots=False,
            proxy=proxy,
        )
        try:
            capture = await self._fetcher.fetch(request)
        except FetchError as error:
            record = _without_file(origin, error, self._clock())
        else:
            return _with_file(origin, capture, self._clock())
        if record.policy is RobotsPolicy.DISALLOW and known is not None and known.policy is not RobotsPolicy.DISALLOW:
            log.info("robots.txt kept from earlier", origin=origin, reason=record.reason)
            return replace(known, expires_at=record.expires_at)
        return record


def _with_file(origin: str, capture: Capture, now: datetime) -> RobotsRecord:
    text = capture.body[:MOST_BYTES].decode(_encoding(capture.body), errors="replace")
    if text.lstrip("\ufeff \t\r\n").startswith("<"):
        return RobotsRecord(
            origin, RobotsPolicy.ALLOW, "a web page in place of robots.txt", now, now + _KEPT, status=capture.status
        )
    return RobotsRecord(origin, RobotsPolicy.RULES, "robots.txt", now, now + _KEPT, text, capture.status)


def _encoding(body: bytes) -> str:
    """UTF-8 (RFC 9309, section 2.3), but what is marked as UTF-16 would be a file without rules if read so."""
    return "utf-16" if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"


def _without_file(origin: str, error: FetchError, now: datetime) -> RobotsRecord:
    """RFC 9309, section 2.3.1: 4xx means there is none; what cannot be reached is closed for now.

    429 is a server that wants fewer requests, not one without rules.
    """
    if _means_none(error):
        reason = f"there is no robots.txt ({error.reason})"
        return RobotsRecord(origin, RobotsPolicy.ALLOW, reason, now, now + _KEPT, status=error.status)
    again = max(now + _ASKED_AGAIN, min(error.retry_at or now, now + _KEPT))
    reason = f"robots.txt cannot be read ({error.reason})"
    outcome = Outcome.ROBOTS if error.outcome in {Outcome.TOO_LARGE, Outcome.BAD_URL} else error.outcome
    return RobotsRecord(origin, RobotsPolicy.DISALLOW, reason, now, again, status=error.status, outcome=outcome)


def _means_none(error: FetchError) -> bool:
    if error.status is not None and (error.status >= 500 or error.status == 429):
        return False
    if error.status is not None and 400 <= error.status < 500:
        return True
    return error.outcome in {Outcome.CHALLENGE, Outcome.EMPTY, Outcome.REDIRECT_LOOP, Outcome.MISSING}
