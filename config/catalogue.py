"""The catalogue: a folder of configuration, read whole, with every fault told at once."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from config.environment import overlay
from config.faults import faults_of, toml_fault
from config.section import Section
from config.settings import Settings
from config.sources import Source
from config.watches import WatchFile
from model.errors import ConfigError, ConfigFault

Table = dict[str, object]
S = TypeVar("S", bound=Section)

#: The configuration that ships with the program.
SHIPPED = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class WatchEntry:
    """A watch as written: its checked outer shape and the whole table, with the file it stands in."""

    file: str
    shape: WatchFile
    table: Table


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A whole configuration: settings, sources by id, watches by id."""

    folder: Path
    settings: Settings
    sources: Mapping[str, Source]
    watches: Mapping[str, WatchEntry]

    @property
    def names(self) -> dict[str, str]:
        """What readers call the sources, by their ids."""
        return {source.id: source.name for source in self.sources.values()}

    @property
    def titles(self) -> dict[str, str]:
        """What readers call the watches, by their ids."""
        return {entry.shape.id: entry.shape.title for entry in self.watches.values()}

    def source(self, source_id: str) -> Source:
        """The source of that id. Raises KeyError."""
        return self.sources[source_id]

    def source_of(self, url: str) -> Source | None:
        """The source that an address belongs to, of the editions on a host the one that names the longest path."""
        best = max(self.sources.values(), key=lambda source: source.claim(url), default=None)
        return best if best and best.claim(url) else None


#: Tells the faults of what stands in watches.
Judge = Callable[[Mapping[str, WatchEntry]], Sequence[ConfigFault]]


def load_catalogue(folder: Path, environment: Mapping[str, str], judge: Judge | None = None) -> Catalogue:
    """The configuration of a folder with the environment laid over it.

    Raises ConfigError with every fault of every file; with those of queries and names where there is a `judge` of them,
    who is asked where there are other faults: else they are told when the watches are made ready.
    """
    faults: list[ConfigFault] = []
    if not folder.is_dir():
        raise ConfigError(
            [ConfigFault(str(folder), "", "no such folder", "give --config the folder that holds sources/")]
        )
    settings, channels = _load_settings(folder / "nightdesk.toml", environment, faults)
    sources = dict(_load_all(folder / "sources", Source, faults))
    watches = dict(_load_all(folder / "watches", WatchFile, faults))
    faults += _unknown_channels(settings, channels, {file: shape for file, (shape, _) in watches.items()})
    faults += _shared_hosts({file: source for file, (source, _) in sources.items()})
    entries = {shape.id: WatchEntry(file, shape, table) for file, (shape, table) in watches.items()}
    if faults:
        raise ConfigError([*faults, *(judge(entries) if judge else ())])
    return Catalogue(folder, settings, {source.id: source for source, _ in sources.values()}, entries)


def _load_settings(
    file: Path, environment: Mapping[str, str], faults: list[ConfigFault]
) -> tuple[Settings, Collection[str] | None]:
    """The settings, and the names of the channels, those with a fault as well; None where the file cannot be read."""
    read = _read(file, faults) if file.exists() else {}
    table, origins = overlay(read or {}, environment, faults)
    written = table.get("channels", {})
    channels = tuple(written) if read is not None and isinstance(written, dict) else None
    try:
        return Settings.model_validate(table), channels
    except ValidationError as error:
        faults += faults_of(error, file.name, Settings, origins)
        return Settings(), channels


def _load_all(folder: Path, shape: type[S], faults: list[ConfigFault]) -> Iterator[tuple[str, tuple[S, Table]]]:
    for file in sorted(folder.glob("[!.]*.toml")):  # what is hidden is an editor's or a system's
        if (table := _read(file, faults)) is None:
            continue
        if (entry := _checked(file, table, shape, faults)) is not None:
            yield _name(file), (entry, table)


def _checked(file: Path, table: Table, shape: type[S], faults: list[ConfigFault]) -> S | None:
    """What a file says, which is called as the file is."""
    try:
        entry = shape.model_validate(table)
    except ValidationError as error:
        faults += faults_of(error, _name(file), shape)
        return None
    id_ = getattr(entry, "id", None)
    if id_ != file.stem:
        faults.append(ConfigFault(_name(file), "id", f"is {id_!r}", f"the file's name asks for {file.stem!r}"))
    return entry


def _name(file: Path) -> str:
    """A file as faults call it."""
    return file.name if file.parent.name not in {"sources", "watches"} else f"{file.parent.name}/{file.name}"


def _read(file: Path, faults: list[ConfigFault]) -> Table | None:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        faults.append(toml_fault(_name(file), error))
        return None


def _shared_hosts(sources: Mapping[str, Source]) -> Iterator[ConfigFault]:
    owner: dict[tuple[str, str], str] = {}
    for file, source in sources.items():
        for host, path in product(source.hosts, source.paths or ("",)):
            first = owner.setdefault((host, path), file)
            if first != file:
                told = f"{host}{path} is named in {first} too"
                yield ConfigFault(
                    file, "paths" if path else "hosts", told, "a host, or a path of it, belongs to one source"
                )


def _unknown_channels(
    settings: Settings, channels: Collection[str] | None, watches: Mapping[str, WatchFile]
) -> Iterator[ConfigFault]:
    if channels is None:
        return
    known = {"feed", *channels}
    named = {f"{file}": ("channels", shape.channels) for file, shape in watches.items()}
    for file, (key, channels) in {"nightdesk.toml": ("operator", settings.operator), **named}.items():
        for name in channels:
            if name not in known:
                told = ", ".join(sorted(known))
                yield ConfigFault(
                    file, key, f"names an unknown channel {name!r}", f"one of {told}, or a [channels.{name}]"
                )
