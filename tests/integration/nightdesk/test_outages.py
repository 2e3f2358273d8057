"""What the operator is told of a database that was away, and when it is over."""

from datetime import UTC, datetime, timedelta

from alerts.rules import Wanted
from alerts.timing import Hours
from db.store import Store
from model.errors import StorageError
from model.notices import NoticeKind
from nightdesk.bookkeeping.outages import Outage, end_outage
from nightdesk.notices.newsroom import Channel, Newsroom

NOON = datetime(2026, 8, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
NEWSROOM = Newsroom({}, operator=(Channel("duty", Wanted(frozenset({NoticeKind.TROUBLE, NoticeKind.ENDED})), Hours()),))
AWAY = StorageError("postgresql://desk@db/desk: connection refused\n\tIs the server running?")


def told(store: Store) -> list[str]:
    log = store.read(lambda uow: uow.deliveries.log(limit=9))
    return [each.notice.kind.value for each in reversed(log)]


def seen(store: Store, seconds: float) -> Outage:
    """What a process knows that could not ask the database for so long."""
    outage = Outage()
    outage.met(AWAY, 0.0, NOON)
    store.write_now(lambda uow: outage.tell(uow, NEWSROOM, NOON + seconds * SECOND))
    return outage


def asked(store: Store, outage: Outage, seconds: float, at: datetime) -> None:
    """It is asked, tells of what was before, and has done what it was asked for so many seconds later."""
    store.write_now(lambda uow: outage.tell(uow, NEWSROOM, at))
    outage.answered(seconds, at + seconds * SECOND)


def test_an_outage_is_told_once_however_many_processes_saw_it_and_over_once_it_has_been(store: Store) -> None:
    for _ in range(3):
        seen(store, 70)
    assert told(store) == ["trouble"]
    (trouble,) = store.read(lambda uow: uow.troubles.all())
    assert trouble.words.startswith(
        "The database could not be asked for 1 min, from 2026-08-01T12:00:00Z on: postgresql"
    )
    assert "\n" not in trouble.words
    for later, expected in ((timedelta(minutes=5), ["trouble"]), (timedelta(minutes=15), ["trouble", "ended"])):
        store.write_now(lambda uow, at=NOON + later: end_outage(uow, NEWSROOM, at))
        assert told(store) == expected


def test_a_moment_is_not_worth_telling(store: Store) -> None:
    seen(store, 1)
    store.write_now(lambda uow: end_outage(uow, NEWSROOM, NOON))
    assert told(store) == []


def test_a_database_that_is_away_is_asked_more_and_more_seldom_until_it_answers(store: Store) -> None:
    outage = Outage()
    assert [outage.met(AWAY, 0.0, NOON) for _ in range(9)] == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]
    asked(store, outage, 0.0, NOON)
    assert outage.since is None and outage.met(AWAY, 0.0, NOON) == 0.5


def test_a_write_that_waited_for_long_is_told_as_an_outage_and_one_that_waited_a_little_is_none(store: Store) -> None:
    for seconds, expected in ((5.0, []), (33.0, ["trouble"])):
        outage = Outage()
        outage.waited(seconds, NOON)
        store.write_now(lambda uow, outage=outage: outage.tell(uow, NEWSROOM, NOON))
        assert told(store) == expected
    assert "for 33 s" in store.read(lambda uow: uow.troubles.all())[0].words


def test_what_waits_in_the_midst_of_what_is_asked_is_told_by_the_next_write_and_for_no_longer_than_it_was(
    store: Store,
) -> None:
    outage = Outage()
    asked(store, outage, 33.0, NOON)
    assert told(store) == []
    for minutes in (2, 4):
        asked(store, outage, 0.0, NOON + minutes * 60 * SECOND)
        assert told(store) == ["trouble"] and outage.since is None
    assert "for 33 s, from 2026-08-01T12:00:00Z on" in store.read(lambda uow: uow.troubles.all())[0].words


def test_an_outage_that_is_met_while_another_write_is_under_way_is_not_taken_for_told(store: Store) -> None:
    outage = Outage()
    store.write_now(lambda uow: outage.tell(uow, NEWSROOM, NOON))
    outage.waited(33.0, NOON)
    outage.answered(0.0, NOON)
    asked(store, outage, 0.0, NOON)
    assert told(store) == ["trouble"] and outage.since is None
