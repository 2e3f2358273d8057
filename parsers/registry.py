"""Which parser reads a page: by its host, by the marks of an engine or theme, or the generic one.

Modules are found by walking the packages, so a site or an engine is added by adding its file.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from types import ModuleType
from typing import Any

import re2

from model.documents import Reading
from parsers import families, forums, sites
from parsers.anything import Generic
from parsers.forums.engine import ForumEngine
from parsers.page import Page
from parsers.page_parser import PageParser


class DuplicateHostError(ValueError):
    """Two modules claim the same host."""


def parser_for(page: Page, *, generic: bool = False) -> tuple[PageParser, Reading]:
    """The parser for a page, and the account of why it is that one.

    `generic` leaves out those that know sites and themes, and takes a thread as one text.
    """
    if generic:
        return _chosen(
            _generic(engine_of(page) if page.is_discussion else None), "the wish to leave out what knows sites"
        )
    missed: list[str] = []
    for parser, rule in _candidates(page):
        if parser.fits(page):
            return _chosen(parser, rule, *missed)
        missed.append(parser.name)
    return _chosen(_generic(), "default, since no site, engine or theme is known by the page", *missed)


@cache
def _generic(engine: ForumEngine | None = None) -> Generic:
    """The parser of any page, where one is read by the engine of its board with that."""
    return Generic(engine)


def _candidates(page: Page) -> Iterator[tuple[PageParser, str]]:
    yield from ((parser, f"a layout of {page.host} that fits") for parser in by_host().get(page.host, ()))
    yield from ((parser, "the marks of an engine or a theme") for parser in _hinted(page))


def _chosen(parser: PageParser, rule: str, *missed: str) -> tuple[PageParser, Reading]:
    return parser, Reading("parser", rule, parser.name, missed)


def engine_of(page: Page) -> ForumEngine | None:
    """The engine of a board by its markup."""
    return next((parser for parser in _hinted(page) if isinstance(parser, ForumEngine) and parser.fits(page)), None)


def _hinted(page: Page) -> Iterator[PageParser]:
    """The engines and themes of which the page's markup holds a hint: one pass instead of a search for each's marks."""
    told = {found.group().decode() for found in _all_hints().finditer(page.html)}
    return (parser for parser in by_markup() if not parser.hints or not told.isdisjoint(parser.hints))


@lru_cache(maxsize=1)
def _all_hints() -> Any:
    """The expression for every hint."""
    return re2.compile("|".join(re2.escape(hint) for parser in by_markup() for hint in parser.hints).encode())


@lru_cache(maxsize=1)
def by_host() -> dict[str, tuple[PageParser, ...]]:
    """The site parsers of each host, newest layout first: the order of the classes in their module."""
    return index_hosts(_parsers_in(module) for module in _modules(sites))


@lru_cache(maxsize=1)
def by_markup() -> tuple[PageParser, ...]:
    """The engines and themes that tell themselves by their markup."""
    return tuple(
        parser for package in (forums, families) for module in _modules(package) for parser in _parsers_in(module)
    )


def index_hosts(modules: Iterable[tuple[PageParser, ...]]) -> dict[str, tuple[PageParser, ...]]:
    """Hosts to parsers, given module by module; a host in two modules raises DuplicateHostError."""
    index: dict[str, tuple[PageParser, ...]] = {}
    for parsers in modules:
        for host in {host for parser in parsers for host in parser.hosts}:
            if host in index:
                raise DuplicateHostError(f"{host} is claimed by {index[host][0].name} and {parsers[0].name}")
            index[host] = tuple(parser for parser in parsers if host in parser.hosts)
    return index


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in sorted(pkgutil.iter_modules(package.__path__), key=lambda module: module.name):
        yield importlib.import_module(f"{package.__name__}.{found.name}")


def _parsers_in(module: ModuleType) -> tuple[PageParser, ...]:
    """One of each parser class that a module itself defines and that is meant to be used."""
    classes = (
        thing for thing in vars(module).values() if isinstance(thing, type) and thing.__module__ == module.__name__
    )
    return tuple(cls() for cls in classes if issubclass(cls, PageParser) and not cls.is_abstract())
