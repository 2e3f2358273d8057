"""How complete a document is: which share of what its kind should have was found, and what is lacking."""

from __future__ import annotations

from model.documents import Document, Kind


def completeness(document: Document) -> float:
    """The share found of what a document of this kind should have."""
    wanted = _wanted(document)
    return round(sum(bool(value) for value in wanted.values()) / len(wanted), 2)


def lacking(document: Document) -> tuple[str, ...]:
    """The names of what a document of this kind should have, and has not."""
    return tuple(name for name, value in _wanted(document).items() if not value)


def _wanted(document: Document) -> dict[str, object]:
    if document.kind is Kind.ARTICLE:
        return {
            "title": document.title, "the whole text": document.text and not document.partial,
            "published_at": document.published_at, "authors": document.authors, "language": document.language,
            "canonical_url": document.canonical_url, "image": document.image,
        }  # fmt: skip
    if document.kind is Kind.THREAD:
        names = ("title", "posts", "published_at", "authors", "canonical_url")
        return {name: getattr(document, name) for name in names}
    return {"title": document.title, "links": document.links}
