"""Down a source's ladder: real parsers, answers from a shelf, a clock set by hand."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from config.sources import Source
from crawler.discovery import Discovery, EndpointState, discover
from crawler.fetching import Request
from model.captures import Capture, RawPage
from model.documents import Parsed
from model.errors import FetchError, ParseError
from model.outcomes import Outcome, Visit
from parsers import parse

HOME = "https://quay.example"
FEED, SITEMAP, LIST = f"{HOME}/feed.xml", f"{HOME}/sitemap.xml", f"{HOME}/news/"
NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)


def source(*steps: tuple[str, str], **more: object) -> Source:
    ladder = [{"kind": kind, "url": url} for kind, url in steps]
    base = {"id": "quay", "name": "Quay", "kind": "outlet", "home": f"{HOME}/", "hosts": ["quay.example"]}
    return Source.model_validate(base | {"discover": ladder} | more)


def rss(*items: tuple[str, str], date: str = "Sat, 01 Aug 2026 10:00:00 GMT") -> bytes:
    entries = "".join(
        f"<item><title>{title}</title><link>{link}</link><guid>g:{title}</guid><pubDate>{date}</pubDate></item>"
        for title, link in items
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Quay</title>{entries}</channel></rss>".encode()


def sitemap(*urls: str) -> bytes:
    entries = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'.encode()


def index(*urls: str) -> bytes:
    entries = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</sitemapindex>'.encode()


class Shelf:
    """Answers by URL, with an ETag each; what is not there is gone."""

    def __init__(self) -> None:
        self.answers: Mapping[str, bytes | FetchError] = {}
        self.asked: list[Request] = []
        self.parsed: list[str | None] = []
        self.now = NOW
        self.validating = True

    async def fetch(self, request: Request) -> Capture:
        self.asked.append(request)
        answer = self.answers.get(request.url) or FetchError(request.url, Outcome.GONE, "404 Not Found", status=404)
        if isinstance(answer, FetchError):
            raise answer
        etag = f'"{hash(answer)}"'
        headers = (("ETag", etag),) if self.validating else ()
        if request.etag == etag:
            return Capture(request.url, request.url, 304, headers, b"", self.now, self.now)
        return Capture(request.url, request.url, 200, headers, answer, self.now, self.now, wire_bytes=len(answer))

    async def parse(self, raw: RawPage) -> Parsed:
        self.parsed.append(raw.url)
        return parse(raw)

    def discover(self, about: Source, before: Discovery | None = None) -> Discovery:
        state = {each.url: each for each in before.endpoints} if before else {}
        return asyncio.run(discover(about, state, self, self.parse, lambda: self.now))


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


CRANE, FERRY = ("Crane", f"{HOME}/2026/crane"), ("Ferry", f"{HOME}/2026/ferry")


def urls(found: Discovery) -> list[str]:
    return [link.url for link in found.links]


def test_the_first_step_that_yields_is_used_and_the_rest_left(shelf: Shelf) -> None:
    shelf.answers = {FEED: rss(CRANE, FERRY), SITEMAP: sitemap(f"{HOME}/other")}
    found = shelf.discover(source(("feed", FEED), ("sitemap", SITEMAP)))
    assert urls(found) == [CRANE[1], FERRY[1]]
    assert (found.outcome, found.reason) == (Visit.OK, None)
    assert [step.found for step in found.steps] == [2]
    assert [request.url for request in shelf.asked] == [FEED]


def test_a_link_keeps_what_the_list_said_of_it(shelf: Shelf) -> None:
    shelf.answers = {FEED: rss(CRANE)}
    (link,) = shelf.discover(source(("feed", FEED))).links
    assert (link.title, link.item_id) == ("Crane", "g:Crane")
    assert link.published_at is not None
    assert link.published_at.at == NOW - timedelta(hours=2)


@pytest.mark.parametrize(
    ("answer", "outcome", "words"),
    [
        (None, Outcome.GONE, "404"),
        (FetchError(FEED, Outcome.REFUSED, "403 Forbidden", status=403), Outcome.REFUSED, "403 Forbidden"),
        (FetchError(FEED, Outcome.CHALLENGE, "a challenge page"), Outcome.CHALLENGE, "challenge"),
        (
            b"<!doctype html><html><body><h1>Quay</h1><p>Read the news.</p></body></html>",
            Outcome.PARSE,
            "a feed was expected",
        ),
        (rss(), Outcome.EMPTY, "the list is empty"),
        (rss(("Away", "https://elsewhere.example/a")), Outcome.EMPTY, "none of 1 links"),
        (rss(("Home", f"{HOME}/")), Outcome.EMPTY, "none of 1 links"),
        (index(SITEMAP), Outcome.PARSE, "a sitemap index where a feed was expected"),
    ],
)
def test_a_step_that_fails_says_why_and_the_next_is_taken(
    shelf: Shelf, answer: bytes | FetchError | None, outcome: Outcome, words: str
) -> None:
    answers: dict[str, bytes | FetchError] = {SITEMAP: sitemap(CRANE[1])}
    shelf.answers = answers if answer is None else {FEED: answer, **answers}
    found = shelf.discover(source(("feed", FEED), ("sitemap", SITEMAP)))
    assert found.steps[0].outcome is outcome
    assert words in found.steps[0].reason
    assert urls(found) == [CRANE[1]]
    assert found.outcome is Visit.OK
    assert found.reason is not None
    assert found.reason.startswith(f"feed: {outcome}: ")


def test_a_page_that_cannot_be_parsed_is_a_step_with_a_reason(shelf: Shelf) -> None:
    async def cannot(raw: RawPage) -> Parsed:
        raise ParseError("the page is empty", raw.url)

    shelf.answers = {FEED: rss(CRANE)}
    found = asyncio.run(discover(source(("feed", FEED)), {}, shelf, cannot, lambda: NOW))
    assert (found.steps[0].outcome, found.steps[0].reason) == (Outcome.PARSE, "the page is empty")
    assert found.outcome is Visit.FAILED


def refusal(url: str, outcome: Outcome = Outcome.REFUSED) -> FetchError:
    return FetchError(url, outcome, "no", status=403)


def test_a_source_whose_every_step_refuses_is_refused(shelf: Shelf) -> None:
    shelf.answers = {FEED: refusal(FEED), SITEMAP: refusal(SITEMAP, Outcome.ROBOTS)}
    assert shelf.discover(source(("feed", FEED), ("sitemap", SITEMAP))).outcome is Visit.REFUSED


def test_a_source_that_refuses_and_fails_has_failed(shelf: Shelf) -> None:
    shelf.answers = {FEED: refusal(FEED)}
    assert shelf.discover(source(("feed", FEED), ("sitemap", SITEMAP))).outcome is Visit.FAILED


def test_a_source_that_answers_with_nothing_is_silent(shelf: Shelf) -> None:
    shelf.answers = {FEED: rss(), SITEMAP: sitemap()}
    assert shelf.discover(source(("feed", FEED), ("sitemap", SITEMAP))).outcome is Visit.SILENT


def test_pages_watched_in_their_own_right_are_no_steps(shelf: Shelf) -> None:
    shelf.answers = {FEED: rss(CRANE)}
    found = shelf.discover(source(("page", f"{HOME}/statement"), ("feed", FEED)))
    assert [request.url for request in shelf.asked] == [FEED]
    assert urls(found) == [CRANE[1]]


def test_an_unchanged_feed_is_neither_sent_nor_parsed_again(shelf: Shelf) -> None:
    shelf.answers = {FEED: rss(CRANE), SITEMAP: sitemap(FERRY[1])}
    about = source(("feed", FEED), ("sitemap", SITEMAP))
    first = shelf.discover(about)
    shelf.now += timedelta(minutes=30)
    second = shelf.discover(about, first)
    assert second.outcome is Visit.UNCHANGED
    assert (second.links, second.wire_bytes) == ((), 0)
    assert len(shelf.parsed) == 1
    assert [step.outcome for step in second.steps] == [Outcome.UNCHANGED]
    assert second.endpoints[0].full_at == first.endpoints[0].full_at
    assert second.endpoints[0].etag == first.endpoints[0].etag


def test_the_same_body_without_validators_is_not_parsed_again(shelf: Shelf) -> None:
    shelf.answers, shelf.validating = {FEED: rss(CRANE)}, False
    about = source(("feed", FEED))
    second = shelf.discover(about, shelf.discover(about))
    assert second.outcome is Visit.UNCHANGED
    assert len(shelf.parsed) == 1


def test_conditions_are_left_out_when_the_last_full_answer_is_old(shelf: Shelf) -> None:
    shelf.answers = {FEED: rss(CRANE)}
    about = source(("feed", FEED))
    first = shelf.discover(about)
    shelf.now += timedelta(hours=13)
    second = shelf.discover(about, first)
    assert shelf.asked[1].etag is None
    assert second.outcome is Visit.UNCHANGED
    assert second.endpoints[0].full_at == shelf.now


def test_a_changed_feed_gives_its_links_anew(shelf: Shelf) -> None:
    shelf.answers = {FEED: rss(CRANE)}
    about = source(("feed", FEED))
    first = shelf.discover(about)
    shelf.answers = {FEED: rss(FERRY, CRANE)}
    assert urls(shelf.discover(about, first)) == [FERRY[1], CRANE[1]]


def test_an_address_that_gave_nothing_is_read_in_full_each_time(shelf: Shelf) -> None:
    shelf.answers = {FEED: rss()}
    about = source(("feed", FEED))
    first = shelf.discover(about)
    assert first.endpoints == (EndpointState(FEED, checked_at=NOW),)
    shelf.discover(about, first)
    assert shelf.asked[1].etag is None
    assert len(shelf.parsed) == 2


OLD = "Mon, 06 Mar 2023 10:00:00 GMT"


def test_a_stale_feed_is_noted_and_the_next_step_taken_before_its_links(shelf: Shelf) -> None:
    shelf.answers = {FEED: rss(CRANE, date=OLD), SITEMAP: sitemap(FERRY[1])}
    found = shelf.discover(source(("feed", FEED), ("sitemap", SITEMAP)))
    assert found.stale
    assert (found.steps[0].stale, found.steps[1].stale) == (True, False)
    assert "2023-03-06" in found.steps[0].reason
    assert urls(found) == [FERRY[1], CRANE[1]]


def test_a_stale_feed_without_a_better_step_still_gives_its_links(shelf: Shelf) -> None:
    shelf.answers = {FEED: rss(CRANE, date=OLD)}
    about = source(("feed", FEED), ("sitemap", SITEMAP))
    first = shelf.discover(about)
    assert urls(first) == urls(shelf.discover(about, first)) == [CRANE[1]]
    assert first.outcome is Visit.OK


def test_links_are_clean_and_each_item_comes_once_in_list_order(shelf: Shelf) -> None:
    items = [
        ("Ferry", f"{FERRY[1]}?utm_source=feed"),
        ("Crane", CRANE[1]),
        ("Ferry again", "http://quay.example/2026/ferry/?fbclid=1#top"),
        ("Away", "https://elsewhere.example/x"),
    ]
    shelf.answers = {FEED: rss(*((title, link.replace("&", "&amp;")) for title, link in items))}
    assert urls(shelf.discover(source(("feed", FEED)))) == [FERRY[1], CRANE[1]]


def test_two_slugs_of_one_item_are_one_where_the_source_numbers_its_items(shelf: Shelf) -> None:
    shelf.answers = {FEED: rss(("A", f"{HOME}/old-slug-a17"), ("B", f"{HOME}/new-slug-a17"), ("C", f"{HOME}/x-a18"))}
    assert urls(shelf.discover(source(("feed", FEED), item_id=r"-a(\d+)"))) == [f"{HOME}/old-slug-a17", f"{HOME}/x-a18"]


def test_a_sitemap_index_leads_to_its_three_newest_sitemaps(shelf: Shelf) -> None:
    months = [f"https://static.quay.example/sitemap/2026-{month}.xml" for month in (5, 12, 6, 9, 11)]
    children = {url: sitemap(f"{HOME}/a{url[-6:-4].strip('-')}") for url in months}
    shelf.answers = {SITEMAP: index(*months), **children}
    found = shelf.discover(source(("sitemap", SITEMAP)))
    assert [request.url[-11:] for request in shelf.asked] == [
        "sitemap.xml",
        "2026-12.xml",
        "2026-11.xml",
        "/2026-9.xml",
    ]
    assert urls(found) == [f"{HOME}/a12", f"{HOME}/a11", f"{HOME}/a9"]
    assert found.steps[0].reason == "3 links in 3 of 5 sitemaps"


def test_sitemaps_of_news_come_first_and_those_of_tags_last(shelf: Shelf) -> None:
    names = [
        "post-sitemap2",
        "category-sitemap9",
        "news-sitemap",
        "post_tag-sitemap9",
        "author-sitemap9",
        "post-sitemap10",
    ]
    shelf.answers = {SITEMAP: index(*(f"{HOME}/{name}.xml" for name in names))}
    shelf.discover(source(("sitemap", SITEMAP)))
    asked = [request.url.rpartition("/")[2] for request in shelf.asked[1:]]
    assert asked == ["news-sitemap.xml", "post-sitemap10.xml", "post-sitemap2.xml"]


def test_unchanged_sitemaps_of_an_index_are_not_parsed_again(shelf: Shelf) -> None:
    child = f"{HOME}/posts.xml"
    shelf.answers = {SITEMAP: index(child), child: sitemap(CRANE[1])}
    about = source(("sitemap", SITEMAP))
    first = shelf.discover(about)
    second = shelf.discover(about, first)
    assert second.outcome is Visit.UNCHANGED
    assert shelf.parsed.count(child) == 1
    shelf.answers = {SITEMAP: index(child), child: sitemap(CRANE[1], FERRY[1])}
    assert urls(shelf.discover(about, second)) == [CRANE[1], FERRY[1]]


def test_an_index_that_names_itself_ends(shelf: Shelf) -> None:
    shelf.answers = {SITEMAP: index(SITEMAP)}
    found = shelf.discover(source(("sitemap", SITEMAP)))
    assert found.outcome is Visit.SILENT
    assert len(shelf.asked) <= 4


def test_a_list_of_wordpress_posts_is_a_step(shelf: Shelf) -> None:
    posts = f"{HOME}/wp-json/wp/v2/posts"
    shelf.answers = {posts: b'[{"link": "https://quay.example/2026/crane", "title": {"rendered": "Crane"}}]'}
    assert urls(shelf.discover(source(("wordpress", posts)))) == [CRANE[1]]


def test_a_listing_is_asked_for_as_a_page_and_gives_its_cards(shelf: Shelf) -> None:
    cards = "".join(
        f'<article class="card"><h2><a href="/2026/08/01/item-{n}-on-the-quay">Item {n} seen on the quay today</a></h2>'
        f'<time datetime="2026-08-01T0{n}:00:00Z">1 August 2026</time></article>'
        for n in range(1, 9)
    )
    shelf.answers = {LIST: f"<!doctype html><html><body><main>{cards}</main></body></html>".encode()}
    found = shelf.discover(source(("listing", LIST)))
    assert urls(found) == [f"{HOME}/2026/08/01/item-{n}-on-the-quay" for n in range(1, 9)]
    assert shelf.asked[0].accept.startswith("text/html")


def test_own_headers_hosts_and_gap_of_the_source_go_with_every_request(shelf: Shelf) -> None:
    shelf.discover(source(("feed", FEED), fetch={"headers": {"X-Key": "1"}, "per_host_gap": "7s"}))
    (request,) = shelf.asked
    assert (dict(request.headers), request.own_hosts, request.gap) == (
        {"X-Key": "1"},
        ("quay.example",),
        timedelta(seconds=7),
    )


def test_a_step_is_told_in_plain_values(shelf: Shelf) -> None:
    (step,) = shelf.discover(source(("feed", FEED))).steps
    assert step.as_json() == {
        "kind": "feed",
        "url": FEED,
        "outcome": "gone",
        "reason": "404 Not Found",
        "found": 0,
        "stale": False,
    }
