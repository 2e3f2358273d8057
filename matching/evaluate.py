"""Evaluation: which parts of a query a reading meets, where and how surely."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from matching.distances import ANYWHERE, nearest, outermost
from matching.facts import fact_met
from matching.hits import Hit, hits_of
from matching.literals import Literal
from matching.meanings import Meaning
from matching.patterns import Pattern
from matching.query.nodes import (
    About,
    And,
    AtLeast,
    Expression,
    Name,
    Near,
    Node,
    Not,
    Or,
    Published,
    Term,
    Weighted,
    Within,
)
from matching.reading import PARTS, Reading


class Finding(NamedTuple):
    """What a node came to.

    `strength` is how surely it is met (the weight of the weakest evidence needed), `progress` how much of it is met,
    from 0 to 1.
    """

    met: bool
    hits: tuple[Hit, ...] = ()
    strength: float = 0.0
    progress: float = 0.0


_UNMET = Finding(False)
#: Behind the end of every text.
_END = 1 << 60


def _met(hits: Iterable[Hit], strength: float) -> Finding:
    return Finding(True, tuple(sorted(set(hits))), strength, 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class Ready:
    """A query as written, with its names, words and patterns made ready to be looked for."""

    text: str
    meanings: Mapping[str, Meaning]
    terms: Mapping[str, Literal]
    patterns: Mapping[str, Pattern]


@dataclass(frozen=True, slots=True)
class Evaluator:
    """A query held against a reading; `low` and `high` bound the part of the text looked at."""

    ready: Ready
    reading: Reading
    low: int = 0
    high: int = _END
    _known: dict[int, Finding] = field(default_factory=dict)

    def find(self, node: Node) -> Finding:
        """What a node comes to in the reading, worked out once."""
        known = self._known.get(id(node))
        if known is None:
            known = self._known[id(node)] = self._find(node)
        return known

    def _find(self, node: Node) -> Finding:
        match node:
            case Term() | Expression():
                return self._written(node)
            case Name():
                return self._name(node)
            case About() | Published():
                return self._fact(node)
            case Near():
                return self._near(node)
            case Within() | Weighted():
                return self._adapted(node)
        return self._joined(node)

    def _joined(self, node: Node) -> Finding:
        match node:
            case And(parts=parts):
                return self._all(parts)
            case Or(parts=parts):
                return self._any(parts)
            case AtLeast():
                return self._at_least(node)
            case Not():
                return self._not(node)
        raise TypeError(f"not a node of a query: {node!r}")

    def inside(self, part: str) -> Evaluator:
        """The query beside the title, lead or body alone."""
        return Evaluator(self.ready, self.reading, *self.reading.range_of(part))

    def _found(self, hits: tuple[Hit, ...]) -> Finding:
        inside = (
            hits if self.high == _END else tuple(hit for hit in hits if self.low <= hit.start and hit.end <= self.high)
        )
        return Finding(True, inside, max(hit.sure for hit in inside), 1.0) if inside else _UNMET

    def _written(self, node: Term | Expression) -> Finding:
        if isinstance(node, Term):
            places = self.reading.places(self.ready.terms[node.text])
        else:
            places = self.reading.described(self.ready.patterns[node.text])
        return self._found(tuple(Hit(*place, node.text) for place in places))

    def _name(self, node: Name) -> Finding:
        return self._found(hits_of(self.ready.meanings[node.id], self.reading))

    def _fact(self, node: About | Published) -> Finding:
        return _met((), 1.0) if fact_met(node, self.reading.subject) else _UNMET

    def _adapted(self, node: Within | Weighted) -> Finding:
        if isinstance(node, Within):
            return self.inside(node.field).find(node.part)
        inner = self.find(node.part)
        return Finding(inner.met, inner.hits, inner.strength * node.weight, inner.progress)

    def _all(self, parts: Sequence[Node]) -> Finding:
        findings = [self.find(part) for part in parts]
        if all(finding.met for finding in findings):
            return _met(_hits(findings), min(finding.strength for finding in findings))
        # what a document is not, or is besides its words, brings it no nearer: most documents are not in French
        telling = [self.find(part) for part in parts if not isinstance(part, Not | About | Published)] or findings
        return _short_of(findings, sum(finding.progress for finding in telling) / len(telling))

    def _any(self, parts: Sequence[Node]) -> Finding:
        findings = [self.find(part) for part in parts]
        met = [finding for finding in findings if finding.met]
        return _met(_hits(met), max(finding.strength for finding in met)) if met else _nearest_miss(findings)

    def _at_least(self, node: AtLeast) -> Finding:
        findings = [self.find(part) for part in node.parts]
        met = sorted((finding for finding in findings if finding.met), key=lambda one: -one.strength)
        if len(met) >= node.count:
            return _met(_hits(met), met[node.count - 1].strength)
        return _short_of(findings, len(met) / node.count)

    def _not(self, node: Not) -> Finding:
        return _UNMET if self.find(node.part).met else _met((), 1.0)

    def _near(self, node: Near) -> Finding:
        left, right = findings = self.find(node.left), self.find(node.right)
        if not (left.met and right.met):
            return _short_of(findings, (left.progress + right.progress) / 2)
        reach = ANYWHERE if node.distance is None else node.distance * PARTS
        together = self._beside(left.hits, right.hits, reach) + self._beside(right.hits, left.hits, reach)
        if not together:
            return Finding(False, (*left.hits, *right.hits), 0.0, 0.9)
        return _met(together, min(left.strength, right.strength, _surest(left, together), _surest(right, together)))

    def _beside(self, hits: Sequence[Hit], others: Sequence[Hit], reach: int) -> list[Hit]:
        places = outermost(hit.place for hit in others)
        return [hit for hit in hits if nearest(hit.place, places, self.reading, reach) <= reach]


def _surest(side: Finding, together: Iterable[Hit]) -> float:
    """The weight of the surest hit of one side that stands beside the other."""
    own = set(side.hits)
    return max((hit.sure for hit in together if hit in own), default=side.strength)


def _hits(findings: Iterable[Finding]) -> list[Hit]:
    return [hit for finding in findings for hit in finding.hits]


def _short_of(findings: Sequence[Finding], progress: float) -> Finding:
    return Finding(False, tuple(_hits(findings)), 0.0, min(progress, 0.99))


def _nearest_miss(findings: Sequence[Finding]) -> Finding:
    """What came nearest to being met; where several came equally near, all of them."""
    best = max(finding.progress for finding in findings)
    near = [finding for finding in findings if finding.progress == best]
    return Finding(False, tuple(_hits(near)), 0.0, best)
