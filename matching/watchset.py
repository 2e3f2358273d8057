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
from matching.watch import Compiled, CompiledWatch, match_reading

#: Sets of literals, of each of which a text must hold one for a query to be met; none where it cannot be told.
Needs = tuple[frozenset[Literal], ...]

#: How many sets are kept of all that alternatives need; fewer wake a watch more often, never too seldom.
_MOST_NEEDS = 8


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting:
    """A watch with the numbers of the literals it needs."""

    watch: CompiledWatch
    needs: tuple[frozenset[int], ...]

    def may_match(self, found: set[int]) -> bool:
        """Whether something of every need is among the literals a text may hold."""
        return all(not need.isdisjoint(found) for need in self.needs)

    def is_held_by(self, text: str, found: set[int], literals: tuple[Literal, ...]) -> bool:
        """Whether something of every need begins somewhere in a text."""
        return all(any(literals[number].pieces[0] in text for number in need & found) for need in self.needs)


class WatchSet:
    """Compiled watches, of which the cost of a subject hardly depends on the number."""

    def __init__(self, watches: Iterable[CompiledWatch]) -> None:
        self.watches = tuple(watches)
        needed = [needs_of(watch.query.root, watch.query) for watch in self.watches]
        self._scanner = Scanner(one for needs in needed for need in needs for one in need)
        self._always: list[CompiledWatch] = []
        self._by_literal: dict[int, list[_Waiting]] = {}
        numbers = {one: number for number, one in enumerate(self._scanner.literals)}
        for watch, needs in zip(self.watches, needed, strict=True):
            self._file(watch, tuple(frozenset(numbers[one] for one in need) for need in needs))

    def _file(self, watch: CompiledWatch, needs: tuple[frozenset[int], ...]) -> None:
        if not needs:
            self._always.append(watch)
            return
        waiting = _Waiting(watch, needs)
        for number in min(needs, key=len):
            self._by_literal.setdefault(number, []).append(waiting)

    def matches(self, subject: Subject) -> dict[str, MatchResult]:
        """The results of the watches that match a subject, by the watch's id."""
        matched: dict[str, MatchResult] = {}
        for reading in readings(subject):
            for watch in self._concerned(reading):
                result = match_reading(watch, reading)
                if result.matched:
                    matched.setdefault(watch.watch.id, result)
        return matched

    def _concerned(self, reading: Reading) -> Iterator[CompiledWatch]:
        yield from self._always
        text, literals = reading.folded.text, self._scanner.literals
        found = self._scanner.candidates(text)
        waiting = {id(one): one for number in found for one in self._by_literal.get(number, ())}
        for one in waiting.values():
            if one.may_match(found) and one.is_held_by(text, found, literals):
                yield one.watch


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
