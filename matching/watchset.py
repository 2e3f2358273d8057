"""Many watches at once: every subject is read and scanned once, and only watches it may concern are evaluated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from matching.literals import Literal
from matching.query.nodes import And, Name, Near, Node, Or, Term, Weighted, Within
from matching.reading import Reading, readings
from matching.result import MatchResult
from matching.scanner import Scanner
from matching.subject import Subject
from matching.watch import Compiled, CompiledWatch, matched

#: Sets of literals, of each of which a text must hold one for a query to be met; none where it cannot be told.
Needs = tuple[frozenset[Literal], ...]

#: How many sets are kept of all that alternatives need; fewer wake a watch more often, never too seldom.
_MOST_NEEDS = 8


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting:
    """A watch with the literals it needs, what is met most seldom first."""

    watch: CompiledWatch
    needs: Needs

    def may_match(self, reading: Reading) -> bool:
        """Whether something of every need stands in a text that holds the beginnings of it."""
        return all(any(map(reading.places, need & reading.held)) for need in self.needs)


class WatchSet:
    """Compiled watches, of which the cost of a subject hardly depends on the number."""

    def __init__(self, watches: Iterable[CompiledWatch]) -> None:
        self.watches = tuple(watches)
        self._scanner = Scanner(one for watch in self.watches for one in watch.literals())
        self._always: list[CompiledWatch] = []
        #: Watches, by what wakes them, with the literals one of which must be seen besides.
        self._woken_by: dict[Literal, list[tuple[_Waiting, frozenset[Literal]]]] = {}
        for watch in self.watches:
            self._file(watch, needs_of(watch.query.root, watch.query))
        self._waking = frozenset(self._woken_by)

    def _file(self, watch: CompiledWatch, needs: Needs) -> None:
        """Lets a watch be woken by what it needs and is met most seldom, where its next need may be met too."""
        if not needs:
            self._always.append(watch)
            return
        waiting = _Waiting(watch, tuple(sorted(needs, key=_commonness)))
        first, *others = waiting.needs
        for one in first:
            self._woken_by.setdefault(one, []).append((waiting, others[0] if others else first))

    def matches(self, subject: Subject) -> dict[str, MatchResult]:
        """The results of the watches that match a subject, by the watch's id."""
        found: dict[str, MatchResult] = {}
        for reading in readings(subject):
            for watch in self._concerned(reading):
                result = matched(watch, reading)
                if result:
                    found.setdefault(watch.watch.id, result)
        return found

    def _concerned(self, reading: Reading) -> Iterator[CompiledWatch]:
        """The watches of which a text may hold what they need; the reading learns what was seen."""
        seen = self._scanner.seen(reading.folded.text)
        reading.scanned, reading.held = self._scanner.literals, seen
        woken = [
            waiting
            for one in self._waking & seen
            for waiting, besides in self._woken_by[one]
            if not seen.isdisjoint(besides)
        ]
        yield from self._always
        yield from (one.watch for one in dict.fromkeys(woken) if one.may_match(reading))


def _commonness(need: frozenset[Literal]) -> float:
    """How often one of some literals may be met: the shorter, the more often."""
    return sum(2.0 ** -len(one.pieces[0]) for one in need)


def needs_of(node: Node, query: Compiled) -> Needs:
    """What a text must hold for a node to be met."""
    match node:
        case Term(text=text):
            return (frozenset((query.terms[text],)),)
        case Name(id=id_):
            return (frozenset(query.meanings[id_].literals()),)
        case And(parts=parts):
            return tuple(need for part in parts for need in needs_of(part, query))
        case Near(left=left, right=right):
            return (*needs_of(left, query), *needs_of(right, query))
        case Within(part=part) | Weighted(part=part):
            return needs_of(part, query)
        case Or(parts=parts):
            return _either(tuple(needs_of(part, query) for part in parts))
    return ()


def _either(choices: tuple[Needs, ...]) -> Needs:
    """What is needed whichever of the choices is met: of every combination of their needs, one literal at least."""
    if not all(choices):
        return ()
    together: list[frozenset[Literal]] = [frozenset()]
    for needs in choices:
        combined = dict.fromkeys(known | need for known in together for need in needs)
        together = sorted(combined, key=len)[:_MOST_NEEDS]
    return tuple(together)
