"""The tree of a query. Every node knows the slice of the query it was written as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a query, from `start` up to `end` of its text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Term(Node):
    """A word, prefix or phrase."""

    text: str


@dataclass(frozen=True, slots=True)
class Expression(Node):
    """A pattern, without its slashes."""

    text: str


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A reference to a name list, without its `@`."""

    id: str


@dataclass(frozen=True, slots=True)
class And(Node):
    """All of the parts, anywhere in the document."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or(Node):
    """At least one of the parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not(Node):
    """The part must not be met."""

    part: Node


@dataclass(frozen=True, slots=True)
class Near(Node):
    """Both parts within `distance` words of each other; None is the same piece: document, or item of a digest."""

    left: Node
    right: Node
    distance: int | None


@dataclass(frozen=True, slots=True)
class AtLeast(Node):
    """At least `count` of the parts."""

    count: int
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Within(Node):
    """The part, looked for in the title, lead or body alone."""

    field: str
    part: Node


@dataclass(frozen=True, slots=True)
class About(Node):
    """What is known about the document (its language, source, host, kind or author) is one of the values."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Published(Node):
    """Published from `first` to `last`, both days included; None is open."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Weighted(Node):
    """The part, counting `weight` times in the score."""

    part: Node
    weight: float


def parts_of(node: Node) -> tuple[Node, ...]:
    """The nodes directly below a node."""
    match node:
        case And(parts=parts) | Or(parts=parts) | AtLeast(parts=parts):
            return parts
        case Not(part=part) | Within(part=part) | Weighted(part=part):
            return (part,)
        case Near(left=left, right=right):
            return (left, right)
        case _:
            return ()


def placeless(node: Node) -> Node | None:
    """A part by which alone a node may be met without a place in the text, None where there is none."""
    match node:
        case Not() | About() | Published():
            return node
        case Within(part=part) | Weighted(part=part):
            return placeless(part)
        case And(parts=parts):
            found = [placeless(part) for part in parts]
            return found[0] if all(found) else None
        case Or(parts=parts):
            return next(filter(None, map(placeless, parts)), None)
        case AtLeast(parts=parts, count=count):
            without = [one for one in map(placeless, parts) if one]
            return without[0] if len(without) >= count else None
    return None
