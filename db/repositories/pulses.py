"""Pulses: what the history of sources taught, and how they stand by it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, exists, insert, select, update

from db.repositories.visits import VisitRecord
from db.tables import gap, link, pulse, source, standing
from db.upsert import insert_new, put
from model.coverage import Gap
from model.health import Facts, Fields, Health, Standing

#: So many days of quiet spells are remembered of a source.
_DAYS = 56
#: A quiet time in which we ourselves did not look for so many intervals teaches nothing.
_LAPSE = 3
_OF_SOURCE = ("next_visit_at", "visited_at", "outcome", "reason", "ok_at", "new_at", "failures", "interval")
_OF_PULSE = ("spells", "fields", "stale")

_NOTHING: Mapping[str, object] = {"spells": {}, "fields": [], "stale": None, "recheck": False}


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known of a source before a visit: facts, whether its links were met before and all its lists are to be
    looked at, and the last time in which nothing was visited.
    """

    facts: Facts
    met_before: bool = False
    recheck: bool = False
    gap: Gap | None = None


class Pulses:
    """Pulses and standings on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def facts(self) -> dict[str, Facts]:
        """What is known of every source, by its id."""
        return {row.id: _facts(row) for row in self._connection.execute(_FACTS)}

    def ground(self, source_id: str) -> Ground:
        """What is known of a source before a visit."""
        row = self._connection.execute(_GROUND, {"of": source_id}).first()
        if row is None:
            return Ground(Facts(source_id))
        lapse = Gap(row.gap_since, row.gap_until) if row.gap_until is not None else None
        return Ground(_facts(row), bool(row.met_before), bool(row.recheck), lapse)

    def learn(self, record: VisitRecord, before: Ground, fields: tuple[Fields, ...]) -> None:
        """Takes up what a visit taught, beside what was known before it; `fields` are those of its last pages now."""
        known = before.facts
        spells = _spells(known, record)
        stale = None if record.found_new and record.stale is None else record.stale or known.stale
        if (spells, fields, stale) == (known.spells, known.fields, known.stale) and not before.recheck:
            return
        seconds = {day: int(spell.total_seconds()) for day, spell in spells.items()}
        values = {"spells": seconds, "fields": list(map(int, fields)), "stale": stale, "recheck": False}
        put(self._connection, pulse, {"source_id": record.source_id, **values}, ["source_id"])

    def ask_recheck(self, source_ids: Collection[str]) -> int:
        """Lets the next visits of sources look at every list; gives of how many."""
        for source_id in source_ids:
            insert_new(self._connection, pulse, {"source_id": source_id, **_NOTHING}, ["source_id"])
        asked = update(pulse).where(pulse.c.source_id.in_(list(source_ids))).values(recheck=True)
        return self._connection.execute(asked).rowcount

    def standings(self) -> dict[str, Standing]:
        """How sources stand, as it was last written down."""
        return {row.source_id: _standing(row) for row in self._connection.execute(_PRESENT)}

    def history(self, source_id: str, limit: int = 50) -> list[tuple[Standing, datetime | None]]:
        """How a source stood, the latest first, each with when that ended."""
        query = select(standing).where(standing.c.source_id == source_id).order_by(standing.c.id.desc()).limit(limit)
        return [(_standing(row), row.until) for row in self._connection.execute(query)]

    def put_standings(self, found: Iterable[Standing], at: datetime) -> list[Standing]:
        """Writes down how sources stand; gives those whose health changed. Words alone make no new row."""
        before = self.standings()
        changed = [each for each in found if _changed(before.get(each.source_id), each)]
        if changed:
            ids = [each.source_id for each in changed]
            ended = update(standing).where(standing.c.source_id.in_(ids), standing.c.until.is_(None)).values(until=at)
            self._connection.execute(ended)
            self._connection.execute(insert(standing), [_row(each, at) for each in changed])
        return changed

    def forget_standings(self, before: datetime) -> None:
        """Lets go of what ended before an instant."""
        self._connection.execute(delete(standing).where(standing.c.until < before))


_KNOWN: Select[Any] = select(
    source.c.id,
    *(source.c[name] for name in _OF_SOURCE),
    *(pulse.c[name] for name in _OF_PULSE),
    pulse.c.recheck,
).outerjoin(pulse, pulse.c.source_id == source.c.id)
_FACTS = _KNOWN
_LAST_GAP = select(gap.c.id).order_by(gap.c.until.desc()).limit(1).scalar_subquery()
_GROUND = (
    _KNOWN.add_columns(
        exists().where(link.c.source_id == source.c.id).label("met_before"),
        gap.c.since.label("gap_since"),
        gap.c.until.label("gap_until"),
    )
    .outerjoin(gap, gap.c.id == _LAST_GAP)
    .where(source.c.id == bindparam("of"))
)
_PRESENT = select(standing).where(standing.c.until.is_(None))


def _facts(row: Row[Any]) -> Facts:
    told = {name: getattr(row, name) for name in _OF_SOURCE}
    told["interval"] = timedelta(seconds=row.interval) if row.interval is not None else None
    spells = {day: timedelta(seconds=seconds) for day, seconds in (row.spells or {}).items()}
    return Facts(row.id, **told, spells=spells, fields=tuple(map(Fields, row.fields or ())), stale=row.stale)


def _spells(known: Facts, record: VisitRecord) -> Mapping[str, timedelta]:
    """The quiet spells with the one that a visit ended; none where nothing was found, or where we had not looked."""
    if not record.found_new or known.new_at is None or known.visited_at is None:
        return known.spells
    if known.interval is None or record.started_at - known.visited_at > known.interval * _LAPSE:
        return known.spells
    day, spell = record.finished_at.date().isoformat(), record.finished_at - known.new_at
    days = {**known.spells, day: max(known.spells.get(day, timedelta(0)), spell)}
    return dict(sorted(days.items())[-_DAYS:])


def _changed(before: Standing | None, now: Standing) -> bool:
    return before is None or before.health is not now.health


def _standing(row: Row[Any]) -> Standing:
    return Standing(row.source_id, Health(row.health), row.words, since=row.since)


def _row(each: Standing, at: datetime) -> dict[str, object]:
    return {"source_id": each.source_id, "health": each.health.value, "words": each.words, "since": at, "until": None}
