"""What was told: alerts with their stories as feeds and messages show them, read in few queries.

The statements that every feed asks for are written out: making them of objects takes longer than running them. Each
goes from alerts to stories to documents by outer joins, which are kept in that order: otherwise one is begun at the
wrong end where a watch has met much.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, TextClause, bindparam, select, text

from db.repositories.told_rows import COLUMNS, document_of, instant
from db.tables import alert, story
from model.telling import ToldDocument, ToldStory

_PAGE = 500
_DOCUMENTS = """
LEFT JOIN membership m ON m.story_id = chosen.story_id
LEFT JOIN watch_match w ON w.document_id = m.document_id AND w.watch_id = chosen.watch_id
LEFT JOIN document d ON d.id = w.document_id
"""
#: By alert, of the documents it tells of: how many, which, as they stand, and where in the story.
_MARKS = f"""
SELECT chosen.seq, count(d.id), sum(d.id), cast(max(d.changed_at) AS varchar), sum(d.version),
  max(cast(w.matched_at AS varchar)), min(CASE WHEN d.id IS NOT NULL THEN m.relation END),
  max(CASE WHEN d.id IS NOT NULL THEN m.relation END), min(CASE WHEN d.id IS NOT NULL THEN m."of" END),
  max(CASE WHEN d.id IS NOT NULL THEN m."of" END), max((SELECT max(e.id) FROM event e WHERE e.document_id = d.id))
FROM (SELECT seq, story_id, watch_id FROM alert WHERE {{within}} ORDER BY seq {{order}}
  LIMIT :limit OFFSET :skip) chosen
{_DOCUMENTS} GROUP BY chosen.seq ORDER BY chosen.seq DESC
"""  # noqa: S608 - made of our own words; values are bound
_TOLD = f"""
SELECT chosen.seq, chosen.uid, chosen.watch_id, s.uid, chosen.lane, chosen.created_at, {COLUMNS}
FROM (SELECT * FROM alert WHERE {{within}} ORDER BY seq LIMIT :limit) chosen LEFT JOIN story s ON s.id = chosen.story_id
{_DOCUMENTS} ORDER BY chosen.seq
"""  # noqa: S608 - the same
_OF_STORIES = f"""
SELECT {COLUMNS} FROM membership m LEFT JOIN watch_match w ON w.document_id = m.document_id
LEFT JOIN document d ON d.id = w.document_id WHERE m.story_id IN :ids
"""  # noqa: S608 - the same
#: What grows whenever something is stored that a feed shows.
_STATE = text("""
SELECT (SELECT max(id) FROM document), (SELECT max(id) FROM revision), (SELECT max(id) FROM event),
  (SELECT max(seq) FROM alert)
""")
#: The newest cursor; the oldest transaction under way, and the number of the next to begin, as one statement sees them.
_HORIZON = text("""
SELECT coalesce((SELECT max(seq) FROM alert), 0), cast(cast(pg_snapshot_xmin(t.seen) AS text) AS bigint),
  cast(cast(pg_snapshot_xmax(t.seen) AS text) AS bigint) FROM (SELECT pg_current_snapshot() AS seen) t
""")
_LAST = text("SELECT coalesce(max(seq), 0), 0, 0 FROM alert")
_HAVING_SOURCE = """story_id IN (SELECT membership.story_id FROM membership
  JOIN document ON document.id = membership.document_id WHERE document.source_id = :source_id)"""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which alerts: of a watch, of those in which a source has a part, or (with neither) all."""

    watch_id: str | None = None
    source_id: str | None = None
    lane: str | None = "now"

    @property
    def condition(self) -> str:
        """The scope as a condition on alerts."""
        parts = (
            "lane = :lane" if self.lane else "",
            "watch_id = :watch_id" if self.watch_id else "",
            _HAVING_SOURCE if self.source_id else "",
        )
        return " AND ".join(filter(None, parts)) or "1 = 1"

    @property
    def values(self) -> dict[str, str]:
        """What the condition asks for."""
        said = {"lane": self.lane, "watch_id": self.watch_id, "source_id": self.source_id}
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True, slots=True)
class Horizon:
    """The newest cursor that is seen, the oldest transaction that was under way then, and the next to begin.

    Where writers come one after another (SQLite) nothing is ever under way.
    """

    last: int
    oldest: int
    upcoming: int


