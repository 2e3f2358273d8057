import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from config.ladders import Discover, DiscoverKind
from config.sources import Source, SourceKind
from crawler.discovery import Discovery, Reach, discover
from crawler.fetching import Request
from model.captures import Capture, RawPage
from model.documents import Document, Kind, Link, Parsed
from model.errors import FetchError
from model.moments import Moment
from model.outcomes import Outcome, Visit

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
BASE = "https://gazette.example/"


class Lists:
    """Ten pages of three links, a day a page; what was asked for is written down.

    A page may be `broken` or `undated`, or name the second as its next (`ring`); on each may stand a `pinned` link.
    """

    def __init__(
        self,
        kind: DiscoverKind = DiscoverKind.BOARD,
        broken: int | None = None,
        undated: int | None = None,
        ring: int | None = None,
        pinned: Moment | None = None,
    ) -> None:
        self.kind, self.broken, self.asked = kind, broken, list[str]()
        self.undated, self.ring, self.pinned = undated, ring, pinned

    async def fetch(self, request: Request) -> Capture:
        self.asked.append(request.url)
        if self.broken and request.url == self.url(self.broken):
            raise FetchError(request.url, Outcome.TIMEOUT, "slow")
        return Capture(request.url, request.url, 200, (), request.url.encode(), NOON, NOON)

    async def parse(self, raw: RawPage) -> Parsed:
        number = next(n for n in range(1, 99) if self.url(n) == raw.url)
        at = Moment(NOON - timedelta(days=number)) if number != self.undated else None
        links = tuple(Link(f"{BASE}article/{number}-{n}", published_at=at) for n in range(3 if number <= 10 else 0))
        if self.pinned:
            links = (Link(f"{BASE}article/pinned-{number}", published_at=self.pinned), *links)
        named = self.url(number + 1) if self.kind is DiscoverKind.BOARD and number < 10 else None
        named = self.url(2) if number == self.ring else named
        kind = Kind.FEED if self.kind is DiscoverKind.WORDPRESS else Kind.LISTING
        return Parsed(Document(raw.url, kind, "list", links=links, next_url=named))

    def url(self, number: int) -> str:
        if self.kind is DiscoverKind.WORDPRESS:
            return f"{BASE}wp-json/wp/v2/posts?per_page=3" + (f"&page={number}" if number > 1 else "")
        return f"{BASE}board/" + (f"page/{number}/" if number > 1 else "")

    def links(self, reach: Reach) -> list[str]:
        return [link.url.removeprefix(f"{BASE}article/") for link in self.discover(reach).links]

    def discover(self, reach: Reach) -> Discovery:
        """What a ladder of two lists gives, of which the second is never needed."""
        steps = (Discover(kind=self.kind, url=self.url(1)), Discover(kind=self.kind, url=f"{BASE}not-needed"))
        source = Source(
            id="gazette", name="Gazette", kind=SourceKind.FORUM, home=BASE, hosts=("gazette.example",), discover=steps
        )
        return asyncio.run(discover(source, {}, self, self.parse, lambda: NOON, reach=reach))


def known(*numbers: str) -> Reach:
    urls = {f"{BASE}article/{number}" for number in numbers}

    async def any_known(links: Sequence[Link]) -> bool:
        return any(link.url in urls for link in links)

    return Reach(5, any_known)


def test_without_reach_the_first_page_is_enough() -> None:
    lists = Lists()
    assert len(lists.links(Reach())) == 3 and len(lists.asked) == 1


@pytest.mark.parametrize("kind", [DiscoverKind.BOARD, DiscoverKind.WORDPRESS])
def test_pages_are_read_until_known_ground(kind: DiscoverKind) -> None:
    lists = Lists(kind)
    assert len(lists.links(known("3-1"))) == 9
    assert lists.asked == [lists.url(1), lists.url(2), lists.url(3)]


def test_known_ground_on_the_first_page_costs_no_second() -> None:
    lists = Lists()
    lists.links(known("1-2"))
    assert len(lists.asked) == 1


def test_paging_ends_somewhere_even_without_known_ground() -> None:
    lists = Lists()
    assert len(lists.links(known())) == 18


@pytest.mark.parametrize("kind", [DiscoverKind.BOARD, DiscoverKind.WORDPRESS])
def test_walking_back_to_a_day_takes_what_is_younger(kind: DiscoverKind) -> None:
    lists = Lists(kind)
    assert len(lists.links(Reach(500, since=NOON - timedelta(days=4, hours=1)))) == 12
    assert len(lists.asked) == 5
    assert len(Lists(kind).links(Reach(500, since=NOON - timedelta(days=99)))) == 30


def test_a_list_that_is_quiet_since_the_day_is_nothing_new_and_no_further_list_is_asked() -> None:
    lists = Lists()
    found = lists.discover(Reach(500, since=NOON - timedelta(hours=1)))
    assert (found.outcome, found.links, found.fell) == (Visit.UNCHANGED, (), None)
    assert found.steps[0].reason == "none of 3 links is of 2026-03-01 or later" and lists.asked == [lists.url(1)]


def test_a_page_that_fails_ends_the_way_back_and_loses_nothing() -> None:
    assert len(Lists(broken=3).links(known())) == 6


def test_pages_that_lead_back_to_one_before_are_read_once_each() -> None:
    lists = Lists(ring=3)
    assert len(lists.links(Reach(500, since=NOON - timedelta(days=99)))) == 9
    assert lists.asked == [lists.url(1), lists.url(2), lists.url(3)]


@pytest.mark.parametrize("lists", [Lists(pinned=Moment(NOON - timedelta(days=400))), Lists(undated=1)])
def test_neither_one_old_link_nor_a_page_without_dates_ends_the_way_back(lists: Lists) -> None:
    found = lists.links(Reach(500, since=NOON - timedelta(days=3, hours=1)))
    assert [link for link in found if link.endswith("-0")] == ["1-0", "2-0", "3-0"]
