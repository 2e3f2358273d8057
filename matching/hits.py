"""Hits: where the forms of a name mean it in a reading, with their context weighed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from matching.distances import FAR, nearest, outermost
from matching.literals import Literal
from matching.meanings import Context, Meaning, ReadyForm
from matching.names import Sureness
from matching.reading import PARTS, Place, Reading

#: How near a title must stand to a form to make it surer, in words.
_BESIDE = 6


class Hit(NamedTuple):
    """A place where something was found: folded `start` and `end`, the form that matched and its name list's id.

    The id is empty for a word of the query itself.
    """

    start: int
    end: int
    form: str
    name: str = ""
    sure: float = 1.0

    @property
    def place(self) -> Place:
        """The folded place."""
        return self.start, self.end


def hits_of(meaning: Meaning, reading: Reading) -> tuple[Hit, ...]:
    """Where a name is meant, in order, the longest form at each place. Worked out once for a reading."""
    known = reading.names.get(id(meaning))
    if isinstance(known, tuple):
        return known
    hits = [hit for form in meaning.forms_held(reading) for hit in _form_hits(form, meaning, reading)]
    hits += [hit for other in meaning.others for hit in hits_of(other, reading)]
    found = _without_blocked(hits, meaning, reading)
    reading.names[id(meaning)] = found
    return found


def _form_hits(ready: ReadyForm, meaning: Meaning, reading: Reading) -> Iterator[Hit]:
    places = reading.places(ready.literal)
    if places and ready.form.is_ambiguous:
        places = _understood(ready, places, reading)
    for start, end in places:
        yield Hit(start, end, ready.form.text, meaning.names.id, ready.form.sure.weight)


def _understood(ready: ReadyForm, places: tuple[Place, ...], reading: Reading) -> tuple[Place, ...]:
    """The places whose surroundings say that the form means its name."""
    near, unless = _surroundings(ready.near, reading), _surroundings(ready.unless, reading)
    if ready.near and not near:
        return ()
    reach = FAR if ready.form.within is None else ready.form.within * PARTS

    def meant(place: Place) -> bool:
        against = nearest(place, unless, reading, reach)
        if not ready.near:
            return against > reach or against == FAR
        support = nearest(place, near, reading, reach)
        return support != FAR and support <= reach and support <= against

    return tuple(filter(meant, places))


def _surroundings(context: Context, reading: Reading) -> list[Place]:
    """Where any of a context stands, in order, the longest at each place."""
    found = _places(context.literals, reading)
    return outermost([*found, *(hit.place for meaning in context.meanings for hit in hits_of(meaning, reading))])


def _places(literals: Iterable[Literal], reading: Reading) -> list[Place]:
    return [place for one in literals for place in reading.places(one)]


def _without_blocked(hits: list[Hit], meaning: Meaning, reading: Reading) -> tuple[Hit, ...]:
    if not hits:
        return ()
    if meaning.plain:
        return tuple(_longest(hits) if len(hits) > 1 else hits)
    blocked = _places(meaning.excepted, reading)
    spoiled = _spoiled(meaning, reading)
    kept = (
        hit
        for hit in hits
        if not _overridden(hit.place, blocked) and not (spoiled and (hit.form, reading.item(hit.place)) in spoiled)
    )
    return tuple(_strengthened(hit, meaning, reading) for hit in _longest(kept))


def _spoiled(meaning: Meaning, reading: Reading) -> set[tuple[str, int]]:
    """The forms, with the item of the digest, that an expression takes away wherever they stand."""
    spoilers = _places(meaning.spoilers, reading)
    return {
        (ready.form.text, reading.item(place))
        for ready in (meaning.forms if spoilers else ())
        for place in reading.places(ready.literal)
        if _inside(place, spoilers)
    }


def _inside(place: Place, others: list[Place]) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in others)


def _overridden(place: Place, others: list[Place]) -> bool:
    """Whether a longer expression covers a place or part of it."""
    length = place[1] - place[0]
    return any(start < place[1] and place[0] < end and length <= end - start for start, end in others)


def _longest(hits: Iterable[Hit]) -> Iterator[Hit]:
    end = -1
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end, -hit.sure)):
        if hit.end > end:
            end = hit.end
            yield hit


def _strengthened(hit: Hit, meaning: Meaning, reading: Reading) -> Hit:
    if hit.sure == Sureness.HIGH.weight or not meaning.titles:
        return hit
    titles = outermost(_places(meaning.titles, reading))
    if nearest(hit.place, titles, reading, _BESIDE * PARTS) > _BESIDE * PARTS:
        return hit
    return Hit(hit.start, hit.end, hit.form, hit.name, Sureness.HIGH.weight)
