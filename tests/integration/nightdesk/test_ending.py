import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

import pytest

from config.sources import Source
from db.store import Store
from model.clock import system_clock
from model.coverage import Receipt
from model.errors import StorageError
from model.outcomes import Visit
from nightdesk.bookkeeping.ending import Endings
from nightdesk.bookkeeping.reports import VisitReport

NOW = system_clock()  # PostgreSQL sets visits by its own clock
HOUR = timedelta(hours=1)
NAMES = ("anchor", "buoy", "crane")


def source(name: str, **more: object) -> Source:
    home = f"https://{name}.example/"
    feed = {"kind": "feed", "url": f"{home}feed"}
    told = {"id": name, "name": name, "kind": "outlet", "home": home, "hosts": [f"{name}.example"], "discover": [feed]}
    return Source.model_validate(told | more)


@pytest.fixture
def store(store: Store) -> Store:
    store.write_now(lambda uow: uow.schedule.add(NAMES))
    store.write_now(lambda uow: uow.schedule.claim(NAMES[:2], NOW, until=NOW + HOUR, by="me", limit=3, due=False))
    return store


def end(store: Store, *reports: VisitReport, zones: Mapping[str, str] = MappingProxyType({})) -> list[object]:
    async def write() -> list[object]:
        endings = Endings(store, "me")
        sources = [source(report.source_id, timezone=zones.get(report.source_id, "UTC")) for report in reports]
        asked = [endings.write(*each) for each in zip(sources, reports, strict=True)]
        return list(await asyncio.gather(*asked, return_exceptions=True))

    return asyncio.run(write())


def report(name: str, begun: datetime = NOW) -> VisitReport:
    return VisitReport(name, begun, Visit.UNCHANGED, "nothing new", NOW)


def receipts_of(store: Store, name: str) -> list[Receipt]:
    """The receipts of the day a source's visit ended in: by the database's clock, maybe the day after `NOW`'s."""
    ended = store.read(lambda uow: uow.schedule.states())[name].visited_at
    assert ended is not None
    return store.read(lambda uow: uow.days.receipts(ended.date()))


def test_visits_that_end_together_are_written_down_each_in_its_day(store: Store) -> None:
    assert end(store, *map(report, NAMES[:2])) == [None, None]
    states = store.read(lambda uow: uow.schedule.states())
    assert [states[name].outcome for name in NAMES] == ["unchanged", "unchanged", None]
    receipts = receipts_of(store, "buoy")
    assert [(each.source_id, each.visits, each.good) for each in receipts] == [("anchor", 1, 1), ("buoy", 1, 1)]
    assert store.read(lambda uow: uow.schedule.holders()) == []


def test_a_visit_that_cannot_be_written_down_takes_no_other_with_it(store: Store) -> None:
    without_zone = report("anchor", datetime(2026, 3, 1, 12))  # noqa: DTZ001 - what the database refuses
    fault, fine = end(store, without_zone, report("buoy"))
    assert isinstance(fault, StorageError) and fine is None
    assert store.read(lambda uow: uow.schedule.states())["buoy"].outcome == "unchanged"


def test_of_a_source_that_another_process_has_taken_over_only_the_visit_is_written_down(store: Store) -> None:
    assert end(store, report("crane"), report("buoy")) == [None, None]
    states, starts = store.read(lambda uow: (uow.schedule.states(), uow.visits.starts()))
    assert states["crane"].outcome is None and states["buoy"].outcome == "unchanged"
    assert {name for name, _ in starts} == {"crane", "buoy"}
    assert [each.source_id for each in receipts_of(store, "buoy")] == ["buoy"]


def zone_where_it_is(hour: int, at: datetime) -> str:
    """A zone whose clocks show an hour at an instant; its name counts the other way round."""
    ahead = (hour - at.hour + 11) % 24 - 11
    return f"Etc/GMT{-ahead:+}" if ahead else "Etc/GMT"


def test_of_two_sources_that_are_quiet_at_the_same_instant_the_one_whose_night_it_is_learns_nothing(
    store: Store,
) -> None:
    zones = {"anchor": zone_where_it_is(1, NOW), "buoy": zone_where_it_is(13, NOW)}
    waits: dict[str, list[timedelta]] = {"anchor": [], "buoy": []}
    for _ in range(3):  # the first visit sets what is usual
        store.write_now(lambda uow: uow.schedule.claim(NAMES[:2], NOW, until=NOW + HOUR, by="me", limit=2, due=False))
        end(store, *map(report, zones), zones=zones)
        for name, state in store.read(lambda uow: uow.schedule.states()).items():
            if state.visited_at and state.next_visit_at:
                waits[name].append(state.next_visit_at - state.visited_at)
    usual = source("anchor").schedule.every
    assert waits["anchor"] == [2 * usual] * 3
    assert waits["buoy"] == [usual, usual * 1.15, usual * 1.15 * 1.15]
    known = store.read(lambda uow: uow.pulses.facts())
    assert known["anchor"].interval == usual and known["buoy"].interval == usual * 1.15 * 1.15
