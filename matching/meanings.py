"""Meanings: name lists made ready, their forms with the context in which each means the name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from matching.literals import Literal, literal
from matching.names import Form, NameList
from matching.reading import Reading


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
