"""Meanings: name lists made ready, and what their forms mean in a reading, with its context weighed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from matching.literals import Literal, literal
from matching.names import Form, NameList, Sureness
from matching.reading import PARTS, Place, Reading

#: The distance of what is not there at all, or in another item of a digest.
FAR = 1 << 60
#: A reach within which everything is near that is not in another item; nothing is measured then.
ANYWHERE = FAR - 1
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


@dataclass(frozen=True, slots=True, eq=False)
class ReadyForm:
    """A form with what it is looked for by, and its context."""

    form: Form
    literal: Literal
    near: Context
    unless: Context


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """A name list ready to be found in a reading."""

    names: NameList
    forms: tuple[ReadyForm, ...]
    others: tuple[Meaning, ...]
    titles: tuple[Literal, ...]
    excepted: tuple[Literal, ...]
    spoilers: tuple[Literal, ...]

    @property
    def plain(self) -> bool:
        """Whether a form means the name wherever it stands, and nothing makes it surer."""
        return not (self.titles or self.excepted or self.spoilers)

    def forms_held(self, reading: Reading) -> list[ReadyForm]:
        """The forms that may stand in a text, as far as a scanner told."""
        held, scanned = reading.held, reading.scanned
        return [form for form in self.forms if form.literal in held or form.literal not in scanned]

    def literals(self) -> Iterator[Literal]:
        """What must stand in a text for the name to be found, one of them at least."""
        yield from (form.literal for form in self.forms)
        for other in self.others:
            yield from other.literals()

    def all_literals(self) -> Iterator[Literal]:
        """All that is looked for to understand the name, other lists left out."""
        yield from (*self.titles, *self.excepted, *self.spoilers)
        for form in self.forms:
            yield from (form.literal, *form.near.literals, *form.unless.literals)

    def canonical(self, id_: str) -> str | None:
        """The canonical name of this list, or of one it is made of."""
        if self.names.id == id_:
            return self.names.canonical
        return next((found for other in self.others if (found := other.canonical(id_))), None)


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """Words and names looked for in the surroundings of a form."""

    literals: tuple[Literal, ...] = ()
    meanings: tuple[Meaning, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.literals or self.meanings)

    def places(self, reading: Reading) -> list[Place]:
        """Where any of it stands, in order, the longest at each place."""
        found = [place for one in self.literals for place in reading.places(one)]
        return outermost([*found, *(hit.place for meaning in self.meanings for hit in hits_of(meaning, reading))])


def make_ready(names: Mapping[str, NameList]) -> dict[str, Meaning]:
    """Every name list ready to be found. The lists must refer to each other without a circle."""
    ready: dict[str, Meaning] = {}
    for name in names.values():
        _ready(name, names, ready)
    return ready


def _ready(name: NameList, names: Mapping[str, NameList], ready: dict[str, Meaning]) -> Meaning:
    if name.id not in ready:
        forms = tuple(
            ReadyForm(form, literal(form.text), _context(form.near, names, ready), _context(form.unless, names, ready))
            for form in name.live
        )
        others = tuple(_ready(names[other.removeprefix("@")], names, ready) for other in name.any)
        supports = (tuple(map(literal, words)) for words in (name.titles, name.excepted, name.spoilers))
        ready[name.id] = Meaning(name, forms, others, *supports)
    return ready[name.id]


def _context(words: Iterable[str], names: Mapping[str, NameList], ready: dict[str, Meaning]) -> Context:
    words = tuple(words)
    references = (word[1:] for word in words if word.startswith("@"))
    return Context(
        tuple(literal(word) for word in words if not word.startswith("@")),
        tuple(_ready(names[reference], names, ready) for reference in references),
    )


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


def _places(literals: Iterable[Literal], reading: Reading) -> list[Place]:
    return [place for one in literals for place in reading.places(one)]


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


def _form_hits(ready: ReadyForm, meaning: Meaning, reading: Reading) -> Iterator[Hit]:
    places = reading.places(ready.literal)
    if places and ready.form.is_ambiguous:
        places = _understood(ready, places, reading)
    for start, end in places:
        yield Hit(start, end, ready.form.text, meaning.names.id, ready.form.sure.weight)


def _understood(ready: ReadyForm, places: tuple[Place, ...], reading: Reading) -> tuple[Place, ...]:
    """The places whose surroundings say that the form means its name."""
    near, unless = ready.near.places(reading), ready.unless.places(reading)
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


def outermost(places: Iterable[Place]) -> list[Place]:
    """Places in order without those inside another, so that their ends are in order too."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda place: (place[0], -place[1])):
        if not kept or place[1] > kept[-1][1]:
            kept.append(place)
    return kept


def nearest(place: Place, others: list[Place], reading: Reading, reach: int = FAR) -> int:
    """The distance, in parts of a word, to the nearest of the outermost `others` in the same item.

    What is farther than `reach` is not measured to its end: then it is FAR or any number above that.
    """
    at = bisect_left(others, place)
    beside = others[max(0, at - 1) : at + 2]
    if reach >= ANYWHERE:
        return _nearest_in_item(place, beside, reading, reach)
    gaps = [(reading.ruler.gap(place, other, reach), other) for other in beside]
    within = [other for gap, other in gaps if gap <= reach]
    if within and reading.is_digest:
        return _nearest_in_item(place, within, reading, reach)
    return min(gaps)[0] if within else FAR


def _nearest_in_item(place: Place, others: list[Place], reading: Reading, reach: int) -> int:
    if reading.is_digest:
        others = [other for other in others if reading.item(other) == reading.item(place)]
    if reach == ANYWHERE:
        return 0 if others else FAR
    return min((reading.ruler.gap(place, other, reach) for other in others), default=FAR)
