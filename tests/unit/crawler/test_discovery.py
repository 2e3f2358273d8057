"""Down a source's ladder: real parsers, answers from a shelf, a clock set by hand."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from discovery_shelf import CRANE, FEED, FERRY, HOME, LIST, NOW, SITEMAP, Shelf, index, rss, sitemap, source, urls

from crawler.discovery import discover
from model.captures import RawPage
from model.documents import Parsed
from model.errors import FetchError, ParseError
from model.outcomes import Outcome, Visit


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
