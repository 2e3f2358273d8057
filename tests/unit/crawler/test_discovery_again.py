"""Looking again: what has not changed, what is stale, and the sitemaps of an index."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest
from discovery_shelf import (
    CRANE,
    FEED,
    FERRY,
    HOME,
    LIST,
    NOW,
    SITEMAP,
    Shelf,
    dated_sitemap,
    index,
    rss,
    sitemap,
    source,
    urls,
)

from model.endpoints import EndpointState
from model.outcomes import Outcome, Visit


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


def test_an_answer_that_nothing_changed_need_not_say_again_by_what_it_is_asked(shelf: Shelf) -> None:
    shelf.answers = {FEED: rss(CRANE)}
    about = source(("feed", FEED))
    known = shelf.discover(about)
    known = replace(known, endpoints=(replace(known.endpoints[0], last_modified="Sat, 01 Aug 2026 10:00:00 GMT"),))
    shelf.telling = False
    for _ in range(2):
        known = shelf.discover(about, known)
        assert known.outcome is Visit.UNCHANGED
    assert shelf.asked[2].etag == shelf.asked[1].etag is not None
    assert shelf.asked[2].last_modified == "Sat, 01 Aug 2026 10:00:00 GMT"


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
    both = replace(first.endpoints[0], last_modified="Sat, 01 Aug 2026 10:00:00 GMT")
    second = shelf.discover(about, replace(first, endpoints=(both,)))
    assert (shelf.asked[1].etag, shelf.asked[1].last_modified) == (None, None)
    assert second.outcome is Visit.UNCHANGED
    assert second.endpoints[0].full_at == shelf.now


BOXES = f'<div class=new><a href="{CRANE[1]}">Crane</a></div><ul class=top><li><a href="{FERRY[1]}">Ferry</a></ul>'


@pytest.mark.parametrize("validating", [True, False])
def test_a_list_that_is_as_it_was_is_read_anew_with_another_selector(shelf: Shelf, validating: bool) -> None:
    shelf.answers, shelf.validating = {LIST: BOXES.encode()}, validating
    tops, news = (
        source(discover=[{"kind": "listing", "url": LIST, "selector": selector}]) for selector in (".top", ".new")
    )
    first = shelf.discover(tops)
    assert urls(first) == [FERRY[1]]
    second = shelf.discover(news, first)
    assert urls(second) == [CRANE[1]]
    assert shelf.discover(news, second).outcome is Visit.UNCHANGED


@pytest.mark.parametrize("validating", [True, False])
def test_a_list_that_is_as_it_was_is_read_anew_for_another_host(shelf: Shelf, validating: bool) -> None:
    other = ("Pilot", "https://pier.example/pilot")
    shelf.answers, shelf.validating = {FEED: rss(CRANE, other)}, validating
    first = shelf.discover(source(("feed", FEED)))
    both = source(("feed", FEED), hosts=["quay.example", "pier.example"])
    second = shelf.discover(both, first)
    assert urls(second) == [CRANE[1], other[1]]
    assert shelf.discover(both, second).outcome is Visit.UNCHANGED


def test_a_list_that_another_version_of_the_program_has_read_is_read_anew(shelf: Shelf) -> None:
    shelf.answers = {FEED: rss(CRANE)}
    about = source(("feed", FEED))
    first = shelf.discover(about)
    read = replace(first.endpoints[0], body_sha256=hashlib.sha256(rss(CRANE)).hexdigest())
    assert urls(shelf.discover(about, replace(first, endpoints=(read,)))) == [CRANE[1]]


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


def test_a_feed_that_holds_one_old_item_beside_a_new_one_is_not_stale(shelf: Shelf) -> None:
    shelf.answers = {
        FEED: rss(CRANE, date=OLD).replace(b"</channel></rss>", b"") + rss(FERRY).partition(b"</title>")[2]
    }
    found = shelf.discover(source(("feed", FEED)))
    assert urls(found) == [CRANE[1], FERRY[1]] and not found.stale


def test_a_stale_feed_without_a_better_step_still_gives_its_links(shelf: Shelf) -> None:
    shelf.answers = {FEED: rss(CRANE, date=OLD)}
    about = source(("feed", FEED), ("sitemap", SITEMAP))
    first = shelf.discover(about)
    assert urls(first) == urls(shelf.discover(about, first)) == [CRANE[1]]
    assert first.outcome is Visit.OK


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


def test_an_index_may_name_sitemaps_and_further_indexes(shelf: Shelf) -> None:
    news, archive, old = f"{HOME}/news.xml", f"{HOME}/archive.xml", f"{HOME}/old-1.xml"
    shelf.answers = {
        SITEMAP: index(archive, news),
        news: sitemap(CRANE[1]),
        archive: index(old),
        old: sitemap(FERRY[1]),
    }
    found = shelf.discover(source(("sitemap", SITEMAP)))
    assert urls(found) == [CRANE[1], FERRY[1]]
    assert found.steps[0].reason == "2 links in 2 of 2 sitemaps"


def test_the_sitemaps_of_an_index_that_are_stale_are_read_each_time(shelf: Shelf) -> None:
    child = f"{HOME}/posts.xml"
    shelf.answers = {SITEMAP: index(child), child: dated_sitemap(crane="2023-07-31")}
    about = source(("sitemap", SITEMAP))
    first = shelf.discover(about)
    assert first.stale and urls(first) == urls(shelf.discover(about, first)) == [f"{HOME}/crane"]


@pytest.mark.parametrize("last", [SITEMAP, f"{HOME}/fourth.xml"])
def test_no_sitemap_is_taken_for_an_article_where_indexes_lead_on_and_on(shelf: Shelf, last: str) -> None:
    second, third = f"{HOME}/second.xml", f"{HOME}/third.xml"
    shelf.answers = {
        SITEMAP: index(second),
        second: index(third),
        third: index(last, f"{HOME}/fifth.xml"),
    }
    found = shelf.discover(source(("sitemap", SITEMAP)))
    assert urls(found) == []
    assert len(shelf.asked) <= 6


def test_an_inner_index_without_anything_new_leaves_what_stands_beside_it(shelf: Shelf) -> None:
    news, archive = f"{HOME}/news.xml", f"{HOME}/archive.xml"
    shelf.answers = {SITEMAP: index(archive, news), news: sitemap(CRANE[1]), archive: index(f"{HOME}/lost.xml")}
    about = source(("sitemap", SITEMAP))
    first = shelf.discover(about)
    assert urls(first) == [CRANE[1]]
    assert shelf.discover(about, first).outcome is Visit.UNCHANGED


def test_an_index_of_which_one_sitemap_is_lost_and_another_as_it_was_has_nothing_new(shelf: Shelf) -> None:
    lost, child = f"{HOME}/posts-2.xml", f"{HOME}/posts-1.xml"
    shelf.answers = {SITEMAP: index(lost, child), child: sitemap(CRANE[1])}
    about = source(("sitemap", SITEMAP))
    first = shelf.discover(about)
    assert [request.url for request in shelf.asked[1:]] == [lost, child] and urls(first) == [CRANE[1]]
    assert shelf.discover(about, first).outcome is Visit.UNCHANGED


def test_of_the_sitemaps_of_an_index_no_link_is_taken_that_is_older_than_wanted(shelf: Shelf) -> None:
    child = f"{HOME}/news.xml"
    shelf.answers = {SITEMAP: index(child), child: dated_sitemap(crane="2026-07-31", ferry="2026-05-02")}
    about = source(("sitemap", SITEMAP), ("feed", FEED))
    found = shelf.discover(about, since=NOW - timedelta(days=9))
    assert urls(found) == [f"{HOME}/crane"]
    none = shelf.discover(about, since=NOW)
    assert (none.outcome, urls(none), len(none.steps)) == (Visit.UNCHANGED, [], 1)
    assert "none of 2 links is of 2026-08-01 or later" in str(none.reason)
    shelf.answers = {SITEMAP: sitemap(CRANE[1])}
    assert urls(shelf.discover(about, since=NOW)) == [CRANE[1]], "nothing shows it to be older"


def test_links_of_other_sites_and_of_the_front_page_hide_none_of_those_after_them(shelf: Shelf) -> None:
    shelf.answers = {FEED: rss(("Pilot", "https://pier.example/pilot"), ("Home", f"{HOME}/"), CRANE)}
    assert urls(shelf.discover(source(("feed", FEED)))) == [CRANE[1]]
