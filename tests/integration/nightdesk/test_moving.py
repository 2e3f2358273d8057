"""Items that move: by what their list names them, and by where their old address leads."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from config.sources import Source
from crawler.discovery.links import source_links
from db.store import Store
from db.unit import UnitOfWork
from model.captures import Capture
from model.documents import Document, Kind, Link
from nightdesk.notices.newsroom import Newsroom
from nightdesk.shelving import Reading, Shelved, shelve
from nightdesk.visits.moving import follow_moves
from nightdesk.visits.rechecking import frontier_links
from nightdesk.watches.watching import Hit

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
OLD, NEW = "https://gazette.example/crane-falls", "https://gazette.example/2026/crane-has-fallen"
TEXT = "A crane fell into the harbour on Monday, and nobody was hurt. " * 6


def gazette(identify: str = "guid") -> Source:
    feed = {"kind": "feed", "url": "https://gazette.example/feed"}
    told = {"id": "gazette", "name": "The Gazette", "kind": "outlet", "home": "https://gazette.example/"}
    return Source.model_validate(told | {"hosts": ["gazette.example"], "discover": [feed], "identify": identify})


def listed(store: Store, url: str, source: Source, at: datetime, guid: str = "tag:gazette,2026:7") -> None:
    entries = frontier_links(source, source_links([Link(url, "Crane", None, guid)], source.home, source.identity))

    def job(uow: UnitOfWork) -> None:
        follow_moves(uow, source, entries, at)
        uow.frontier.add(source.id, entries, at)

    store.write_now(job)


def reading(url: str, source: Source, at: datetime, asked: str | None = None) -> Reading:
    redirects = (asked,) if asked else ()
    page = Capture(asked or url, url, 200, (), TEXT.encode(), at, at, redirects=redirects)
    document = Document(url, Kind.ARTICLE, "generic", "Crane", text=TEXT)
    return Reading(source, page, document, (Hit("harbour", 1.0, ({"clause": "crane"},)),), keep_capture=True)


def shelved(store: Store, read: Reading) -> Shelved:
    return store.write_now(lambda uow: shelve(uow, read, Newsroom({"gazette": "The Gazette"}))).shelved


def addresses(store: Store) -> list[str | None]:
    return [each.document.url for each in store.read(lambda uow: uow.reading.documents())]


def test_an_item_that_its_feed_shows_elsewhere_is_looked_at_there_at_once(store: Store) -> None:
    source = gazette()
    listed(store, OLD, source, NOON)
    shelved(store, reading(OLD, source, NOON))
    listed(store, f"{NEW}?utm_source=rss", source, NOON + HOUR)

    assert addresses(store) == [NEW]
    due = store.read(lambda uow: uow.looks.due("gazette", NOON + HOUR, 9))
    assert [each.url for each in due] == [NEW]
    assert shelved(store, reading(NEW, source, NOON + HOUR)) is Shelved.UNCHANGED


def test_a_link_that_waits_is_asked_for_where_it_is_now(store: Store) -> None:
    source = gazette()
    listed(store, OLD, source, NOON)
    listed(store, NEW, source, NOON + HOUR)

    assert [entry.link.url for entry in store.read(lambda uow: uow.frontier.due("gazette", NOON + HOUR, 9))] == [NEW]


def test_by_link_another_address_is_another_item(store: Store) -> None:
    source = gazette("link")
    listed(store, OLD, source, NOON)
    shelved(store, reading(OLD, source, NOON))
    listed(store, NEW, source, NOON + HOUR)

    assert addresses(store) == [OLD]


def test_what_stands_at_the_new_address_already_stays_a_document_of_its_own(store: Store) -> None:
    source = gazette()
    listed(store, OLD, source, NOON)
    shelved(store, reading(OLD, source, NOON))
    other = replace(reading(NEW, source, NOON), document=Document(NEW, Kind.ARTICLE, "generic", "Quay", text="Q " * 99))
    shelved(store, other)
    listed(store, NEW, source, NOON + HOUR)

    assert sorted(map(str, addresses(store))) == sorted([OLD, NEW])


def test_an_address_that_leads_elsewhere_gives_way_to_where_it_leads(store: Store) -> None:
    source = gazette()
    shelved(store, reading(OLD, source, NOON))

    assert shelved(store, reading(NEW, source, NOON + HOUR, asked=OLD)) is Shelved.UNCHANGED
    assert addresses(store) == [NEW]
