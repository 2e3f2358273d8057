"""Health from stored visits to the operator's alert and its end."""

from datetime import UTC, datetime, timedelta

import pytest

from alerts.rules import Wanted
from alerts.timing import Hours
from config.sources import Source
from crawler.rhythm import remembered
from db.repositories.schedule import Ended
from db.repositories.visits import VisitRecord
from db.store import Store
from db.unit import UnitOfWork
from model.coverage import receipt_words
from model.health import Fields, Health
from model.notices import NoticeKind
from nightdesk.notices.announcing import write_standings
from nightdesk.notices.newsroom import Channel, Newsroom

DAWN = datetime(2026, 8, 1, 6, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
EARS = frozenset({NoticeKind.TROUBLE, NoticeKind.ENDED})
NEWSROOM = Newsroom({}, operator=(Channel("desk", Wanted(EARS), Hours()),))


def source(name: str) -> Source:
    home = f"https://{name}.example/"
    feed = {"kind": "feed", "url": f"{home}feed"}
    told = {"id": name, "name": name, "kind": "outlet", "home": home, "hosts": [f"{name}.example"], "discover": [feed]}
    return Source.model_validate(told)


@pytest.fixture
def store(store: Store) -> Store:
    store.write_now(lambda uow: uow.schedule.add(["quay"]))
    return store


def visit(store: Store, at: datetime, outcome: str = "ok", *, found: bool = False, read: tuple[int, ...] = ()) -> None:
    ok, counts = outcome not in {"refused", "failed"}, {"discovered": 2 * found, "stored": int(found)}
    record = VisitRecord("quay", at, at, outcome, None if ok else "feed: 503", counts, [], found, ok)

    def job(uow: UnitOfWork) -> None:
        uow.schedule.claim(["quay"], at, until=at + HOUR, by="me", limit=1, due=False)
        ground = uow.pulses.ground(record.source_id)
        uow.pulses.learn(record, ground, remembered(ground.facts.fields, tuple(map(Fields, read)), new_day=True))
        uow.days.count([record])
        uow.schedule.finish([Ended(record, at + HOUR, HOUR)], "me")

    store.write_now(job)


def judged(store: Store, at: datetime) -> Health:
    found = store.write_now(lambda uow: write_standings(uow, [source("quay")], NEWSROOM, at))
    return found[0].health


def told(store: Store) -> list[str]:
    log = store.read(lambda uow: uow.deliveries.log(limit=99))
    return [each.notice.kind.value for each in reversed(log)]


def test_a_source_that_falls_ill_is_told_once_and_once_when_it_is_well(store: Store) -> None:
    visit(store, DAWN, found=True)
    assert judged(store, DAWN) is Health.OK
    for number in range(1, 6):
        visit(store, DAWN + number * HOUR, "failed")
        assert judged(store, DAWN + number * HOUR) is Health.BROKEN
        assert told(store) == (["trouble"] if number >= 3 else [])
    for number in range(6, 9):
        visit(store, DAWN + number * HOUR)
        for minutes in range(1, 4):
            assert judged(store, DAWN + number * HOUR + minutes * MINUTE) is Health.OK
        assert told(store) == (["trouble"] if number == 6 else ["trouble", "ended"])


@pytest.mark.parametrize("outcome", ["failed", "refused", "silent"])
def test_a_source_that_fails_and_recovers_by_turns_for_long_is_told_once_and_once_when_it_is_well(
    store: Store, outcome: str
) -> None:
    visit(store, DAWN, found=True)
    judged(store, DAWN)
    turns = [outcome] * 3 + ["ok", outcome] * 20 + ["ok", outcome, outcome, outcome] * 5
    for number, turn in enumerate(turns, 1):
        visit(store, DAWN + number * HOUR, turn)
        judged(store, DAWN + number * HOUR + MINUTE)
        assert told(store) == (["trouble"] if number >= 3 or outcome == "silent" else [])
    for number in range(len(turns) + 1, len(turns) + 4):
        visit(store, DAWN + number * HOUR, found=True)
        judged(store, DAWN + number * HOUR + MINUTE)
    assert told(store) == ["trouble", "ended"]


def test_a_source_that_fails_at_every_other_visit_and_never_lastingly_calls_nobody(store: Store) -> None:
    for number in range(40):
        visit(store, DAWN + number * HOUR, "ok" if number % 2 else "failed")
        judged(store, DAWN + number * HOUR + MINUTE)
    assert told(store) == []


def test_the_trouble_of_a_source_that_is_visited_no_more_is_over_at_once(store: Store) -> None:
    for number in range(1, 4):
        visit(store, DAWN + number * HOUR, "failed")
        judged(store, DAWN + number * HOUR)
    off = source("quay").model_copy(update={"enabled": False, "reason": "closed in 2026"})
    store.write_now(lambda uow: write_standings(uow, [off], NEWSROOM, DAWN + 4 * HOUR))
    assert told(store) == ["trouble", "ended"]


def test_how_a_source_stood_is_kept_from_when_to_when(store: Store) -> None:
    for number, outcome in enumerate(["ok", "failed", "failed", "ok"]):
        visit(store, DAWN + number * HOUR, outcome)
        judged(store, DAWN + number * HOUR)
    history = store.read(lambda uow: uow.pulses.history("quay"))
    spans = [(each.health.value, each.since, until) for each, until in history]
    assert spans == [
        ("ok", DAWN + 3 * HOUR, None),
        ("broken", DAWN + HOUR, DAWN + 3 * HOUR),
        ("ok", DAWN, DAWN + HOUR),
    ]


def test_the_rhythm_of_a_source_is_learned_from_its_visits(store: Store) -> None:
    for number in range(24 * 16):
        visit(store, DAWN + number * HOUR, found=number % 24 in {0, 3, 9})
    facts = store.read(lambda uow: uow.pulses.facts())["quay"]
    assert len(facts.spells) == 16 and max(facts.spells.values()) == 15 * HOUR
    last = DAWN + (24 * 15 + 9) * HOUR
    for number in range(24 * 16, 24 * 17 + 8):
        visit(store, DAWN + number * HOUR)
        assert judged(store, DAWN + number * HOUR) is (
            Health.OK if DAWN + number * HOUR - last <= 22.5 * HOUR else Health.SILENT
        )
    assert told(store) == ["trouble"]


def test_a_time_in_which_we_did_not_look_teaches_no_rhythm(store: Store) -> None:
    visit(store, DAWN, found=True)
    visit(store, DAWN + HOUR, found=True)
    visit(store, DAWN + 90 * HOUR, found=True)
    assert store.read(lambda uow: uow.pulses.facts())["quay"].spells == {"2026-08-01": HOUR}


def test_what_fields_pages_have_is_learned_and_their_loss_told(store: Store) -> None:
    whole = int(Fields.TEXT | Fields.TITLE | Fields.DATE)
    visit(store, DAWN, found=True, read=(whole,) * 60)
    assert judged(store, DAWN) is Health.OK
    visit(store, DAWN + HOUR, found=True, read=(int(Fields.NONE),) * 12)
    assert judged(store, DAWN + HOUR) is Health.DRIFTING
    learned = store.read(lambda uow: uow.pulses.facts())["quay"].fields
    assert learned.count(Fields.NONE) == 12 and learned.count(Fields(whole)) > 40, "what was usual is known still"


def test_a_day_has_a_receipt_for_every_source_that_outlives_the_visits(store: Store) -> None:
    visit(store, DAWN, found=True)
    visit(store, DAWN + HOUR, "failed")
    day = DAWN.date()
    store.write_now(lambda uow: uow.days.call(day, {"quay": None, "berth": None, "old": "closed in 2025"}))
    store.write_now(lambda uow: uow.retention.prune(DAWN + 99 * HOUR, DAWN + 99 * HOUR))
    words = {each.source_id: receipt_words(each, []) for each in store.read(lambda uow: uow.days.receipts(day))}
    assert words == {
        "quay": "looked at once: 1 new; 1 more visit could not: feed: 503",
        "berth": "not looked at: it was not due",
        "old": "not to be visited: closed in 2025",
    }
