"""Fields: rules joined by `|`, of which the first find wins; each rule has a label, so a reading explains itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from selectolax.lexbor import LexborNode

from model.moments import Moment
from model.text import clean_line
from parsers.page import Page
from parsers.scope import Scope, outermost
from parsers.tree.prose import paragraphs_of

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """One way to find a value; nothing found is None or empty."""

    label: str
    find: Callable[[Scope], T | None]


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """What a field read: the value, the rule that won, the rules that missed before it."""

    value: T | None = None
    rule: str | None = None
    missed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """Rules in order of trust."""

    rules: tuple[Rule[T], ...] = ()

    def __or__(self, other: Field[T]) -> Field[T]:
        return Field(self.rules + other.rules)

    def map(self, change: Callable[[T], U | None]) -> Field[U]:
        """The same rules with their finds changed; a change to None counts as a miss."""
        return Field(tuple(Rule(rule.label, _then(rule.find, change)) for rule in self.rules))

    def read(self, scope: Scope) -> Found[T]:
        """The first find."""
        missed: list[str] = []
        for rule in self.rules:
            value = rule.find(scope)
            if value is not None and value not in ("", ()):
                return Found(value, rule.label, tuple(missed))
            missed.append(rule.label)
        return Found(None, None, tuple(missed))


def by(find: Callable[[Scope], T | None], label: str | None = None) -> Field[T]:
    """The field that a function finds, labelled with the function's name."""
    return Field((Rule(label or str(getattr(find, "__name__", find)).strip("_").replace("_", " "), find),))


def text(selector: str, attr: str | None = None) -> Field[str]:
    """The text, or an attribute, of the first node that matches and has some."""

    def find(scope: Scope) -> str | None:
        return next((found for node in scope.all(selector) if (found := _value(scope, node, attr))), None)

    return by(find, _label(selector, attr))


def last_text(selector: str) -> Field[str]:
    """The text of the last node that matches and has some, as of the board that a path ends with."""

    def find(scope: Scope) -> str | None:
        return next((found for node in reversed(scope.all(selector)) if (found := _value(scope, node, None))), None)

    return by(find, f"{selector} (last)")


def texts(selector: str, attr: str | None = None) -> Field[tuple[str, ...]]:
    """The texts, or an attribute, of every node that matches, each once."""

    def find(scope: Scope) -> tuple[str, ...]:
        found = (_value(scope, node, attr) for node in scope.all(selector))
        return tuple(dict.fromkeys(value for value in found if value))

    return by(find, f"{_label(selector, attr)} (all)")


def moment(selector: str, attr: str | None = None) -> Field[Moment]:
    """The moment that the first readable match tells, its local time in the source's zone."""

    def find(scope: Scope) -> Moment | None:
        told = (_value(scope, node, attr) for node in scope.all(selector))
        return next((at for value in told if value and (at := scope.page.moment(value))), None)

    return by(find, _label(selector, attr))


def recent_moment(selector: str) -> Field[Moment]:
    """The moment that the first readable match tells by how long before the fetch it was."""

    def find(scope: Scope) -> Moment | None:
        told = (scope.page.recent_moment(scope.line(node)) for node in scope.all(selector))
        return next(filter(None, told), None)

    return by(find, f"{selector} (how long ago)")


def address(selector: str, attr: str = "href") -> Field[str]:
    """The absolute address in an attribute of the first match that has one."""

    def find(scope: Scope) -> str | None:
        named = (scope.page.absolute(node.attributes.get(attr)) for node in scope.all(selector))
        return next((url for url in named if url), None)

    return by(find, _label(selector, attr))


def place(selector: str, attr: str = "href") -> Field[str]:
    """The address of a place on a page, for which the fragment counts, in the first match that has one."""

    def find(scope: Scope) -> str | None:
        told = (node.attributes.get(attr) or "" for node in scope.all(selector))
        return next((url for name in told if (url := scope.page.absolute_place(name))), None)

    return by(find, _label(selector, attr))


def head_address(selector: str) -> Field[str]:
    """The absolute address that the head of the page declares, wherever the scope is."""

    def find(scope: Scope) -> str | None:
        node = scope.page.root.css_first(selector)
        return scope.page.absolute(node.attributes.get("href")) if node else None

    return by(find, _label(selector, "href"))


def prose(selector: str) -> Field[tuple[str, ...]]:
    """The paragraphs in every node that matches; a match inside another is read once."""

    def find(scope: Scope) -> tuple[str, ...]:
        return tuple(line for node in outermost(scope.all(selector)) for line in paragraphs_of(node, scope.dropped))

    return by(find, selector)


def meta(*names: str) -> Field[str]:
    """The content of the first of these metas that the page has."""
    return _of_metas(names, Page.meta)


def meta_moment(*names: str) -> Field[Moment]:
    """The moment that the first readable of these metas tells."""
    return _of_metas(names, lambda page, name: next(filter(None, map(page.moment, page.metas.get(name))), None))


def meta_address(*names: str) -> Field[str]:
    """The absolute address in the first of these metas that the page has."""
    return _of_metas(names, lambda page, name: next(filter(None, map(page.absolute, page.metas.written(name))), None))


def _of_metas(names: Iterable[str], find: Callable[[Page, str], T | None]) -> Field[T]:
    def finder(name: str) -> Callable[[Scope], T | None]:
        return lambda scope: find(scope.page, name)

    return Field(tuple(Rule(f"meta {name}", finder(name)) for name in names))


def _then(find: Callable[[Scope], T | None], change: Callable[[T], U | None]) -> Callable[[Scope], U | None]:
    def changed(scope: Scope) -> U | None:
        value = find(scope)
        return None if value is None or value in ("", ()) else change(value)

    return changed


def _value(scope: Scope, node: LexborNode, attr: str | None) -> str | None:
    return (clean_line(node.attributes.get(attr) or "") if attr else scope.line(node)) or None


def _label(selector: str, attr: str | None) -> str:
    return f"{selector} @{attr}" if attr else selector
