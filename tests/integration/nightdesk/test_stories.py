"""Stories on the store: how documents find each other, what people say of it, and what a story tells of itself."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from alerts.rules import Wanted
from alerts.timing import Hours
from config.ladders import Discover, DiscoverKind
from config.sources import Source, SourceKind
from db.store import Store
from db.unit import UnitOfWork
from matching.names import Form, NameList
from matching.watch import Watch, compile_watch
from model.captures import Capture
from model.documents import Credit, Document, Kind, SourceCredit
from model.moments import Moment
from model.notices import NoticeKind
from model.stories import StoredDocument
from nightdesk.grouping.relating import related
from nightdesk.grouping.ruling import merge, split, why
from nightdesk.notices.chronicles import chronicle
from nightdesk.notices.newsroom import Channel, Newsroom
from nightdesk.redoing.regrouping import PreviewError, Shift, regroup
from nightdesk.shelving import Reading, Result, Shelved, shelve
from nightdesk.watches.watching import Hit

PORT = NameList("port", "Harbour", (Form("harbour", "en"), Form("гавань", "ru")))
COUNCIL = NameList("council", "Council", (Form("council", "en"), Form("совет", "ru")))
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HIT = Hit("harbour", 1.0, ({"clause": "crane"},))
IDS = ("agency", "gazette", "review", "herald", "board", "sister")
NAMES = {each: f"The {each.title()}" for each in IDS}
WORDS = ["harbour", "council", "ferry", "crane", "minister", "pilot", "market", "river", "bridge", "clinic", "guard"]


def source(name: str) -> Source:
    home = f"https://{name}.example/"
    step = Discover(kind=DiscoverKind.FEED, url=f"{home}feed")
    return Source(
        id=name, name=NAMES[name], kind=SourceKind.OUTLET, home=home, hosts=(f"{name}.example",), discover=(step,)
    )


def lines(seed: str, count: int = 20) -> list[str]:
    rng = random.Random(seed)
    return [
        f"The {rng.choice(WORDS)} told the {rng.choice(WORDS)} of {rng.randint(100, 999)} that {rng.choice(WORDS)} "
        f"number {rng.randint(100, 999)} was {rng.choice(WORDS)} before the {rng.choice(WORDS)}."
        for _ in range(count)
    ]


def read(name: str, text: Sequence[str], slug: str = "1", *, hour: int = 0, told: str | None = None) -> Reading:
    """A page of an outlet, seen so many hours after noon; `told` is the outlet a post says it carries over."""
    url, at = f"https://{name}.example/{slug}", NOON + timedelta(hours=hour)
    credits_ = (SourceCredit(Credit.REPRINT, told, name=told),) if told else ()
    kind = Kind.THREAD if name == "board" else Kind.ARTICLE
    document = Document(url, kind, "generic", f"{slug} in {name}", text="\n\n".join(text), credits=credits_)
    document = replace(document, published_at=Moment(at))
    page = Capture(url, url, 200, (), b"page", at, at)
    return Reading(source(name), page, document, (HIT,), keep_capture=False)


def put(store: Store, reading: Reading) -> Result:
    return store.write_now(lambda uow: shelve(uow, reading, Newsroom(NAMES)))


def by_outlet(store: Store) -> dict[str, StoredDocument]:
    return {each.source_id: each for each in store.read(lambda uow: uow.reading.documents())}


def groups(store: Store) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for each in store.read(lambda uow: uow.reading.documents()):
        found.setdefault(each.story_uid, set()).add(each.document.url or "")
    return {frozenset(group) for group in found.values()}


def relations(store: Store) -> Mapping[str, str]:
    return {name: each.membership.relation.value for name, each in by_outlet(store).items()}


def regrouped(store: Store, *, apply: bool) -> list[Shift]:
    try:
        return store.write_now(lambda uow: regroup(uow, NAMES, NOON, apply=apply, tell=lambda: None))
    except PreviewError as preview:
        return preview.shifts


TEXT = lines("wire")
ALTERED = [line.replace("told", "informed") if n % 2 == 0 else line for n, line in enumerate(TEXT)]


def test_near_copies_of_one_text_are_one_story_told_once(store: Store) -> None:
    results = [
        put(store, read("gazette", TEXT)),
        put(store, read("review", ALTERED, hour=1)),
        put(store, read("herald", TEXT[:8], hour=2)),
        put(store, read("board", [*lines("chat", 5), *TEXT], hour=3)),
        put(store, read("sister", lines("elsewhere"), hour=4)),
    ]
    assert [result.alerts for result in results] == [1, 0, 0, 0, 1]
    assert [result.new_story for result in results] == [True, False, False, False, True]
    assert relations(store) == {
        "gazette": "original", "review": "reprint", "herald": "excerpt", "board": "repost", "sister": "original",
    }  # fmt: skip
    herald = by_outlet(store)["herald"].membership
    assert herald.share == 1.0 and "100% of its text is in The Gazette" in herald.evidence[0]


def test_an_earlier_original_found_late_takes_the_lead_and_is_no_news(store: Store) -> None:
    put(store, read("review", TEXT, hour=5))
    before = by_outlet(store)["review"].story_uid
    late = read("gazette", TEXT, hour=0)
    assert put(store, late).alerts == 0
    assert relations(store) == {"gazette": "original", "review": "copy"}
    assert {each.story_uid for each in by_outlet(store).values()} == {before}


def test_a_late_text_that_holds_two_stories_parts_makes_one_of_them_and_of_their_alerts(store: Store) -> None:
    text = lines("long", 30)
    put(store, read("review", text[:16]))
    put(store, read("herald", text[14:], hour=1))
    assert len(groups(store)) == 2
    first = store.read(lambda uow: uow.alerts.newest("harbour", 9))[-1]
    assert put(store, read("gazette", text, hour=2)).alerts == 0
    put(store, read("sister", text, hour=3))
    (alert,) = store.read(lambda uow: uow.alerts.newest("harbour", 9))
    assert len(groups(store)) == 1 and alert.uid == first.uid and len(alert.documents) == 4


NEWS = frozenset({NoticeKind.NEW})
TOLD = Newsroom(
    NAMES,
    channels={
        "harbour": (Channel("desk", Wanted(NEWS), Hours()), Channel("archive", Wanted(NEWS, late=True), Hours()))
    },
)


def deliveries(uow: UnitOfWork, channel: str) -> list[tuple[int, str]]:
    """The deliveries of a channel, the earlier first, and how each stands."""
    return [(each.id, each.state.value) for each in reversed(uow.deliveries.log(name=channel, limit=9))]


def two_stories_told(store: Store, *, late: bool = False) -> Reading:
    """Two stories of which each channel is to be told, of the `late` one the archive alone, and what makes them one."""
    text = lines("long", 30)
    for reading in (replace(read("review", text[:16]), late=late), read("herald", text[14:], hour=1)):
        store.write_now(lambda uow, reading=reading: shelve(uow, reading, TOLD))
    return read("gazette", text, hour=2)


def told_as_one(store: Store, reading: Reading, channel: str) -> list[str]:
    store.write_now(lambda uow: shelve(uow, reading, TOLD))
    assert len(groups(store)) == 1
    return [state for _, state in store.read(lambda uow: deliveries(uow, channel))]


@pytest.mark.parametrize(
    ("sent", "left"), [(0, ["sent", "dropped"]), (1, ["dropped", "sent"]), (None, ["waiting", "dropped"])]
)
def test_of_two_stories_that_become_one_what_was_told_is_not_told_again_whichever_it_was(
    store: Store, sent: int | None, left: list[str]
) -> None:
    joins = two_stories_told(store)
    if sent is not None:
        taken = store.read(lambda uow: deliveries(uow, "desk"))[sent][0]
        store.write_now(lambda uow: uow.outbox.sent([taken], "desk", NOON))
    assert told_as_one(store, joins, "desk") == left
    assert told_as_one(store, joins, "archive") == ["waiting", "dropped"], "it was told on the other channel"


def test_of_two_stories_that_become_one_that_is_told_which_is_being_sent(store: Store) -> None:
    joins = two_stories_told(store)
    first = store.read(lambda uow: deliveries(uow, "desk"))[0][0]
    until = NOON + timedelta(hours=3)
    store.write_now(lambda uow: uow.outbox.claim("desk", until, until=until, by="me", limit=9))
    store.write_now(lambda uow: uow.outbox.again([first], "503", NOON, until))
    assert told_as_one(store, joins, "desk") == ["dropped", "waiting"]


def test_a_story_that_becomes_one_with_a_late_one_is_told_where_late_ones_are_not(store: Store) -> None:
    joins = two_stories_told(store, late=True)
    assert told_as_one(store, joins, "desk") == ["waiting"]
    assert told_as_one(store, joins, "archive") == ["waiting", "dropped"]


def test_a_post_in_other_words_is_tied_to_what_it_names_whichever_came_first(store: Store) -> None:
    article = read(
        "gazette", [*TEXT[:4], "On Monday Captain Htut met Mayor Rustam in Kazan and signed for 140 aircraft."]
    )
    post = read("board", ["Big news: Htut bought 140 planes in Kazan, where Rustam is mayor."], hour=4, told="Gazette")
    put(store, post)
    assert relations(store)["board"] == "repost"
    put(store, article)
    board = by_outlet(store)["board"]
    assert board.membership.of == by_outlet(store)["gazette"].uid
    evidence = store.read(lambda uow: why(uow, uow.reading.story(board.story_uid)))
    assert [each.firmness for each in evidence] == ["credit"] and "140" in evidence[0].said


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_post_in_other_words_is_tied_to_what_it_links_by_the_outlets_own_number(
    store: Store, order: tuple[int, int]
) -> None:
    told = "Captain Htut met Mayor Rustam in Kazan and signed for 140 aircraft."
    article = read("gazette", [*TEXT[:4], told], "old-headline-77.html")
    numbered = replace(article, source=article.source.model_copy(update={"item_id": r"-(\d+)\.html"}))
    post = read("board", ["Big news: Htut bought 140 planes in Kazan, where Rustam is mayor."], hour=4)
    link = SourceCredit(Credit.ORIGINAL, "Source", url="https://gazette.example/old-headline-77.html?ref=board")
    linking = replace(post, document=replace(post.document, credits=(link,)))
    newsroom = Newsroom(NAMES, {"gazette.example": numbered.source.identity})
    for each in order:
        reading = (numbered, linking)[each]
        store.write_now(lambda uow, reading=reading: shelve(uow, reading, newsroom))
    board = by_outlet(store)["board"]
    assert (board.membership.relation, board.membership.of) == ("repost", by_outlet(store)["gazette"].uid)
    evidence = store.read(lambda uow: why(uow, uow.reading.story(board.story_uid)))
    assert evidence[0].said.startswith("links it as its source")


@pytest.mark.parametrize("seed", range(4))
def test_any_order_of_arrival_and_any_replay_gives_the_same_stories(store: Store, seed: int) -> None:
    readings = []
    for n in range(3):
        text = lines(f"story {n}")
        altered = [line.replace("was", "is") if m % 6 == 0 else line for m, line in enumerate(text)]
        readings += [
            read("gazette", text, f"{n}"),
            read("review", altered, f"{n}", hour=1),
            read("herald", text[:9], f"{n}"),
        ]
    expected = {frozenset(f"https://{name}.example/{n}" for name in ("gazette", "review", "herald")) for n in range(3)}
    for reading in random.Random(seed).sample(readings, len(readings)):
        put(store, reading)
    assert groups(store) == expected
    before = store.read(lambda uow: list(uow.reading.all()))
    assert {put(store, reading).shelved for reading in readings} == {Shelved.UNCHANGED}
    assert store.read(lambda uow: list(uow.reading.all())) == before


def test_a_document_split_off_stays_apart_whatever_comes_and_a_merge_takes_it_back(store: Store) -> None:
    for hour, name in enumerate(("gazette", "review", "herald")):
        put(store, read(name, TEXT, hour=hour))
    out, story = by_outlet(store)["review"], store.read(lambda uow: uow.reading.documents())
    store.write_now(lambda uow: split(uow, out, story, Newsroom(NAMES), NOON))
    apart = {
        frozenset({"https://gazette.example/1", "https://herald.example/1"}),
        frozenset({"https://review.example/1"}),
    }
    assert groups(store) == apart and relations(store)["review"] == "original"
    assert regrouped(store, apply=True) == [] and groups(store) == apart
    assert put(store, read("review", [*TEXT, "More."], hour=9)).alerts == 0, "it was told with the story it left"
    stored = by_outlet(store)
    store.write_now(lambda uow: merge(uow, stored["gazette"], stored["review"], NAMES, NOON))
    assert len(groups(store)) == 1
    assert len(store.read(lambda uow: uow.alerts.newest("harbour", 9))) == 1


def test_one_more_copy_costs_no_writing_for_each_of_those_before(store: Store) -> None:
    for number in range(12):
        put(store, read("review", [*TEXT, f"Edition {number}."], slug=f"{number}", hour=number))
    written: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith(("INSERT INTO membership", "UPDATE membership")):
            written.append(statement)

    event.listen(store._writing, "before_cursor_execute", note)
    put(store, read("herald", TEXT, hour=99))
    assert len(written) < 4
    assert len(groups(store)) == 1


def test_one_more_copy_of_a_large_story_is_placed_by_those_that_stand_first(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nightdesk.grouping.placing._LARGE", 30)
    monkeypatch.setattr("db.repositories.reading._FRONT", 15)
    monkeypatch.setattr("stories.grouping._LOOKED_AT", 10)
    for number in range(31):
        put(store, read("review", [*TEXT[:4], f"Edition {number}."], slug=f"{number}", hour=number))
    asked: list[str] = []
    event.listen(store._writing, "before_cursor_execute", lambda *said: asked.append(said[2]))
    put(store, read("herald", TEXT[:4], hour=200))
    assert not [each for each in asked if "document.text" in each and "WHERE story.uid =" in each], "all of it is read"
    late = by_outlet(store)["herald"]
    assert len(store.read(lambda uow: uow.reading.front(uow.stories.get(late.uid).id))) < 25
    put(store, read("agency", TEXT[:4], hour=-1))
    assert len(groups(store)) == 1, "an earlier one takes the lead from all of them"
    leads = {each.membership.of for each in store.read(lambda uow: uow.reading.documents())}
    assert leads == {None, by_outlet(store)["agency"].uid}


def test_a_story_that_was_told_and_taken_out_of_another_takes_in_copies_and_is_not_told_again(store: Store) -> None:
    other = lines("elsewhere")
    put(store, replace(read("review", other), hits=()))
    assert put(store, read("gazette", TEXT, hour=1)).alerts == 1
    stored = by_outlet(store)
    store.write_now(lambda uow: merge(uow, stored["gazette"], stored["review"], NAMES, NOON))
    stored = by_outlet(store)
    store.write_now(lambda uow: split(uow, stored["gazette"], list(stored.values()), Newsroom(NAMES), NOON))
    (told,) = store.read(lambda uow: uow.alerts.newest("harbour", 9))
    assert [each.source_id for each in told.documents] == ["gazette"], "its alert went with it"
    assert put(store, read("herald", TEXT, hour=2)).alerts == 0
    after = by_outlet(store)
    assert after["herald"].story_uid == after["gazette"].story_uid != after["review"].story_uid


@pytest.mark.parametrize("sent", [("gazette",), ("review",), ("gazette", "review"), ()])
@pytest.mark.parametrize("first", ["gazette", "review"])
def test_two_told_stories_that_somebody_made_one_and_parted_again_are_two_entries_each_told_once(
    store: Store, sent: tuple[str, ...], first: str
) -> None:
    texts = {"gazette": TEXT, "review": lines("elsewhere")}
    for name in sorted(texts, key=lambda each: each != first):
        store.write_now(lambda uow, name=name: shelve(uow, read(name, texts[name]), TOLD))
    before = {each.uid for each in store.read(lambda uow: uow.alerts.newest("harbour", 9))}
    told = {each.id: each for each in store.read(lambda uow: uow.deliveries.log(name="desk"))}
    numbers = store.read(lambda uow: {n: each.source_id for n, each in uow.reading.by_number([1, 2]).items()})
    taken = [each.id for each in told.values() if numbers[each.notice.document_id or 0] in sent]
    store.write_now(lambda uow: uow.outbox.sent(taken, "desk", NOON))
    stored = by_outlet(store)
    store.write_now(lambda uow: merge(uow, stored["review"], stored["gazette"], NAMES, NOON))
    assert len(store.read(lambda uow: uow.alerts.newest("harbour", 9))) == 1
    stored = by_outlet(store)
    store.write_now(lambda uow: split(uow, stored["review"], list(stored.values()), TOLD, NOON))
    entries = store.read(lambda uow: uow.alerts.newest("harbour", 9))
    assert {each.uid for each in entries} == before, "a reader knows them again"
    assert sorted(each.source_id for entry in entries for each in entry.documents) == ["gazette", "review"]
    after = store.read(lambda uow: uow.deliveries.log(name="desk"))
    states = {numbers[each.notice.document_id or 0]: each.state.value for each in after}
    assert states == {name: "sent" if name in sent else "waiting" for name in texts}
    stories = {each.source_id: each.story_uid for each in by_outlet(store).values()}
    homes = store.read(lambda uow: uow.told.story_uids([each.notice.story_id or 0 for each in after]))
    assert {numbers[each.notice.document_id or 0]: homes[each.notice.story_id or 0] for each in after} == stories
    assert put(store, read("herald", texts["review"], hour=5)).alerts == 0, "one more outlet has it"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_story_that_was_told_first_has_its_entry_again_though_the_one_it_was_part_of_is_older(store: Store) -> None:
    put(store, replace(read("gazette", TEXT), hits=()))
    put(store, read("review", lines("elsewhere"), hour=1))
    put(store, read("gazette", [*TEXT, "A crane fell."], hour=2))
    before = {each.uid for each in store.read(lambda uow: uow.alerts.newest("harbour", 9))}
    stored = by_outlet(store)
    store.write_now(lambda uow: merge(uow, stored["review"], stored["gazette"], NAMES, NOON))
    stored = by_outlet(store)
    store.write_now(lambda uow: split(uow, stored["review"], list(stored.values()), Newsroom(NAMES), NOON))
    entries = store.read(lambda uow: uow.alerts.newest("harbour", 9))
    assert {each.uid for each in entries} == before and len(before) == 2
    assert sorted(each.source_id for entry in entries for each in entry.documents) == ["gazette", "review"]


def test_a_document_taken_out_of_a_told_story_is_told_as_one_of_its_own(store: Store) -> None:
    for hour, name in enumerate(("gazette", "review")):
        store.write_now(lambda uow, name=name, hour=hour: shelve(uow, read(name, TEXT, hour=hour), TOLD))
    assert len(store.read(lambda uow: deliveries(uow, "desk"))) == 1
    stored = by_outlet(store)
    store.write_now(lambda uow: split(uow, stored["review"], list(stored.values()), TOLD, NOON))
    entries = store.read(lambda uow: uow.alerts.newest("harbour", 9))
    assert [[each.source_id for each in entry.documents] for entry in entries] == [["review"], ["gazette"]]
    assert [state for _, state in store.read(lambda uow: deliveries(uow, "desk"))] == ["waiting", "waiting"]


def test_what_is_still_to_be_told_of_a_document_is_told_of_the_story_it_went_to(store: Store) -> None:
    copies = frozenset({NoticeKind.COPY})
    newsroom = Newsroom(NAMES, channels={"harbour": (Channel("desk", Wanted(copies), Hours()),)})
    for hour, name in enumerate(("gazette", "review", "herald")):
        store.write_now(lambda uow, name=name, hour=hour: shelve(uow, read(name, TEXT, hour=hour), newsroom))
    stored = by_outlet(store)
    store.write_now(lambda uow: split(uow, stored["review"], list(stored.values()), newsroom, NOON))
    waiting = store.read(lambda uow: uow.deliveries.log(name="desk"))
    told = store.read(lambda uow: uow.reading.by_number([each.notice.document_id or 0 for each in waiting]))
    homes = store.read(lambda uow: uow.told.story_uids([each.notice.story_id or 0 for each in waiting]))
    assert [(each.notice.document_id, homes[each.notice.story_id or 0]) for each in waiting] == [
        (each.notice.document_id, told[each.notice.document_id or 0].story_uid) for each in waiting
    ]


def test_what_somebody_merged_stays_together(store: Store) -> None:
    put(store, read("gazette", TEXT))
    put(store, read("review", lines("other")))
    stored = by_outlet(store)
    store.write_now(lambda uow: merge(uow, stored["gazette"], stored["review"], NAMES, NOON))
    assert len(groups(store)) == 1 and regrouped(store, apply=True) == []
    assert len(groups(store)) == 1


def test_a_regrouping_is_looked_at_before_it_is_applied(store: Store) -> None:
    put(store, read("gazette", TEXT))
    put(store, read("review", TEXT, hour=1))
    stored = by_outlet(store)
    numbers = store.read(lambda uow: uow.fingerprints.numbers([each.uid for each in stored.values()]))
    alone = store.write_now(lambda uow: uow.stories.add("elsewhere", NOON))
    store.write_now(lambda uow: uow.stories.move([numbers[stored["review"].uid]], alone))
    preview = regrouped(store, apply=False)
    assert [(shift.source_id, shift.before, shift.after[1]) for shift in preview] == [
        ("review", ("elsewhere", "original"), "copy")
    ]
    assert len(groups(store)) == 2
    assert regrouped(store, apply=True) == preview
    assert len(groups(store)) == 1 and regrouped(store, apply=False) == []


def test_a_regrouping_judges_what_stands_alone_by_its_credits_again(store: Store) -> None:
    signed = read("agency", TEXT, told="The Agency")
    store.write_now(lambda uow: shelve(uow, signed, Newsroom({"agency": "By an older name"})))
    put(store, read("gazette", lines("other"), told="Elsewhere"))
    assert relations(store) == {"agency": "reprint", "gazette": "reprint"}
    assert [(shift.source_id, shift.after[1]) for shift in regrouped(store, apply=True)] == [("agency", "original")]
    assert relations(store) == {"agency": "original", "gazette": "reprint"}


def test_an_edit_that_rewrites_an_article_leaves_it_with_its_copies(store: Store) -> None:
    put(store, read("gazette", TEXT))
    put(store, read("review", TEXT, hour=1))
    assert put(store, read("gazette", lines("rewritten"), hour=2)).shelved is Shelved.REVISED
    assert len(groups(store)) == 1
    assert regrouped(store, apply=True) == [] or len(groups(store)) == 1


def test_a_story_reads_like_a_chronicle(store: Store) -> None:
    put(store, read("gazette", TEXT))
    put(store, read("board", TEXT, hour=1))
    changed = read("gazette", [TEXT[0].replace("told", "told all of"), *TEXT[1:]], hour=3)
    put(store, replace(changed, document=replace(changed.document, title="1 in other words")))

    def go(uow) -> None:  # type: ignore[no-untyped-def]
        number = uow.fingerprints.numbers([by_uid["gazette"]])[by_uid["gazette"]]
        for hour in (5, 6):
            uow.looks.missed(number, NOON + timedelta(hours=hour))
        uow.looks.seen(number, NOON + timedelta(hours=7))

    by_uid = {name: each.uid for name, each in by_outlet(store).items()}
    store.write_now(go)
    story = store.read(lambda uow: uow.reading.documents())
    told = store.read(lambda uow: chronicle(uow, story, NAMES))
    assert [entry.said for entry in told] == [
        "The Gazette publishes: 1 in gazette",
        "The Board reposts The Gazette's text: 1 in board",
        "The Gazette changes it (version 2, substantive)",
        "The Gazette takes it down",
        "The Gazette puts it up again",
    ]
    assert [entry.at.hour for entry in told] == [12, 13, 15, 18, 19]
    assert (
        told[2].details[0] == "headline: [-1 in gazette-] {+1 in other words+}" and "{+all of+}" in told[2].details[1]
    )


def test_a_copy_that_tells_only_a_day_stands_after_the_original_of_that_day(store: Store) -> None:
    put(store, read("gazette", TEXT, hour=3))
    copied = read("herald", TEXT, hour=30)
    put(store, replace(copied, document=replace(copied.document, published_at=Moment.parse("2026-03-01"))))
    story = store.read(lambda uow: uow.reading.documents())
    told = store.read(lambda uow: chronicle(uow, story, NAMES))
    assert [(entry.when, entry.said.split(" in ")[0]) for entry in told] == [
        ("2026-03-01 15:00Z", "The Gazette publishes: 1"), ("2026-03-01", "The Herald copies The Gazette's text: 1"),
    ]  # fmt: skip


def test_a_story_in_another_language_with_the_same_names_and_figures_is_shown_and_not_merged(store: Store) -> None:
    watch = compile_watch(Watch("harbour", "The harbour", "@port AND @council", names=(PORT, COUNCIL)))
    english = ["The harbour of Duskport opens 46 berths, the council said.", "It cost 1,500 crowns."]
    russian = ["Гавань открывает 46 причалов, сообщил городской совет.", "Это стоило 1 500 крон."]
    for name, language, text in (("agency", "en", english), ("sister", "ru", russian), ("herald", "ru", russian[:1])):
        reading = read(name, [*text, *lines(name)] if name == "herald" else text)
        put(store, replace(reading, document=replace(reading.document, language=language)))
    story = store.read(lambda uow: uow.reading.story(by_outlet(store)["agency"].story_uid))
    beside = store.read(lambda uow: related(uow, story, [watch]))
    assert [each.document.source_id for each in beside] == ["sister"]
    assert beside[0].evidence == "names Council, Harbour; figures 1500, 46"
    assert len(groups(store)) == 3
