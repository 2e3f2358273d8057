"""Tables of a watch's file: values taken one by one, what is wrong with them noted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from matching.query.suggest import closest
from model.errors import ConfigFault


@dataclass(slots=True)
class Table:
    """A table of the file whose values are taken one by one, faults being noted."""

    data: Mapping[str, object]
    file: str
    path: str
    faults: list[ConfigFault] = field(default_factory=list)

    def key(self, name: str) -> str:
        """Where a value stands in the file."""
        return ".".join(filter(None, (self.path, name)))

    def fault(self, name: str, problem: str, hint: str = "") -> None:
        """Notes what is wrong with a value, and what would be right."""
        self.faults.append(ConfigFault(self.file, self.key(name), problem, hint))

    def below(self, name: str, data: Mapping[str, object]) -> Table:
        """A table within this one."""
        return Table(data, self.file, self.key(name), self.faults)

    def text(self, name: str, default: str = "", *, required: bool = False) -> str:
        """The text of a key; the default where there is none, or something else."""
        value = self.data.get(name)
        if value is None:
            if required:
                self.fault(name, "is missing")
            return default
        if not isinstance(value, str) or (required and not value.strip()):
            self.fault(name, "must be a text", f"got {value!r}")
            return default
        return value

    def texts(self, name: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The texts of a key."""
        value = self.data.get(name, list(default))
        if isinstance(value, str):
            self.fault(name, "must be a list of texts", f'write ["{value}"]')
        elif not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            self.fault(name, "must be a list of texts")
        else:
            return tuple(value)
        return default

    def flag(self, name: str, default: bool) -> bool:
        """Whether a key says so."""
        value = self.data.get(name, default)
        if not isinstance(value, bool):
            self.fault(name, "must be true or false", f"got {value!r}")
            return default
        return value

    def refuse_unknown(self, known: tuple[str, ...]) -> None:
        """Notes every key that nothing is known of."""
        for name in self.data:
            if name not in known:
                self.fault(name, "unknown key", closest(name, known))
