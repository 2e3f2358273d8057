"""Facts: what a query asks about a document rather than of its words."""

from __future__ import annotations

from fnmatch import fnmatchcase

from matching.folding import fold
from matching.literals import literal
from matching.query.nodes import About, Published
from matching.subject import Subject


def fact_met(node: About, subject: Subject) -> tuple[bool, str]:
    """Whether one of the values is the document's, and what the document has, in words.

    A language covers its variants (`zh` is met by `zh-Hans`), a host its subdomains; `*` stands for anything.
    """
    if node.field == "author":
        return _author_met(node.values, subject.authors), f"author {', '.join(subject.authors) or 'unknown'}"
    seen = _seen(node.field, subject)
    met = seen is not None and any(_same(node.field, value, seen) for value in node.values)
    return met, f"{node.field} {seen or 'unknown'}"


def _seen(field: str, subject: Subject) -> str | None:
    return {"lang": subject.language, "source": subject.source, "host": subject.host, "kind": subject.kind}[field]


def _same(field: str, wanted: str, seen: str) -> bool:
    value, own = wanted.casefold(), seen.casefold()
    if field == "lang":
        value, own = value.replace("_", "-"), own.replace("_", "-")
        return own == value or own.startswith(value + "-")
    if field == "host" and own.endswith("." + value):
        return True
    return fnmatchcase(own, value)


def _author_met(wanted: tuple[str, ...], authors: tuple[str, ...]) -> bool:
    names = [fold(author).text for author in authors]
    return any(True for value in wanted for name in names for _ in literal(value).find(name))


def published_met(node: Published, subject: Subject) -> tuple[bool, str]:
    """Whether the document was published within the days, and what it says of its day."""
    day = subject.published
    if day is None:
        return False, "no day of publication"
    after = node.first is None or node.first <= day
    return after and (node.last is None or day <= node.last), f"published {day.isoformat()}"
