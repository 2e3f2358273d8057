"""Following: every new alert, once and in order, however many processes store them.

On PostgreSQL an alert gets its number before it is committed: a slow writer's lower number can come to be seen after
a quick one's higher number. So an alert is told only once nobody is left who may yet store a lower one.
"""

from __future__ import annotations

from db.repositories.told import Horizon, Scope
from db.store import Store
from db.unit import UnitOfWork
from model.telling import ToldStory

#: Alerts taken at once; and of those that are there at the beginning, so many of the newest are told from late ones.
_TAKEN = 200
_KNOWN = 1000


class Frontier:
    """How far alerts can be told without passing over any."""

    def __init__(self) -> None:
        self.safe = 0
        self._waiting: Horizon | None = None

    def advance(self, seen: Horizon) -> int:
        """The cursor up to which every alert is seen or will never be.

        What was seen at some time is safe once every transaction that was under way then has ended.
        """
        if self._waiting and seen.oldest >= self._waiting.upcoming:
            self.safe, self._waiting = self._waiting.last, None
        if seen.oldest == seen.upcoming:
            self.safe, self._waiting = seen.last, None
        elif self._waiting is None and seen.last > self.safe:
            self._waiting = seen
        return self.safe


class Follower:
    """Takes new alerts of a scope, those after a cursor or those that are yet to come."""

    def __init__(self, store: Store, scope: Scope, after: int | None = None) -> None:
        self._store, self._scope = store, scope
        self._frontier, self._known = Frontier(), frozenset[int]()
        self._cursor = after if after is not None else self._begin()

    def _begin(self) -> int:
        """The cursor of now: what is seen is known, a lower number that comes to be seen later is not."""

        def now(uow: UnitOfWork) -> int:
            start = max(uow.told.horizon().last - _KNOWN, 0)
            self._known = frozenset(uow.told.seqs(start))
            return start

        return self._store.read(now)

    def take(self) -> list[ToldStory]:
        """The next alerts, the oldest first; none where there are none yet."""

        def read(uow: UnitOfWork) -> tuple[int, list[ToldStory]]:
            upto = self._frontier.advance(uow.told.horizon())
            told = uow.told.after(self._scope, self._cursor, _TAKEN, upto=upto)
            return upto, told

        upto, told = self._store.read(read)
        if len(told) == _TAKEN:
            self._cursor = told[-1].seq
        else:
            self._cursor = max(self._cursor, upto)
        return [each for each in told if each.seq not in self._known]
