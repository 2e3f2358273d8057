import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from config.ladders import Discover, DiscoverKind
from config.sources import Source, SourceKind
from db.store import Store
from db.unit import UnitOfWork
from model.captures import Capture
from model.documents import Document, Kind
from model.stories import StoredDocument
from nightdesk.notices.newsroom import Newsroom
from nightdesk.shelving import Reading, Result, Shelved, shelve
from nightdesk.watches.watching import Hit

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
GAZETTE = Source(
    id="gazette",
    name="The Gazette",
    kind=SourceKind.OUTLET,
    home="https://www.gazette.example/",
    hosts=("www.gazette.example", "gazette.example", "old-gazette.example"),
    discover=(Discover(kind=DiscoverKind.FEED, url="https://www.gazette.example/feed"),),
)
NUMBERED = GAZETTE.model_copy(update={"item_id": r"-a(\d+)(?:/|$)"})
REVIEW = GAZETTE.model_copy(update={"id": "review", "name": "The Review", "hosts": ("review.example",)})
TEXT = "A crane fell into the harbour on Monday, and nobody was hurt. " * 6
HIT = Hit("harbour", 1.0, ({"clause": "crane"},))


def read(
    url: str,
    *,
    source: Source = GAZETTE,
    canonical: str | None = None,
    text: str = TEXT,
    title: str = "Crane",
    after: int = 0,
) -> Reading:
    at = NOON + timedelta(minutes=after)
    page = Capture(url, url, 200, (), text.encode(), at, at)
    document = Document(url, Kind.ARTICLE, "generic", title, canonical_url=canonical, text=text)
    return Reading(source, page, document, (HIT,), keep_capture=True)


def put(store: Store, reading: Reading) -> Result:
    return store.write_now(
        lambda uow: shelve(uow, reading, Newsroom({"gazette": "The Gazette", "review": "The Review"}))
    )


def all_of(store: Store) -> list[StoredDocument]:
    return store.read(lambda uow: uow.reading.documents())


@pytest.mark.parametrize(
    "variant",
    [
        "https://www.gazette.example/1?utm_source=x",
        "http://gazette.example/1/",
        "https://gazette.example/1/amp",
        "https://gazette.example/1?outputType=amp",
        "https://www.gazette.example/1/print",
        "https://old-gazette.example/1#comments",
    ],
)
def test_a_variant_of_an_address_is_no_second_document(store: Store, variant: str) -> None:
    put(store, read("https://www.gazette.example/1"))
    result = put(store, read(variant, text=TEXT + "More."))
    assert result.shelved is Shelved.REVISED and len(all_of(store)) == 1


def test_the_number_in_the_path_is_the_item(store: Store) -> None:
    put(store, read("https://gazette.example/slug-a12", source=NUMBERED))
    put(store, read("https://gazette.example/2026/other-slug-a12/pdf", source=NUMBERED, text="Rewritten. " * 40))
    assert [each.version for each in all_of(store)] == [2]


def test_the_canonical_address_is_shown_and_leads_back(store: Store) -> None:
    put(store, read("https://gazette.example/print.php?id=7", canonical="https://www.gazette.example/harbour/crane"))
    assert all_of(store)[0].document.url == "https://www.gazette.example/harbour/crane"
    assert put(store, read("https://gazette.example/harbour/crane")).shelved is Shelved.UNCHANGED


@pytest.mark.parametrize(
    "canonical",
    ["https://www.gazette.example/", "https://elsewhere.example/1", "https://gazette.example/x-a99", "no url"],
)
def test_a_canonical_address_that_cannot_be_the_pages_own_joins_nothing(store: Store, canonical: str) -> None:
    put(store, read("https://gazette.example/one-a1", source=NUMBERED, canonical=canonical))
    put(
        store,
        read("https://gazette.example/two-a2", source=NUMBERED, canonical=canonical, text="Another matter. " * 30),
    )
    assert len(all_of(store)) == 2


