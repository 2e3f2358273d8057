"""Documents: what parsers read, one row an item, earlier versions kept beside it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, insert, select, update

from db.columns import credit_json, moment_columns, post_json
from db.repositories.search import Search
from db.tables import address, document, revision
from db.upsert import change, insert_new
from model.documents import Document


@dataclass(frozen=True, slots=True)
class Known:
    """A stored document, as far as is needed to decide what a new reading of it means."""

    id: int
    uid: str
    url: str
    source_id: str
    title: str | None
    text_key: str
    version: int
    first_seen_at: datetime
    gone_at: datetime | None
    next_look_at: datetime | None


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document to be stored, with the hash of its text and the capture it was read from."""

    uid: str
    source_id: str
    document: Document
    text_key: str
    folded: str  #: title and text as searches compare them
    fetched_at: datetime
    capture_id: int | None
    next_look_at: datetime | None = None


class Documents:
    """Documents on one connection; the full-text index is kept in step."""

    def __init__(self, connection: Connection, search: Search) -> None:
        self._connection, self._search = connection, search

    def find(self, keys: Collection[str]) -> Known | None:
        """The document met under any of these keys."""
        return self._known(_BY_KEYS, keys=list(keys))

    def find_text(self, source_id: str, text_key: str) -> Known | None:
        """The source's document with just this text."""
        return self._known(_BY_TEXT, source_id=source_id, text_key=text_key)

    def add(self, new: NewDocument) -> int:
        """Stores a document; gives its number."""
        at = new.fetched_at
        row = {
            **_row(new.document),
            "uid": new.uid,
            "source_id": new.source_id,
            "text_key": new.text_key,
            "first_seen_at": at,
            "fetched_at": at,
            "changed_at": at,
            "version": 1,
            "capture_id": new.capture_id,
            "next_look_at": new.next_look_at,
        }
        number = int(self._connection.execute(_ADD, row).scalar_one())
        self._search.add(number, new.folded)
        return number

    def add_addresses(self, document_id: int, urls: Mapping[str, str]) -> None:
        """Lets keys lead to a document (key: URL); a key that leads elsewhere already stays as it is."""
        for key, url in urls.items():
            insert_new(self._connection, address, {"url_key": key, "document_id": document_id, "url": url}, ["url_key"])

    def revise(self, known: Known, new: NewDocument) -> int:
        """Puts the old version aside and the new one in its place; gives the new version's number."""
        old = self._connection.execute(select(document).where(document.c.id == known.id)).one()
        self._connection.execute(insert(revision).values(**_revision(old, new.fetched_at)))
        fresh = _row(new.document)
        if old.published_at is not None:
            fresh |= {name: getattr(old, name) for name in _PUBLISHED}
        self._set(
            known.id,
            **fresh,
            text_key=new.text_key,
            fetched_at=new.fetched_at,
            changed_at=new.fetched_at,
            version=known.version + 1,
            capture_id=new.capture_id,
            next_look_at=new.next_look_at,
        )
        self._search.replace(known.id, new.folded)
        return known.version + 1

    def reread(self, document_id: int, new: NewDocument) -> None:
        """Puts another reading of the same response in the place of the one before; the outlet changed nothing."""
        self._set(document_id, **_row(new.document), text_key=new.text_key)
        self._search.replace(document_id, new.folded)

    def move(self, document_id: int, url: str, now: datetime) -> None:
        """Gives a document another address; one that is looked at again at times is looked at there now."""
        looked_at = update(document).where(document.c.id == document_id, document.c.next_look_at.is_not(None))
        self._set(document_id, url=url)
        self._connection.execute(looked_at.values(next_look_at=now))

    def readdress(self, document_id: int, url: str) -> None:
        """Gives a document the address to which its own one led."""
        self._set(document_id, url=url)

    def _set(self, document_id: int, **values: object) -> None:
        change(self._connection, document, "id", document_id, **values)

    def _known(self, query: Select[Any], **given: object) -> Known | None:
        row = self._connection.execute(query, given).first()
        return known_of(row) if row else None


#: Documents as far as `Known` tells of them.
KNOWN = select(*(document.c[name] for name in Known.__slots__))
_FIRST = KNOWN.order_by(document.c.id).limit(1)
_BY_KEYS = _FIRST.join(address).where(address.c.url_key.in_(bindparam("keys", expanding=True)))
_BY_TEXT = _FIRST.where(document.c.source_id == bindparam("source_id"), document.c.text_key == bindparam("text_key"))
_ADD = insert(document).returning(document.c.id)


#: The first day of publication that was told stands, whatever later versions say.
_PUBLISHED = ("published_at", "published_precision", "published_day")


def known_of(row: Row[Any]) -> Known:
    """A document of these."""
    return Known(*tuple(row))


def _row(read: Document) -> dict[str, object]:
    return {
        "url": read.url or "",
        "canonical_url": read.canonical_url,
        "kind": read.kind.value,
        "parser": read.parser,
        "title": read.title,
        "authors": list(read.authors),
        **moment_columns("published", read.published_at),
        "published_day": read.published_at.day if read.published_at else None,
        **moment_columns("modified", read.modified_at),
        "language": read.language,
        "section": read.section,
        "tags": list(read.tags),
        "image": read.image,
        "text": read.text,
        "partial": read.partial,
        "completeness": read.completeness,
        "credits": [credit_json(credit) for credit in read.credits],
        "posts": [post_json(post) for post in read.posts],
    }


def _revision(old: Row[Any], at: datetime) -> dict[str, object]:
    return {
        "document_id": old.id,
        "version": old.version,
        "title": old.title,
        "text": old.text,
        "text_key": old.text_key,
        "seen_at": old.changed_at,
        "replaced_at": at,
        "capture_id": old.capture_id,
    }
