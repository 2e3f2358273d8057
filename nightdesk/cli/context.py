"""What every command is given: the global options, and how each becomes a configuration and a store.

The rooms are imported when they are asked for: a command that opens no database need not wait for SQLAlchemy.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from model.errors import ConfigError, ConfigFault

if TYPE_CHECKING:
    from config.catalogue import Catalogue, WatchEntry
    from db.store import Store
    from nightdesk.watches.watching import Watcher


@dataclass
class Globals:
    """The global options of one run."""

    config: Path | None = None
    database: str | None = None
    verbose: int = 0
    quiet: bool = False
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))

    @property
    def data(self) -> Path:
        """The data folder."""
        return Path(self.environment.get("NIGHTDESK_DATA", "./data"))

    @cached_property
    def catalogue(self) -> Catalogue:
        """The configuration. Raises ConfigError with every fault, those of queries and names among them."""
        from config.catalogue import SHIPPED, load_catalogue

        def judge(watches: Mapping[str, WatchEntry]) -> list[ConfigFault]:
            from nightdesk.watches.watching import faults_of_watches

            return faults_of_watches(watches)

        folder = self.config or Path(self.environment.get("NIGHTDESK_CONFIG", str(SHIPPED)))
        return load_catalogue(folder, self.environment, judge)

    @cached_property
    def watcher(self) -> Watcher:
        """The compiled watches. Raises ConfigError."""
        from nightdesk.watches.watching import compile_watches

        return compile_watches(self.catalogue.watches)

    def address(self, default: str = "nightdesk.db") -> str:
        """The database's address."""
        return self.database or self._secret("NIGHTDESK_DATABASE") or str(self.data / default)

    def _secret(self, name: str) -> str | None:
        """A variable, or what the file holds that NAME_FILE names: an address may hold a password."""
        if file := self.environment.get(f"{name}_FILE"):
            try:
                return Path(file).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                fault = ConfigFault(f"{name}_FILE", "", f"the file {file} cannot be read: {error}", "check its rights")
                raise ConfigError((fault,)) from error
        return self.environment.get(name)

    def store(self) -> Store:
        """The database, opened. Raises StorageError."""
        from db.store import Store

        return Store(self.address())


pass_globals = click.make_pass_decorator(Globals)
