"""The graph of a story: who has the text from whom, from the first one down, each in its row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from web.charts.svg import chart, element

_ROW, _STEP, _LEFT, _TOP = 40, 26, 14, 22
#: Beyond so many documents the table tells the rest.
MOST = 60
_LETTER = 7.3


@dataclass(frozen=True, slots=True)
class Node:
    """A document: its name, what stands under it, whom it has its text from, and whether it was taken down."""

    uid: str
    name: str
    note: str
    of: str | None
    away: bool = False


def graph(nodes: Sequence[Node]) -> Markup:
    """The picture of some documents, given in the order they came."""
    shown = _ordered(nodes)[:MOST]
    depths = _depths(shown)
    rows = {node.uid: number for number, node in enumerate(shown)}
    label = _LEFT + (max(depths.values(), default=0) + 1) * _STEP
    width = label + max((max(len(node.name), len(node.note)) for node in shown), default=0) * _LETTER + 10
    parts = [*_edges(shown, rows, depths), *_nodes(shown, rows, depths, label)]
    said = "; ".join(f"{node.name}: {node.note}" for node in shown)
    return chart(max(width, 260.0), _TOP + len(shown) * _ROW, said, parts, kind="graph")


def _ordered(nodes: Sequence[Node]) -> list[Node]:
    """Each document after the one it has its text from, what came from one another together."""
    known = {node.uid for node in nodes}
    below: dict[str | None, list[Node]] = {}
    for node in nodes:
        below.setdefault(node.of if node.of in known and node.of != node.uid else None, []).append(node)
    done: list[Node] = []
    waiting = list(reversed(below.get(None, [])))
    while waiting:
        node = waiting.pop()
        done.append(node)
        waiting += reversed(below.pop(node.uid, []))
    seen = {node.uid for node in done}
    return done + [node for node in nodes if node.uid not in seen]


def _depths(nodes: Sequence[Node]) -> dict[str, int]:
    depths: dict[str, int] = {}
    for node in nodes:
        depths[node.uid] = depths[node.of] + 1 if node.of in depths else 0
    return depths


def _place(node: Node, rows: Mapping[str, int], depths: Mapping[str, int]) -> tuple[int, int]:
    return _LEFT + depths[node.uid] * _STEP, _TOP + rows[node.uid] * _ROW


def _edges(nodes: Sequence[Node], rows: Mapping[str, int], depths: Mapping[str, int]) -> Iterator[Markup]:
    places = {node.uid: _place(node, rows, depths) for node in nodes}
    for node in nodes:
        if node.of in places and depths[node.uid]:
            (x1, y1), (x2, y2) = places[node.of], places[node.uid]
            yield element("path", class_="edge", d=f"M{x1} {y1}V{y2 - 8}q0 8 8 8H{x2}")


def _nodes(nodes: Sequence[Node], rows: Mapping[str, int], depths: Mapping[str, int], label: int) -> Iterator[Markup]:
    for node in nodes:
        x, y = _place(node, rows, depths)
        kind = " away" if node.away else "" if depths[node.uid] else " first"
        yield element("circle", class_=f"node{kind}", cx=x, cy=y, r=6)
        yield element("text", node.name, x=label, y=y - 1)
        yield element("text", node.note, class_="small", x=label, y=y + 14)
