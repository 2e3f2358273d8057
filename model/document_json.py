"""A document as JSON, in the fields that users script against (docs/reference/documents.md)."""

from __future__ import annotations

from model.documents import Document, Link, Post, SourceCredit
from model.moments import Moment

Json = dict[str, object]


def document_json(document: Document, id_: str | None) -> Json:
    """The document's fields; absent values are null, never missing."""
    published = document.published_at
    return {
        "id": id_,
        "url": document.url,
        "canonical_url": document.canonical_url,
        "kind": document.kind.value,
        "parser": document.parser,
        "title": document.title,
        "authors": list(document.authors),
        "published_at": _iso(published),
        "published_precision": published.precision.value if published else None,
        "published_day": published.day.isoformat() if published else None,
        "modified_at": _iso(document.modified_at),
        "language": document.language,
        "section": document.section,
        "tags": list(document.tags),
        "image": document.image,
        "text": document.text,
        "partial": document.partial,
        "completeness": round(document.completeness, 3),
        "credits": [_credit(credit) for credit in document.credits],
        "posts": [_post(post) for post in document.posts],
        "links": [_link(link) for link in document.links],
    }


def _credit(credit: SourceCredit) -> Json:
    return {
        "kind": credit.kind.value,
        "said": credit.said,
        "url": credit.url,
        "name": credit.name,
        "published_at": _iso(credit.published_at),
    }


def _post(post: Post) -> Json:
    return {
        "author": post.author,
        "posted_at": _iso(post.posted_at),
        "permalink": post.permalink,
        "text": post.text,
    }


def _link(link: Link) -> Json:
    return {"url": link.url, "title": link.title, "published_at": _iso(link.published_at)}


def _iso(moment: Moment | None) -> str | None:
    return moment.iso() if moment else None
