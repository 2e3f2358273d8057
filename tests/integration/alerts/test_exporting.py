"""Exports: all of it, in order, a page at a time, whatever the size of the store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from db.repositories import alerts as alerts_rows
from db.repositories import reading as reading_room
from nightdesk.exporting import EXPORTS

OpenOffice = Callable[..., Any]
_EVER = datetime(1970, 1, 1, tzinfo=UTC)
TEXTS = [
    f"At quay {n} a crane of the {n * 7}th series fell on pile {n * 11}, and ship {n * 13} left. " * 5 for n in range(9)
]


def exported(office: Any, what: str, since: datetime = _EVER) -> list[dict[str, Any]]:
    return office.store.read(lambda uow: list(EXPORTS[what](uow, since)))


@pytest.fixture
def office(open_office: OpenOffice, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Five stories, the first of which a second outlet has too; pages hold two rows."""
    for room in (reading_room, alerts_rows):
        monkeypatch.setattr(room, "_PAGE", 2)
    office = open_office({})
    for number, text in enumerate(TEXTS[:5]):
        office.publish(f"p{number}", text=text)
    office.publish("again", "review", text=TEXTS[0])
    return office


def test_every_document_is_exported_once_in_the_order_they_came(office: Any) -> None:
    urls = [row["url"] for row in exported(office, "documents")]
    assert urls == [*(f"https://gazette.example/p{n}" for n in range(5)), "https://review.example/again"]


def test_every_story_is_exported_once_with_all_of_its_documents(office: Any) -> None:
    rows = exported(office, "stories")
    assert [len(row["documents"]) for row in rows] == [2, 1, 1, 1, 1]
    assert {*rows[0]["sources"]} == {"gazette", "review"} and rows[0]["relations"] == ["original", "copy"]
    assert len({row["story"] for row in rows}) == 5


def test_every_alert_is_exported_once_with_its_documents(office: Any) -> None:
    rows = exported(office, "alerts")
    stories = {row["story"]: row["documents"] for row in exported(office, "stories")}
    assert [(row["watch"], row["lane"]) for row in rows] == [("harbour", "now")] * 5
    assert all(row["documents"] == stories[row["story"]] for row in rows)


def test_since_leaves_out_what_did_not_change(office: Any, clock: Any) -> None:
    clock.forward(hours=1)
    office.publish("p4-again", "review", text=TEXTS[4])
    office.publish("p8", text=TEXTS[8])
    hour = clock()
    assert [row["url"][-5:] for row in exported(office, "documents", hour)] == ["again", "le/p8"]
    assert [len(row["documents"]) for row in exported(office, "stories", hour)] == [2, 1]
    assert len(exported(office, "alerts", hour)) == 1
