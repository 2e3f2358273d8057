"""Facts: what a query asks about a document rather than of its words."""

from __future__ import annotations

from fnmatch import fnmatchcase

from matching.folding import fold
from matching.literals import literal
from matching.query.nodes import About, Published
from matching.subject import Subject


def fact_met(node: About | Published, subject: Subject) -> bool:
    """Whether the document is one of those asked for.

    A language covers its variants (`zh` is met by `zh-Hans`), a host its subdomains; `*` stands for anything.
    """
    if isinstance(node, Published):
        return _published_met(node, subject)
    if node.field == "author":
        return _author_met(node.values, subject.authors)
    seen = _seen(node.field, subject)
    return seen is not None and any(_same(node.field, value, seen) for value in node.values)


def fact_seen(node: About | Published, subject: Subject) -> str:
    """What the document has, in words."""
    if isinstance(node, Published):
        return f"published {subject.published.isoformat()}" if subject.published else "no day of publication"
    if node.field == "author":
        return f"author {', '.join(subject.authors) or 'unknown'}"
    return f"{node.field} {_seen(node.field, subject) or 'unknown'}"


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


def _published_met(node: Published, subject: Subject) -> bool:
    day = subject.published
    if day is None or (node.first is not None and day < node.first):
        return False
    return node.last is None or day <= node.last