def test_an_equal_text_at_the_same_source_is_no_second_document_but_a_short_one_may_be(store: Store) -> None:
    put(store, read("https://gazette.example/1"))
    assert put(store, read("https://gazette.example/moved")).shelved is Shelved.DUPLICATE
    for number in (3, 4):
        put(store, read(f"https://gazette.example/{number}", text="Photo of the day"))
    assert len(all_of(store)) == 3


def test_an_equal_text_elsewhere_is_a_copy_in_the_same_story_and_no_new_alert(store: Store) -> None:
    first = put(store, read("https://gazette.example/1"))
    second = put(store, read("https://review.example/1", source=REVIEW, after=5))
    one, two = all_of(store)
    assert (first.alerts, second.alerts) == (1, 0)
    assert one.story_uid == two.story_uid and two.membership.of == one.uid
    assert two.membership.evidence == ("same text as The Gazette",)


def test_the_same_reading_again_changes_nothing(store: Store) -> None:
    reading = read("https://gazette.example/1")
    put(store, reading)
    before = all_of(store)
    assert put(store, reading) == Result(Shelved.UNCHANGED)
    assert all_of(store) == before
    assert len(store.read(lambda uow: uow.alerts.newest("harbour", 9))) == 1


def test_why_a_text_is_partial_is_stored_with_it_and_goes_with_the_wall(store: Store) -> None:
    cut = read("https://gazette.example/1")
    put(store, replace(cut, document=replace(cut.document, partial="a wall follows the text")))
    (stored,) = all_of(store)

    assert stored.document.partial == "a wall follows the text"

    put(store, read("https://gazette.example/1", text=TEXT + "The captain laughed. " * 9, after=5))
    (whole,) = all_of(store)

    assert (whole.version, whole.document.partial) == (2, None)


def test_an_edit_that_meets_a_watch_for_the_first_time_is_told(store: Store) -> None:
    quiet = replace(read("https://gazette.example/1"), hits=())
    assert put(store, quiet).alerts == 0
    loud = read("https://gazette.example/1", text=TEXT + "The crane was Russian.", after=60)
    assert put(store, loud) == Result(Shelved.REVISED, matched=True, alerts=1)


def test_matched_articles_are_looked_at_again_ever_more_seldom(store: Store) -> None:
    put(store, read("https://gazette.example/1"))
    put(store, replace(read("https://gazette.example/2", text="No match. " * 30), hits=()))

    def due(hours: float) -> int:
        at = NOON + timedelta(hours=hours)
        return len(store.read(lambda uow: uow.looks.due("gazette", at, 9)))

    assert (due(0.9), due(1)) == (0, 1)
    put(store, read("https://gazette.example/1", after=61))
    assert (due(5.9), due(6)) == (0, 1)


def test_an_article_out_of_which_the_watched_words_were_taken_is_looked_at_again_all_the_same(store: Store) -> None:
    put(store, read("https://gazette.example/1"))
    tamed = replace(read("https://gazette.example/1", text=TEXT + "Nothing else fell. " * 9, after=61), hits=())
    assert put(store, tamed).shelved is Shelved.REVISED
    again = replace(read("https://gazette.example/1", text=TEXT + "Nothing else fell. " * 9, after=400), hits=())
    assert put(store, again).shelved is Shelved.UNCHANGED
    assert store.read(lambda uow: uow.looks.due("gazette", NOON + timedelta(hours=24), 9))


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_two_processes_that_store_copies_at_once_make_one_story_told_once(store: Store, database: str) -> None:
    begun, newsroom = threading.Event(), Newsroom({})

    def slowly(uow: UnitOfWork) -> None:
        shelve(uow, read("https://gazette.example/1"), newsroom)
        begun.set()
        time.sleep(0.5)

    with Store(database) as other:
        first = store.submit(slowly)
        assert begun.wait(60)
        copy = read("https://review.example/9", source=REVIEW, after=1)
        other.write_now(lambda uow: shelve(uow, copy, newsroom))
        first.result(60)
    assert len({each.story_uid for each in all_of(store)}) == 1
    assert len(store.read(lambda uow: uow.alerts.newest("harbour", 99))) == 1
