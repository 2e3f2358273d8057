"""A database of every released revision that was worked with is worked with on after its upgrade."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, MetaData, insert, select, text

from alerts.rules import Wanted
from alerts.timing import Hours
from db import schema
from db.engine import open_engine, parse_database_url
from db.store import Store
from db.unit import UnitOfWork
from model.notices import NoticeKind
from nightdesk.notices.newsroom import Channel, Newsroom
from nightdesk.shelving import shelve
from tests.integration.db.test_migrations import REVISIONS
from tests.integration.nightdesk.test_stories import NAMES, NOON, TEXT, lines, read

DESK = Channel("desk", Wanted(frozenset({NoticeKind.NEW, NoticeKind.COPY})), Hours())
ROOM = Newsroom(NAMES, channels={"harbour": (DESK,)})


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Two stories, one with a copy and a post, told and to be told."""
    folder: Path = tmp_path_factory.mktemp("worked")
    pages = (read("gazette", TEXT), read("review", TEXT, hour=1), read("board", TEXT, hour=2, told="The Gazette"))
    with Store(str(folder / "desk.db")) as store:
        for page in (*pages, read("sister", lines("elsewhere"), hour=3)):
            store.write_now(lambda uow, page=page: shelve(uow, replace(page, keep_capture=True), ROOM))
        store.write_now(lambda uow: uow.outbox.sent([1], "desk", NOON))
        yield store


def copy(source: Connection, target: Connection) -> None:
    """Everything that the older tables have room for."""
    old, new = MetaData(), MetaData()
    new.reflect(target)
    old.reflect(source, only=[table for table in new.tables if not table.startswith(("document_fts", "alembic"))])
    for table in (each for each in new.sorted_tables if each.name in old.tables):
        kept = old.tables[table.name]
        rows = source.execute(select(*(kept.c[each.name] for each in table.columns if each.name in kept.c)))
        if found := [dict(row._mapping) for row in rows]:
            target.execute(insert(table), found)
        if target.dialect.name == "postgresql" and "id" in table.c and str(table.c.id.type) == "INTEGER":
            last = f"(SELECT coalesce(max(id), 1) FROM {table.name})"
            target.execute(text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), {last})"))
    if target.dialect.name == "sqlite":
        indexed = "SELECT document_id, folded FROM search_text"
        target.execute(text(f"INSERT INTO document_fts (rowid, folded) {indexed}"))


def shown(uow: UnitOfWork) -> object:
    """What readers and channels are shown."""
    documents = [replace(each, changed_at=NOON) for each in uow.reading.documents()]
    alerts = [(each.uid, [one.uid for one in each.documents]) for each in uow.alerts.newest("harbour", 9)]
    log = [(each.notice.uid, each.state, each.notice.story_id) for each in uow.deliveries.log()]
    return documents, alerts, log, uow.outbox.pending(["desk"], NOON.replace(year=2027))


@pytest.mark.parametrize("revision", REVISIONS)
def test_what_was_stored_is_shown_as_before_and_goes_on(worked: Store, bare_database: str, revision: str) -> None:
    engine = open_engine(parse_database_url(bare_database), writing=True)
    schema.upgrade(engine, revision)
    with worked._reading.connect() as source, engine.begin() as target:
        copy(source, target)
    engine.dispose()
    with Store(bare_database) as store:
        assert store.faults() == []
        if revision > "0001":
            assert store.read(shown) == worked.read(shown)
        assert len(store.read(lambda uow: uow.reading.documents())) == 4
        further = store.write_now(lambda uow: shelve(uow, read("herald", TEXT, hour=5), ROOM))
        assert not further.new_story and further.alerts == 0
        sent = store.write_now(
            lambda uow: uow.outbox.claim("desk", NOON.replace(year=2027), until=NOON, by="x", limit=9)
        )
        assert sent
