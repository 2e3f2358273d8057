"""JSON-LD as found on pages: broken, nested and repeated; read into one flat list of things."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import Any

from model.text import clean_line
from parsers.decoding.bounds import load_json

Thing = dict[str, Any]

ARTICLES = frozenset(
    {
        "Article", "NewsArticle", "BlogPosting", "ReportageNewsArticle", "AnalysisNewsArticle",
        "OpinionNewsArticle", "BackgroundNewsArticle", "AdvertiserContentArticle", "Report",
        "LiveBlogPosting", "TechArticle", "ReviewNewsArticle", "MedicalWebPage", "ScholarlyArticle",
    }
)  # fmt: skip
POSTINGS = frozenset({"DiscussionForumPosting", "SocialMediaPosting", "QAPage", "Question"})
LISTINGS = frozenset({"CollectionPage", "SearchResultsPage", "ItemList"})

_MOST_THINGS, _LONGEST_TEXT = 1000, 5000
_OPENING = re.compile(r"(?:<!--|(?://\s*)?<!\[CDATA\[)")
_CLOSING = re.compile(r"(?:-->|(?://\s*)?\]\]>)$")
_LONGEST_CLOSING = 20  #: characters


@dataclass(frozen=True)
class LinkedData:
    """Every thing that a page's JSON-LD describes."""

    things: tuple[Thing, ...] = ()

    def of_types(self, types: frozenset[str]) -> tuple[Thing, ...]:
        """The things of any of these types, in the page's order."""
        return tuple([thing for thing, own in self._typed if not types.isdisjoint(own)])

    @cached_property
    def _typed(self) -> list[tuple[Thing, set[str]]]:
        return [(thing, types_of(thing)) for thing in self.things]

    @cached_property
    def article(self) -> Thing:
        """The first article or posting that has a headline or a date; empty where there is none."""
        found = self.of_types(ARTICLES) or self.of_types(POSTINGS)
        told = (thing for thing in found if thing.get("headline") or thing.get("datePublished"))
        return next(told, next(iter(found), {}))


def types_of(thing: Thing) -> set[str]:
    """The types of a thing without their vocabulary's address."""
    types = thing.get("@type")
    listed = types if isinstance(types, list) else [types]
    return {name.rsplit("/", 1)[-1] for name in listed if isinstance(name, str)}


def as_text(value: object) -> str | None:
    """The text of a JSON-LD value, for which pages also write lists, things with a name, and HTML entities."""
    if isinstance(value, list):
        return next(filter(None, map(as_text, value)), None)
    if isinstance(value, dict):
        return as_text(value.get("@value") or value.get("name") or value.get("url") or value.get("@id"))
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return clean_line(unescape(str(value)[:_LONGEST_TEXT])) or None
    return None


def as_things(value: object) -> tuple[object, ...]:
    """A value or the values of a list, as a tuple."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list) else (value,)


def read_linked_data(scripts: Iterable[str]) -> LinkedData:
    """The things of a page's JSON-LD scripts; a script that is no JSON gives none."""
    found: list[Thing] = []
    for script in scripts:
        found.extend(_flatten(_load(script)))
    return LinkedData(tuple(found[:_MOST_THINGS]))


def _load(script: str) -> object:
    """The value of a script, None where it is no JSON: sites ship broken JSON-LD for years."""
    text = script.strip()
    opening, closing = _OPENING.match(text), _CLOSING.search(text, max(0, len(text) - _LONGEST_CLOSING))
    text = text[opening.end() if opening else 0 : closing.start() if closing else None]
    try:
        return load_json(text.strip().rstrip(";"))
    except ValueError:
        return None


def _flatten(value: object) -> Iterator[Thing]:
    """The typed things in a value, outer before inner, to a bounded number."""
    queue, seen = [value], 0
    while queue and seen < _MOST_THINGS:
        here = queue.pop(0)
        seen += 1
        if isinstance(here, list):
            queue[:0] = here[:_MOST_THINGS]
        elif isinstance(here, dict):
            if "@type" in here:
                yield here
            queue.extend(here[key] for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart") if key in here)
