"""Naming: which of a watch's names a subject holds, each told by its canonical name whatever the spelling."""

from __future__ import annotations

from collections.abc import Iterator

from matching.hits import hits_of
from matching.meanings import Meaning
from matching.query.nodes import Name, Node, parts_of
from matching.reading import readings
from matching.subject import Subject
from matching.watch import CompiledWatch


def names_in(compiled: CompiledWatch, subject: Subject) -> frozenset[str]:
    """The canonical names of all that the watch's query asks for and the subject holds, met or not."""
    reading = next(readings(subject))
    found: set[str] = set()
    for meaning in _asked(compiled.query.root, compiled):
        ids = {hit.name for hit in hits_of(meaning, reading) if hit.name}
        found |= {name for id_ in ids if (name := compiled.canonical(id_))}
    return frozenset(found)


def _asked(node: Node, compiled: CompiledWatch) -> Iterator[Meaning]:
    if isinstance(node, Name):
        yield compiled.meanings[node.id]
    for part in parts_of(node):
        yield from _asked(part, compiled)
