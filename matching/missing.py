"""Missing: what kept a query from being met, in words. Worked out for those who ask, who are few."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from matching.distances import FAR, nearest, outermost
from matching.evaluate import Evaluator
from matching.facts import fact_seen
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
from matching.reading import PARTS


def missing(node: Node, evaluator: Evaluator) -> tuple[str, ...]:
    """What a part of a query that a reading does not meet misses; nothing for one that it meets."""
    return () if evaluator.find(node).met else tuple(_missing(node, evaluator))


def _missing(node: Node, evaluator: Evaluator) -> Iterator[str]:
    match node:
        case Term() | Expression() | Name() | Not():
            yield _said(node, evaluator)
        case About() | Published():
            yield f"{_words(node, evaluator)}: the document has {fact_seen(node, evaluator.reading.subject)}"
        case Weighted(part=part):
            yield from missing(part, evaluator)
        case Within(part=part, field=field):
            yield from (f"{what} in the {field}" for what in missing(part, evaluator.inside(field)))
        case _:
            yield from _joined(node, evaluator)


def _said(node: Node, evaluator: Evaluator) -> str:
    if isinstance(node, Name):
        return f"@{node.id} ({evaluator.ready.meanings[node.id].names.canonical}) is not named"
    if isinstance(node, Not):
        return f"{_words(node.part, evaluator)} is there and must not be"
    return f"{_words(node, evaluator)} is not there"


def _joined(node: Node, evaluator: Evaluator) -> Iterator[str]:
    match node:
        case And(parts=parts):
            yield from _of_all(parts, evaluator)
        case Or(parts=parts):
            best = max(evaluator.find(part).progress for part in parts)
            near = (part for part in parts if evaluator.find(part).progress == best)
            yield from dict.fromkeys(_of_all(near, evaluator))
        case AtLeast(parts=parts, count=count):
            met = sum(evaluator.find(part).met for part in parts)
            yield f"{met} of the {count} wanted in {_words(node, evaluator)}"
            yield from _of_all(parts, evaluator)
        case Near(left=left, right=right):
            both = evaluator.find(left).met and evaluator.find(right).met
            yield from (_apart(node, evaluator),) if both else _of_all((left, right), evaluator)


def _of_all(parts: Iterable[Node], evaluator: Evaluator) -> Iterator[str]:
    for part in parts:
        yield from missing(part, evaluator)


def _apart(node: Near, evaluator: Evaluator) -> str:
    left, right = evaluator.find(node.left).hits, evaluator.find(node.right).hits
    both = f"{_words(node.left, evaluator)} and {_words(node.right, evaluator)}"
    places = outermost(hit.place for hit in right)
    gap = min(nearest(hit.place, places, evaluator.reading) for hit in left)
    if gap == FAR:
        return f"{both} stand in different items of a digest"
    return f"{both} stand {gap / PARTS:.0f} words apart, {node.distance} are allowed"


def _words(node: Node, evaluator: Evaluator) -> str:
    return " ".join(evaluator.ready.text[node.start : node.end].split())
