"""Who wrote an article, by what its metadata declares: JSON-LD, author metas, labels for those who share the page."""

from __future__ import annotations

import re

from model.agencies import agency_named
from model.text import letters_only
from parsers.embedded.json_ld import as_text, as_things, types_of
from parsers.lines.byline_words import FURTHER
from parsers.lines.bylines import names_in
from parsers.page import Page, once
from parsers.scope import Scope
from parsers.titles.site_names import declared_names, letters_of_site

_METAS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "citation_author",
    "lead:author",
)
_OF_LIBRARIES = frozenset({"dc.creator", "citation_author"})  #: one person each, the family's name first
_BEHIND_NAMES = re.compile(r"(?:[js]r|i{2,3}|ph\.?d|inc|ltd|llc|gmbh|plc)\.?", re.IGNORECASE)
_BODIES = frozenset({"Organization", "NewsMediaOrganization", "Corporation"})
_WRITTEN_BY = re.compile(
    r"written by|verfasst von|geschrieben von|escrito por|écrit par|scritto da|geschreven door|napisane przez|"
    r"написано автором|автор|作者|撰文|เขียนโดย|ditulis oleh|yazan|skrevet av|skrivet av",
    re.IGNORECASE,
)
_MOST_CANDIDATES = 12


def linked_authors(scope: Scope) -> tuple[str, ...]:
    """The persons and agencies that JSON-LD names as authors."""
    return _linked_persons(scope.page)


@once
def _linked_persons(page: Page) -> tuple[str, ...]:
    named = _linked_names(page)
    return names_in(without_house(page, name) for author, name in named if not _is_house(page, author, name))


def house_authors(scope: Scope) -> tuple[str, ...]:
    """The outlet itself, where JSON-LD names it as author and speaks of no rule against bylines."""
    named = _linked_names(scope.page)
    if any(isinstance(author, dict) and "noBylinesPolicy" in author for author, _ in named):
        return ()
    return tuple(dict.fromkeys(name for _, name in named if not name.startswith("http")))


def _linked_names(page: Page) -> list[tuple[object, str]]:
    """The authors in JSON-LD with their names; one that is only pointed at is looked up."""
    found: list[tuple[object, str]] = []
    for author in as_things(page.linked.article.get("author"))[:_MOST_CANDIDATES]:
        known = author
        if isinstance(author, dict) and "@id" in author and "name" not in author:
            same = (thing for thing in page.linked.things if thing.get("@id") == author["@id"] and "name" in thing)
            known = next(same, None)
        if name := as_text(known):
            found.append((known, name))
    return found


def _is_house(page: Page, author: object, name: str) -> bool:
    """Whether an author is the outlet itself, which is no byline."""
    if name.startswith(("http://", "https://")):
        return True
    if agency_named(name):
        return letters_only(name) in letters_of_site(page)
    is_body = isinstance(author, dict) and bool(types_of(author) & _BODIES)
    return is_body or letters_only(name) in {letters_only(site) for site in declared_names(page)}


def meta_authors(scope: Scope) -> tuple[str, ...]:
    """The names in the author metas."""
    return _without_houses(scope.page, _meta_names(scope.page))


def house_in_metas(scope: Scope) -> tuple[str, ...]:
    """The outlet itself, where the author metas name it."""
    return _meta_names(scope.page) or _labelled_names(scope.page)


def labelled_authors(scope: Scope) -> tuple[str, ...]:
    """Who is told to those who share the page under a label like "Written by", as plugins of WordPress do."""
    return _without_houses(scope.page, _labelled_names(scope.page))


def _without_houses(page: Page, names: tuple[str, ...]) -> tuple[str, ...]:
    house = letters_of_site(page)
    return tuple(name for name in names if letters_only(name) not in house)


@once
def _meta_names(page: Page) -> tuple[str, ...]:
    told = ((name in _OF_LIBRARIES, line) for name in _METAS for line in page.metas.get(name)[:_MOST_CANDIDATES])
    lines = ((_unturned(line) if is_turned else line) for is_turned, line in told if not line.startswith("http"))
    return names_in(without_house(page, line) for line in lines)


def _unturned(name: str) -> str:
    """A name as it is said: Oak, Ann is Ann Oak, unless both sides of the comma are names of two words.

    Nor is one turned that has its agency, its rank or what it does behind the comma: Ann Oak, Reuters.
    """
    family, comma, given = name.partition(", ")
    is_whole = not comma or "," in given or (" " in family and " " in given)
    is_added = agency_named(given) or FURTHER.search(given) or _BEHIND_NAMES.fullmatch(given)
    return name if is_whole or is_added else f"{given} {family}"


def _labelled_names(page: Page) -> tuple[str, ...]:
    labels = ((number, page.meta(f"twitter:label{number}") or "") for number in (1, 2))
    return names_in(
        page.meta(f"twitter:data{number}") or "" for number, label in labels if _WRITTEN_BY.fullmatch(label)
    )


def without_house(page: Page, name: str) -> str:
    """A name without the outlet's after it: Ann Oak, The Harbour Gazette."""
    for house in declared_names(page):
        cut = len(name) - len(house)
        if cut > 0 and name[cut:].casefold() == house.casefold() and not name[cut - 1].isalnum():
            return name[:cut].rstrip(" .,|/-–—")
    return name
