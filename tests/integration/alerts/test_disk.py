"""A disk that fills is told of in time and once; a table that is exported starts no formula."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from model.notices import NoticeKind
from nightdesk.chores.disk import ROOM, folder_of, tell_room
from nightdesk.cli.main import nightdesk
from nightdesk.notices.newsroom import newsroom_of

OpenOffice = Callable[..., Any]


def test_a_disk_that_fills_is_told_of_once_and_its_end_too(
    open_office: OpenOffice, hook: dict[str, Any], receiver: Any, clock: Any
) -> None:
    office = open_office({"ops": hook | {"kinds": ["trouble", "ended"]}}, operator=("ops",))
    newsroom, folder = newsroom_of(office.catalogue), Path("/data")
    for free in (ROOM * 9, ROOM - 1, ROOM // 2, ROOM + 1, ROOM * 2, ROOM * 2):
        clock.forward(minutes=5)
        office.store.write_now(lambda uow, free=free: tell_room(uow, newsroom, folder, free, clock()))
    asyncio.run(office.deliver())
    told = [(line.notice.kind, line.notice.detail["subject"]) for line in reversed(office.log())]
    assert told == [(NoticeKind.TROUBLE, "disk"), (NoticeKind.ENDED, "disk")] and len(receiver.got) == 2


def test_the_disk_is_that_of_the_database() -> None:
    assert folder_of("sqlite:////data/desk.db") == folder_of("/data/desk.db") == Path("/data")
    assert folder_of("postgresql+psycopg://db.example/desk") == Path.cwd()


@pytest.mark.parametrize("title", ["=cmd|' /C calc'!A1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\n=1", "＝1", "＠SUM(1)"])
def test_a_cell_that_begins_like_a_formula_is_text(open_office: OpenOffice, database: str, title: str) -> None:
    open_office({}).publish("one", title=title)
    result = CliRunner().invoke(nightdesk, ["--database", database, "export", "documents", "--format", "csv"])
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert row["title"].startswith("'")
