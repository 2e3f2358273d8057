"""Lists whose items a selector picks, searches, and what tells items apart."""

from __future__ import annotations

import pytest
from discovery_shelf import FEED, HOME, LIST, Shelf, rss, source, urls
from pydantic import ValidationError

from config.ladders import Discover
from model.outcomes import Outcome, Visit
from nightdesk.visits.rechecking import frontier_links

PAGE = b"""<!doctype html><html><body><nav>
<a href="/2026/08/01/menu-entry-of-some-length">A menu entry of some length</a></nav>
<div class="river"><article class="card"><a href="/a"><h3>Crane</h3></a><time datetime="2026-08-01T09:00:00Z"></time>
<a href="/a#comments">3</a></article><article class="card"><h3><a href="/b">Ferry</a></h3></article></div>
<aside><a href="/2026/08/01/promoted-by-somebody-else-today">Promoted by somebody else today</a></aside>
</body></html>"""
SEARCH = f"{HOME}/search?q={{query}}"


def listing(**more: object) -> dict[str, object]:
    return {"kind": "listing", "url": LIST, **more}


@pytest.mark.parametrize("selector", [".river .card", ".river h3 a, .river a:has(h3)", ".card"])
def test_a_selector_picks_the_links_that_count(shelf: Shelf, selector: str) -> None:
    shelf.answers = {LIST: PAGE}
    found = shelf.discover(source(discover=[listing(selector=selector)]))
    assert urls(found) == [f"{HOME}/a", f"{HOME}/b"]
    assert [link.title for link in found.links] == ["Crane", "Ferry"]
    assert found.links[0].published_at is not None


def test_a_selector_that_picks_nothing_is_an_empty_list_and_the_next_step_is_taken(shelf: Shelf) -> None:
    shelf.answers = {LIST: PAGE, FEED: rss(("Crane", f"{HOME}/2026/crane"))}
    steps = [listing(selector=".gone"), {"kind": "feed", "url": FEED}]
    found = shelf.discover(source(discover=steps))
    assert [step.outcome for step in found.steps] == [Outcome.EMPTY, Outcome.OK]


def search(*queries: str) -> dict[str, object]:
    return {"kind": "search", "url": SEARCH, "queries": list(queries), "selector": ".card"}


def test_a_search_asks_for_each_of_its_queries_and_joins_what_they_find(shelf: Shelf) -> None:
    other = PAGE.replace(b'"/b"', b'"/c"')
    shelf.answers = {f"{HOME}/search?q=Min+Aung+Hlaing": PAGE, f"{HOME}/search?q=%E1%80%99": other}
    found = shelf.discover(source(discover=[search("Min Aung Hlaing", "မ", "nothing")]))
    assert urls(found) == [f"{HOME}/a", f"{HOME}/b", f"{HOME}/c"]
    assert found.steps[0].kind == "search" and found.steps[0].reason == "4 links by 2 of 3 queries"
    assert found.outcome is Visit.OK


def test_a_search_that_is_as_it_was_is_unchanged(shelf: Shelf) -> None:
    about = source(discover=[search("crane")])
    shelf.answers = {f"{HOME}/search?q=crane": PAGE}
    again = shelf.discover(about, shelf.discover(about))
    assert again.outcome is Visit.UNCHANGED and again.links == ()


@pytest.mark.parametrize(
    "step",
    [
        {"kind": "search", "url": LIST, "queries": ["a"]},
        {"kind": "search", "url": SEARCH},
        {"kind": "listing", "url": SEARCH},
        listing(queries=["a"]),
        listing(selector="div >> ["),
        {"kind": "feed", "url": FEED, "selector": "a"},
    ],
)
def test_a_step_that_makes_no_sense_is_a_fault(step: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Discover.model_validate(step)


def keys(shelf: Shelf, **more: object) -> list[str]:
    about = source(discover=[{"kind": "feed", "url": FEED}], **more)
    return [entry.url_key for entry in frontier_links(about, shelf.discover(about).links)]


def test_by_guid_another_slug_is_the_same_item(shelf: Shelf) -> None:
    shelf.answers = {FEED: rss(("Crane", f"{HOME}/crane"))}
    before = keys(shelf, identify="guid")
    shelf.answers = {FEED: rss(("Crane", f"{HOME}/the-crane-updated"))}
    assert keys(shelf, identify="guid") == before
    assert keys(shelf, identify="link") == keys(shelf) != before


def test_by_link_another_guid_is_the_same_item(shelf: Shelf) -> None:
    feed = rss(("Crane", f"{HOME}/crane"))
    shelf.answers = {FEED: feed}
    before = keys(shelf)
    shelf.answers = {FEED: feed.replace(b"g:Crane", b"g:Crane?v=2")}
    assert keys(shelf) == before


def test_by_the_id_in_the_path_slug_and_guid_count_for_nothing(shelf: Shelf) -> None:
    policy = {"identify": "id-in-path", "item_id": r"-a(\d+)$"}
    shelf.answers = {FEED: rss(("Crane", f"{HOME}/crane-a17"))}
    before = keys(shelf, **policy)
    shelf.answers = {FEED: rss(("Crane, corrected", f"{HOME}/crane-corrected-a17"))}
    assert keys(shelf, **policy) == before
    with pytest.raises(ValidationError, match="item_id"):
        source(("feed", FEED), identify="id-in-path")


def test_a_feed_that_names_one_guid_twice_gives_one_link(shelf: Shelf) -> None:
    shelf.answers = {FEED: rss(("Crane", f"{HOME}/crane"), ("Crane", f"{HOME}/crane-again"))}
    assert len(keys(shelf, identify="guid")) == 1
