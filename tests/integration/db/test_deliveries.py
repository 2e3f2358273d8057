"""What is asked of the outbox again and again reads what it is about, however much was delivered before."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, event, insert, text

from db import schema
from db.engine import open_engine, parse_database_url
from db.store import Store
from db.tables import delivery, notice
from db.unit import UnitOfWork

NOON = datetime(2026, 8, 1, 12, tzinfo=UTC)
SENT = 3000
Asked = Callable[[UnitOfWork], object]


def fill(connection: Connection) -> None:
    """Three channels that took a message a minute each up to noon, and one that is being sent."""
    told = {"kind": "new", "lane": "now", "detail": {}, "created_at": NOON}
    connection.execute(insert(notice), [{"id": n, "uid": str(n), **told} for n in range(SENT + 1)])
    channels = [f"channel {n}" for n in range(3)]
    done = [{**row(n), "channel": channels[n % 3], "state": "sent"} for n in range(SENT)]
    connection.execute(insert(delivery), done)
    held = {"lease_by": "here:1:a", "lease_until": NOON, "finished_at": None}
    connection.execute(insert(delivery).values(**row(SENT) | held, channel=channels[0], state="waiting"))


def row(number: int) -> dict[str, object]:
    at = NOON - timedelta(minutes=number // 3)
    return {"id": number, "notice_id": number, "attempts": 0, "due_at": at, "finished_at": at}


@pytest.fixture
def connection(bare_database: str) -> Iterator[Connection]:
    """A database filled before it had the indexes, then upgraded."""
    engine = open_engine(parse_database_url(bare_database), writing=True)
    schema.upgrade(engine, "0008")
    with engine.begin() as filling:
        fill(filling)
    with Store(bare_database) as store:
        assert store.faults() == []
    with engine.connect() as found:
        found.execute(text("ANALYZE"))
        yield found
    engine.dispose()


def plan(connection: Connection, ask: Asked) -> str:
    """How the database would answer what the outbox asks it."""
    asked: list[tuple[str, object]] = []
    event.listen(connection, "before_cursor_execute", lambda *said: asked.append((said[2], said[3])))
    ask(UnitOfWork(connection))
    explain = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
    (statement, values) = asked[0]
    return str(connection.exec_driver_sql(f"{explain} {statement}", values).all())  # type: ignore[arg-type]


@pytest.mark.parametrize("ask", [lambda uow: uow.outbox.holders(), lambda uow: uow.outbox.release("here:1:a")])
def test_who_holds_deliveries_is_found_among_those_that_are_held(connection: Connection, ask: Asked) -> None:
    assert UnitOfWork(connection).outbox.holders() == ["here:1:a"]
    assert "ix_delivery_lease_by" in plan(connection, ask)


def test_a_rate_is_counted_among_what_the_channel_took_lately(connection: Connection) -> None:
    hour = NOON - timedelta(hours=1)
    assert len(UnitOfWork(connection).channels.sent_since("channel 1", hour)) == 60
    assert "ix_delivery_channel_finished_at" in plan(connection, lambda uow: uow.channels.sent_since("channel 1", hour))
