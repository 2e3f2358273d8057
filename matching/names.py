"""Name lists: every form of a person, body, place or event, explained once and used in queries as `@name`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

#: How near the context of a form must be where the list does not say, in words.
NEARBY = 30


class Sureness(StrEnum):
    """How surely a form means its name."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def weight(self) -> float:
        """What a form of this sureness adds to a score."""
        return _WEIGHTS[self]


_WEIGHTS = {Sureness.HIGH: 1.0, Sureness.MEDIUM: 0.8, Sureness.LOW: 0.5}


@dataclass(frozen=True, slots=True)
class Form:
    """One way a name is written.

    `near` are words (or `@names`) one of which must stand within `within` words; `unless` words take the form away when
    they stand within that distance and nearer than every `near` word. `within` None means anywhere in the document.
    """

    text: str
    language: str
    sure: Sureness = Sureness.HIGH
    near: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    within: int | None = NEARBY
    off: bool = False

    @property
    def is_ambiguous(self) -> bool:
        """Whether the form needs its surroundings to be understood."""
        return bool(self.near or self.unless)


@dataclass(frozen=True, slots=True)
class NameList:
    """A name with its forms.

    `any` names other lists whose forms count as this one's. `titles` never match alone; beside a form they make it
    surer. `excepted` are longer expressions in which a form does not count ("Moscow mule"); `spoilers` are expressions
    that, anywhere in a document, take away the forms they contain ("Moscow, Idaho").
    """

    id: str
    canonical: str
    forms: tuple[Form, ...] = ()
    any: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    excepted: tuple[str, ...] = ()
    spoilers: tuple[str, ...] = ()

    @property
    def live(self) -> tuple[Form, ...]:
        """The forms that are switched on."""
        return tuple(form for form in self.forms if not form.off)

    def references(self) -> Iterator[str]:
        """The other lists this one speaks of, without the `@`."""
        contexts = (word for form in self.forms for word in (*form.near, *form.unless))
        yield from (word[1:] for word in (*self.any, *contexts) if word.startswith("@"))

    def without(self, text: str) -> NameList:
        """The list with one form switched off."""
        forms = (replace(form, off=True) if form.text == text else form for form in self.forms)
        return replace(self, forms=tuple(forms))


def find_cycle(names: Mapping[str, NameList]) -> tuple[str, ...] | None:
    """A circle of names that speak of each other, None where there is none."""
    done: set[str] = set()
    for start in names:
        circle = _walk(start, names, (), done)
        if circle:
            return circle
    return None


def _walk(name: str, names: Mapping[str, NameList], path: tuple[str, ...], done: set[str]) -> tuple[str, ...] | None:
    if name in path:
        return (*path[path.index(name) :], name)
    if name in done or name not in names:
        return None
    for reference in names[name].references():
        circle = _walk(reference, names, (*path, name), done)
        if circle:
            return circle
    done.add(name)
    return None
