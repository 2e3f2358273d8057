"""When robots.txt is fetched, how long it holds, and what follows where it cannot be had."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from crawler.fetching import Request
from crawler.robots import MemoryRobotsCache, Robots, RobotsPolicy
from model.captures import Capture
from model.errors import FetchError
from model.outcomes import Outcome

NOON = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
URL = "https://example.org/yard"
KEEP_OFF = b"User-agent: *\nDisallow: /yard\nCrawl-delay: 4\n"


class Site:
    """A site whose robots.txt answers as told, and a clock that is set by hand."""

    def __init__(self, *answers: bytes | FetchError) -> None:
        self.now, self._answers = NOON, list(answers)
        self.asked: list[Request] = []
        self.robots = Robots(self, MemoryRobotsCache(), lambda: self.now, "Harbourbot/1.0")

    async def fetch(self, request: Request) -> Capture:
        self.asked.append(request)
        await asyncio.sleep(0)
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, FetchError):
            raise answer
        return Capture(request.url, request.url, 200, (), answer, self.now, self.now)

    def allows(self, url: str = URL) -> bool:
        return asyncio.run(self.robots.verdict(url)).allowed


def failure(outcome: Outcome, status: int | None = None, retry_at: datetime | None = None) -> FetchError:
    return FetchError("https://example.org/robots.txt", outcome, "as told", status=status, retry_at=retry_at)


def test_the_file_is_fetched_once_a_day() -> None:
    site = Site(KEEP_OFF, b"")
    assert not site.allows()
    site.now += timedelta(hours=23)
    assert not site.allows()
    site.now += timedelta(hours=2)
    assert site.allows()
    assert [request.url for request in site.asked] == ["https://example.org/robots.txt"] * 2


def test_robots_txt_is_not_itself_asked_for_by_robots_txt() -> None:
    site = Site(KEEP_OFF)
    site.allows()
    assert not site.asked[0].obey_robots


def test_many_who_ask_at_once_cause_one_fetch() -> None:
    site = Site(KEEP_OFF)

    async def ask() -> list[bool]:
        verdicts = await asyncio.gather(*(site.robots.verdict(f"{URL}/{i}") for i in range(20)))
        return [verdict.allowed for verdict in verdicts]

    assert asyncio.run(ask()) == [False] * 20
    assert len(site.asked) == 1


@pytest.mark.parametrize(
    ("error", "policy"),
    [
        (failure(Outcome.GONE, 404), RobotsPolicy.ALLOW),
        (failure(Outcome.REFUSED, 401), RobotsPolicy.ALLOW),
        (failure(Outcome.REFUSED, 403), RobotsPolicy.ALLOW),
        (failure(Outcome.HTTP, 418), RobotsPolicy.ALLOW),
        (failure(Outcome.CHALLENGE, 200), RobotsPolicy.ALLOW),
        (failure(Outcome.EMPTY, 200), RobotsPolicy.ALLOW),
        (failure(Outcome.REDIRECT_LOOP), RobotsPolicy.ALLOW),
        (failure(Outcome.MISSING), RobotsPolicy.ALLOW),
        (failure(Outcome.REFUSED, 429), RobotsPolicy.DISALLOW),
        (failure(Outcome.HTTP, 500), RobotsPolicy.DISALLOW),
        (failure(Outcome.REFUSED, 503), RobotsPolicy.DISALLOW),
        (failure(Outcome.CHALLENGE, 503), RobotsPolicy.DISALLOW),
        (failure(Outcome.TIMEOUT), RobotsPolicy.DISALLOW),
        (failure(Outcome.DNS), RobotsPolicy.DISALLOW),
        (failure(Outcome.BLOCKED), RobotsPolicy.DISALLOW),
        (failure(Outcome.TOO_LARGE), RobotsPolicy.DISALLOW),
        (failure(Outcome.TRUNCATED, 206), RobotsPolicy.DISALLOW),
    ],
)
def test_an_answer_without_a_file_has_its_policy(error: FetchError, policy: RobotsPolicy) -> None:
    record = asyncio.run(Site(error).robots.record("https://example.org"))
    assert record.policy is policy


@pytest.mark.parametrize("page", [b"<!doctype html><pre>\n" + KEEP_OFF, b"\xef\xbb\xbf \n<html>\n" + KEEP_OFF])
def test_a_web_page_in_place_of_the_file_means_there_is_none(page: bytes) -> None:
    assert Site(page).allows()


@pytest.mark.parametrize("answer", [b"<!doctype html>", failure(Outcome.GONE, 404)])
def test_that_there_is_no_file_is_asked_once_a_day_as_well(answer: bytes | FetchError) -> None:
    site = Site(answer, KEEP_OFF)
    assert site.allows()
    site.now += timedelta(hours=23)
    assert site.allows() and len(site.asked) == 1
    site.now += timedelta(hours=2)
    assert not site.allows()


def test_a_file_that_was_taken_away_holds_no_longer() -> None:
    site = Site(KEEP_OFF, failure(Outcome.GONE, 404))
    assert not site.allows()
    site.now += timedelta(hours=25)
    assert site.allows()


@pytest.mark.parametrize("text", [b"\xff\xfe\x00bad", b"User-agent: *\x00\nDisallow: /caf\xe9\n"])
def test_bytes_that_are_no_utf8_break_nothing(text: bytes) -> None:
    assert Site(text).allows()


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16"])
def test_a_file_with_a_mark_of_its_encoding_is_read_by_it(name: str) -> None:
    assert not Site("User-agent: *\nDisallow: /\n".encode(name)).allows()


def test_what_cannot_be_read_is_tried_again_soon() -> None:
    site = Site(failure(Outcome.TIMEOUT), b"User-agent: *\nDisallow:")
    assert not site.allows()
    site.now += timedelta(minutes=11)
    assert site.allows()


def test_the_fault_keeps_its_name_and_says_when_it_is_tried_again() -> None:
    verdict = asyncio.run(Site(failure(Outcome.DNS)).robots.verdict(URL))
    assert verdict.outcome is Outcome.DNS
    assert verdict.retry_at is not None
    assert NOON < verdict.retry_at < NOON + timedelta(hours=1)


def test_the_last_of_several_faults_is_the_one_that_is_named() -> None:
    site = Site(failure(Outcome.DNS), failure(Outcome.TIMEOUT))
    site.allows()
    site.now += timedelta(minutes=11)
    assert asyncio.run(site.robots.verdict(URL)).outcome is Outcome.TIMEOUT


def test_a_server_that_names_an_instant_is_not_asked_before() -> None:
    site = Site(failure(Outcome.REFUSED, 503, NOON + timedelta(hours=3)), b"")
    assert not site.allows()
    site.now += timedelta(hours=2)
    assert not site.allows()
    assert len(site.asked) == 1


def test_an_earlier_file_holds_while_the_server_fails() -> None:
    site = Site(KEEP_OFF, failure(Outcome.HTTP, 500))
    site.allows()
    site.now += timedelta(hours=25)
    assert not site.allows()
    assert site.allows("https://example.org/quay")
    assert len(site.asked) == 2


def test_the_delay_of_the_file_is_in_the_verdict() -> None:
    assert asyncio.run(Site(KEEP_OFF).robots.verdict("https://example.org/quay")).delay == 4


def test_the_memory_forgets_the_origins_longest_unused() -> None:
    async def scenario() -> list[bool]:
        site, cache = Site(KEEP_OFF), MemoryRobotsCache(most=2)
        record = await site.robots.record("https://a.example")
        for origin in ("https://a.example", "https://b.example"):
            await cache.put(type(record)(origin, record.policy, "", NOON, NOON))
        await cache.get("https://a.example")
        await cache.put(type(record)("https://c.example", record.policy, "", NOON, NOON))
        return [await cache.get(f"https://{name}.example") is not None for name in "abc"]

    assert asyncio.run(scenario()) == [True, False, True]


def test_a_record_made_while_the_clock_was_ahead_is_not_in_force_once_it_is_put_back() -> None:
    site = Site(KEEP_OFF, b"")
    site.now += timedelta(days=365)
    assert not site.allows()
    site.now = NOON
    assert site.allows()
