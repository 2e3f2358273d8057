"""Following new alerts while several processes store some."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import pytest

from db.engine import open_engine, parse_database_url
from db.repositories.told import Horizon, Scope
from db.unit import UnitOfWork
from nightdesk.delivery.following import Follower, Frontier

MARKET = Scope(watch_id="market")


def numbers(follower: Follower) -> list[str]:
    return [each.uid for each in follower.take()]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_an_alert_that_is_committed_late_is_not_passed_over(open_office: Callable[..., Any], database: str) -> None:
    office = open_office({})
    for slug in ("one", "two", "three"):
        office.publish(slug, text=f"The crane of {slug} fell. " + f"{slug} " * 60)
    engine = open_engine(parse_database_url(database), writing=True)
    hearing, later = Follower(office.store, MARKET), Follower(office.store, MARKET, after=0)
    with ExitStack() as stack:
        stack.callback(engine.dispose)
        slow, quick = (stack.enter_context(engine.connect()) for _ in range(2))
        UnitOfWork(slow).alerts.add("slow", "market", 1, 1, office.clock())
        UnitOfWork(quick).alerts.add("quick", "market", 2, 2, office.clock())
        quick.commit()
        assert numbers(hearing) == numbers(later) == []  # the slow one holds the lower number
        joined = Follower(office.store, MARKET)
        slow.commit()
        assert numbers(hearing) == numbers(later) == ["slow", "quick"]
        assert numbers(joined) == ["slow"]
        UnitOfWork(slow).alerts.add("undone", "market", 3, 3, office.clock())
        slow.rollback()
        UnitOfWork(quick).alerts.add("third", "market", 3, 3, office.clock())
        quick.commit()
        assert numbers(hearing) == numbers(later) == numbers(joined) == ["third"]
        assert numbers(hearing) == []


def test_a_follower_hears_what_comes_and_what_came_after_a_cursor(open_office: Callable[..., Any]) -> None:
    office, harbour = open_office({}), Scope(watch_id="harbour")
    office.publish("one", text="The crane of one fell. " + "one " * 60)
    new, all_of_it = Follower(office.store, harbour), Follower(office.store, harbour, after=0)
    assert len(all_of_it.take()) == 1 and new.take() == []
    office.publish("two", text="The crane of two fell. " + "two " * 60)
    assert len(all_of_it.take()) == 1 and len(new.take()) == 1


def test_alerts_are_safe_once_everybody_who_was_writing_then_has_ended() -> None:
    frontier = Frontier()
    assert frontier.advance(Horizon(5, 100, 103)) == 0
    assert frontier.advance(Horizon(9, 102, 110)) == 0  # 102 was under way when 5 was seen
    assert frontier.advance(Horizon(12, 103, 120)) == 5
    assert frontier.advance(Horizon(12, 120, 121)) == 12
    assert frontier.advance(Horizon(14, 130, 130)) == 14  # nobody writes