class Told:
    """What was told, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def state(self) -> tuple[int, ...]:
        """Numbers that change when anything that feeds show is stored."""
        return tuple(number or 0 for number in self._connection.execute(_STATE).one())

    def count(self, of: Scope) -> int:
        """How many alerts there are."""
        query = text(f"SELECT count(*) FROM alert WHERE {of.condition}")  # noqa: S608 - the same
        return int(self._connection.execute(query, of.values).scalar_one())

    def marks(self, of: Scope, limit: int, skip: int = 0, *, oldest: bool = False) -> dict[int, tuple[object, ...]]:
        """By cursor, in the order of the feed, what changes whenever an alert is to be shown in another way."""
        query = text(_MARKS.format(within=of.condition, order="ASC" if oldest else "DESC"))
        rows = self._connection.execute(query, {**of.values, "limit": limit, "skip": skip}).all()
        return {row[0]: tuple(row) for row in rows}

    def numbered(self, seqs: Collection[int]) -> list[ToldStory]:
        """The alerts of these cursors."""
        found: list[ToldStory] = []
        ids = list(seqs)
        for start in range(0, len(ids), _PAGE):
            some = ids[start : start + _PAGE]
            found += self._told(_NUMBERED, {"seqs": some, "limit": len(some)})
        return found

    def after(self, of: Scope, seq: int, limit: int, *, upto: int | None = None) -> list[ToldStory]:
        """Alerts since a cursor and up to another, the oldest first."""
        within = f"{of.condition} AND seq > :after" + ("" if upto is None else " AND seq <= :upto")
        given = {**of.values, "after": seq, "upto": upto, "limit": limit}
        return self._told(text(_TOLD.format(within=within)), given)

    def latest(self, of: Scope, limit: int, before: int | None = None) -> list[ToldStory]:
        """The newest alerts, those before a cursor where one is given, the newest first."""
        within = of.condition + ("" if before is None else " AND seq < :before")
        query = text(f"SELECT seq FROM alert WHERE {within} ORDER BY seq DESC LIMIT :limit")  # noqa: S608 - the same
        given = {**of.values, "before": before, "limit": limit}
        seqs = list(self._connection.execute(query, given).scalars())
        return sorted(self.numbered(seqs), key=lambda told: -told.seq)

    def horizon(self) -> Horizon:
        """How far alerts are stored, and who may still be storing some."""
        query = _HORIZON if self._connection.dialect.name == "postgresql" else _LAST
        return Horizon(*self._connection.execute(query).one())

    def seqs(self, after: int) -> list[int]:
        """The cursors after one."""
        return list(self._connection.execute(select(alert.c.seq).where(alert.c.seq > after)).scalars())

    def documents(self, story_ids: Collection[int]) -> list[ToldDocument]:
        """The documents of stories that met any watch, those that lead first."""
        ids, found = sorted(story_ids), list[ToldDocument]()
        for start in range(0, len(ids), _PAGE):
            rows = self._connection.execute(_DOCUMENTS_OF, {"ids": ids[start : start + _PAGE]})
            found += [document_of(row) for row in rows if row[0] is not None]
        return _leading_first(found)

    def story_uids(self, story_ids: Collection[int]) -> dict[int, str]:
        """The identifiers of stories by number."""
        rows = self._connection.execute(select(story.c.id, story.c.uid).where(story.c.id.in_(list(story_ids))))
        return {row.id: row.uid for row in rows}

    def _told(self, query: TextClause, given: dict[str, Any]) -> list[ToldStory]:
        """Alerts with their documents; the rows of one stand together."""
        documents: dict[int, list[ToldDocument]] = defaultdict(list)
        heads: dict[int, Sequence[Any]] = {}
        for row in self._connection.execute(query, given).all():
            heads[row[0]] = row
            if row[6] is not None:
                documents[row[0]].append(document_of(row[6:]))
        return list(_stories(heads, documents))


_NUMBERED = text(_TOLD.format(within="seq IN :seqs")).bindparams(bindparam("seqs", expanding=True))
_DOCUMENTS_OF = text(_OF_STORIES).bindparams(bindparam("ids", expanding=True))


def _stories(heads: dict[int, Sequence[Any]], documents: dict[int, list[ToldDocument]]) -> Iterator[ToldStory]:
    for seq, head in heads.items():
        _, uid, watch_id, story_uid, lane, created_at = head[:6]
        told = tuple(_leading_first(documents[seq]))
        yield ToldStory(seq, uid, watch_id, story_uid, lane, instant(created_at), told)


def _leading_first(documents: list[ToldDocument]) -> list[ToldDocument]:
    return sorted(documents, key=lambda each: (not each.leads, each.first_seen_at, each.number))
