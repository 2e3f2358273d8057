"""Lists of stories on every database: narrowed, paged, marked, counted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from db.repositories.documents import NewDocument
from db.repositories.stories import StoryRef
from db.store import Store
from db.unit import UnitOfWork
from model.attention import Aspect, Tally
from model.browsing import Place, SavedSearch, Wanted
from model.documents import Document, Kind
from model.moments import Moment
from model.stories import Membership, Relation

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def keep(uow: UnitOfWork, number: int, *, source: str = "gazette", language: str = "en", of: int | None = None) -> int:
    at, uid = NOON + timedelta(minutes=number), f"d{number}"
    read = Document(
        f"https://{source}.example/{number}", Kind.ARTICLE, "generic", f"Crane {number}", language=language,
        text="A crane.", published_at=Moment.parse("2026-02-28"),
    )  # fmt: skip
    key = uow.documents.add(NewDocument(uid, source, read, f"k{number}", "a crane", at, None))
    story = uow.stories.add(f"s{of or number}", at)
    place = Membership(Relation.COPY, f"d{of}", 1.0) if of else Membership(Relation.ORIGINAL)
    uow.stories.join(uid, story, place)
    return key


@pytest.fixture
def store(store: Store) -> Store:
    def fill(uow: UnitOfWork) -> None:
        for number in range(1, 31):
            key = keep(uow, number, language="my" if number % 10 == 0 else "en")
            if number % 5 == 0:
                spans = [{"field": "text", "start": 2, "end": 7, "as_written": "crane"}]
                uow.matches.put("harbour", key, 1.0, [{"clause": "crane", "spans": spans}], NOON)
        keep(uow, 31, source="review", of=7)

    store.write_now(fill)
    return store


def uids(store: Store, wanted: Wanted, limit: int = 50, before: Place | None = None) -> list[str]:
    def read(uow: UnitOfWork) -> list[str]:
        return [
            each.uid for each in uow.listing.stories(uow.browsing.page(wanted, limit, before).stories, wanted.account)
        ]

    return store.read(read)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(watch="harbour"), ["s30", "s25", "s20", "s15", "s10", "s5"]),
        (Wanted(language="my"), ["s30", "s20", "s10"]),
        (Wanted(language="my", watch="harbour", until=NOON + timedelta(minutes=25)), ["s20", "s10"]),
        (Wanted(source="review"), ["s7"]),
        (Wanted(relation="copy"), ["s7"]),
        (Wanted(relation="copy", source="gazette"), []),
        (Wanted(since=NOON + timedelta(minutes=29)), ["s30", "s29"]),
        (Wanted(watch="other"), []),
    ],
)
def test_a_list_is_narrowed(store: Store, wanted: Wanted, found: list[str]) -> None:
    assert uids(store, wanted) == found


@pytest.mark.parametrize("wanted", [Wanted(), Wanted(source="gazette"), Wanted(unread=True, account="ann")])
def test_pages_hold_every_story_once_though_others_arrive_meanwhile(store: Store, wanted: Wanted) -> None:
    seen: list[str] = []
    before: Place | None = None
    for turn in range(20):
        page = store.read(lambda uow, before=before: uow.browsing.page(wanted, 7, before))
        seen += [each.uid for each in store.read(lambda uow, page=page: uow.listing.stories(page.stories, "ann"))]
        store.write_now(lambda uow, turn=turn: keep(uow, 100 + turn))
        if (before := page.after) is None:
            break
    assert seen == [f"s{number}" for number in range(30, 0, -1)]


def test_new_arrivals_are_counted_from_where_a_page_began(store: Store) -> None:
    newest = store.read(lambda uow: uow.browsing.page(Wanted(), 1)).stories[0]
    store.write_now(lambda uow: [keep(uow, 200), keep(uow, 201, language="my")])
    counts = [
        store.read(lambda uow, w=w: uow.browsing.count_after(w, newest)) for w in (Wanted(), Wanted(language="my"))
    ]
    assert counts == [2, 1]


def test_a_story_is_listed_with_its_copies_its_reason_and_the_readers_marks(store: Store) -> None:
    def mark(uow: UnitOfWork) -> None:
        number = uow.listing.number("s7")
        assert number is not None
        uow.marks.read("ann", number, NOON)
        uow.marks.flag("ann", number, NOON)
        uow.marks.read("ann", number, None)
        uow.marks.add_label("ann", number, "cranes")
        uow.marks.add_note("ann", number, "ask the harbour", NOON)

    store.write_now(mark)
    places = store.read(lambda uow: uow.browsing.page(Wanted(source="review"), 1)).stories
    (own,) = store.read(lambda uow: uow.listing.stories(places, "ann"))
    (others,) = store.read(lambda uow: uow.listing.stories(places, "bob"))
    assert [(each.source_id, each.relation) for each in own.documents] == [("gazette", "original"), ("review", "copy")]
    assert (own.marks.read_at, own.marks.flagged_at, own.marks.labels, own.marks.notes) == (None, NOON, ("cranes",), 1)
    assert others.marks.flagged_at is None and others.marks.labels == ()
    assert (
        uids(store, Wanted(flagged=True, account="ann")) == uids(store, Wanted(label="cranes", account="ann")) == ["s7"]
    )
    assert uids(store, Wanted(flagged=True, account="bob")) == []
    (matched,) = store.read(lambda uow: uow.listing.stories(uow.browsing.page(Wanted(watch="harbour"), 1).stories, ""))
    assert matched.reason is not None and matched.reason.watch_id == "harbour" and matched.watches == ("harbour",)


def test_what_readers_did_with_a_story_that_became_part_of_another_is_kept(store: Store) -> None:
    def merge(uow: UnitOfWork) -> None:
        left, into = (StoryRef(uow.listing.number(uid) or 0, uid) for uid in ("s8", "s9"))
        uow.marks.flag("ann", left.id, NOON)
        uow.marks.read("ann", into.id, NOON)
        uow.marks.add_label("ann", left.id, "cranes")
        uow.marks.add_note("ann", left.id, "of the first", NOON)
        uow.stories.move([uow.matches.number("d8") or 0], into)
        uow.stories.merge(left, into)

    store.write_now(merge)
    number = store.read(lambda uow: uow.listing.number("s9")) or 0
    found = store.read(lambda uow: uow.marks.of("ann", [number]))[number]
    assert (found.read_at, found.flagged_at, found.labels, found.notes) == (NOON, NOON, ("cranes",), 1)
    assert store.read(lambda uow: uow.listing.number("s8")) is None


def test_a_search_is_kept_once_and_is_its_keepers(store: Store) -> None:
    kept = SavedSearch("cranes-1", "ann", "Cranes", {"q": "crane"}, NOON)
    assert store.write_now(lambda uow: uow.marks.save(kept)) and not store.write_now(lambda uow: uow.marks.save(kept))
    assert store.read(lambda uow: uow.marks.search("cranes-1")) == kept
    assert not store.write_now(lambda uow: uow.marks.forget("bob", "cranes-1"))
    assert store.write_now(lambda uow: uow.marks.forget("ann", "cranes-1"))


def test_sessions_end_and_a_new_password_ends_them_all(store: Store) -> None:
    later = NOON + timedelta(days=1)
    store.write_now(lambda uow: uow.accounts.put("ann", "hash", NOON))
    store.write_now(lambda uow: uow.accounts.begin("s", "ann", NOON, later))
    signed_in = [store.read(lambda uow, at=at: uow.accounts.signed_in(["s"], at)) for at in (NOON, later)]
    assert signed_in == ["ann", None]
    store.write_now(lambda uow: uow.accounts.put("ann", "other", NOON))
    assert store.read(lambda uow: uow.accounts.signed_in(["s"], NOON)) is None
    assert store.read(lambda uow: (uow.accounts.any(), uow.accounts.any_token(), uow.accounts.names())) == (
        True,
        False,
        ["ann"],
    )


def test_attention_is_counted_by_the_day_of_publication(store: Store) -> None:
    def days(aspect: Aspect, watch: str | None = None) -> list[Tally]:
        return store.read(lambda uow: uow.attention.days(aspect, NOON - timedelta(days=9), watch=watch))

    assert days(Aspect.WATCH) == [Tally("2026-02-28", "harbour", 6)]
    assert sorted((each.key, each.many) for each in days(Aspect.LANGUAGE)) == [("en", 28), ("my", 3)]
    assert days(Aspect.ALL, "harbour") == [Tally("2026-02-28", "", 6)]
    assert store.read(lambda uow: uow.attention.seen("review", NOON)) == {"2026-03-01": 1}
    assert store.read(lambda uow: uow.browsing.languages()) == ["en", "my"]
