"""The account of a reading: each field's value as it was found, with the rule that found it."""

from __future__ import annotations

from typing import TypeVar

from selectolax.lexbor import LexborNode

from model.documents import Reading
from model.moments import Moment
from model.text import single_blanks
from parsers.fields import Field, Found
from parsers.scope import Scope

T = TypeVar("T")
_LONGEST_SHOWN, _LIKELY_READ, _LONGEST_READ = 120, 250, 1000


class Account:
    """Reads fields in one scope and remembers how."""

    def __init__(self, scope: Scope, readings: list[Reading] | None = None) -> None:
        self.scope = scope
        self._readings = [] if readings is None else readings

    def at(self, node: LexborNode) -> Account:
        """The same account, reading in a node."""
        return Account(self.scope.at(node), self._readings)

    def read(self, name: str, field: Field[T]) -> T | None:
        """The value of a field, noted under a name."""
        return self.note(name, field.read(self.scope))

    def note(self, name: str, found: Found[T]) -> T | None:
        """A value that was found elsewhere, noted under a name."""
        self._readings.append(Reading(name, found.rule, shown(found.value), found.missed))
        return found.value

    @property
    def readings(self) -> tuple[Reading, ...]:
        """What was read so far."""
        return tuple(self._readings)


def shown(value: object) -> str:
    """A value as an explanation shows it: short, on one line."""
    if isinstance(value, Moment):
        return value.iso()
    if isinstance(value, tuple):
        few = len(value) <= 3
        value = ", ".join(map(shown, value)) if few else f"{len(value)} items, the first: {shown(value[0])}"
    written = "" if value is None else str(value)
    text = single_blanks(written[:_LIKELY_READ])
    if len(text) <= _LONGEST_SHOWN and len(written) > _LIKELY_READ:  # much of it is blank
        text = single_blanks(written[:_LONGEST_READ])
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
