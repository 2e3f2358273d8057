"""Searching the store in the query language: the index gives candidates, the matcher judges them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from db.store import Store
from db.unit import UnitOfWork
from matching.folding import fold
from matching.literals import Literal, fault_of
from matching.names import NameList
from matching.watch import CompiledWatch, Watch, compile_watch, match
from matching.watchset import needs_of
from model.errors import QueryError
from model.stories import StoredDocument
from nightdesk.watching import subject_of

#: What tells the query language from a few words typed in.
_LANGUAGE = re.compile(r"\b(AND|OR|NOT|NEAR/\d+|WITH|OF)\b|[@()*]|(^|\s)/|\b[a-z]+:")
_WORD = re.compile(r'"([^"]*)"|([^\s"]+)')


def search_form(title: str | None, text: str) -> str:
    """A document as the index holds it: folded, so that case, accents, quotes, hyphens and scripts' forms do not count.

    NUL, which PostgreSQL cannot store, is a blank.
    """
    return fold(f"{title or ''}\n\n{text}".replace("\x00", " ")).text


def search(store: Store, query: str, names: Iterable[NameList], limit: int) -> list[StoredDocument]:
    """Stored documents that meet a query, the newest first; plain words mean that all of them are wanted.

    Raises QueryError where the query cannot be read.
    """
    compiled = _compiled(query, names)
    return store.read(lambda uow: list(_meeting(uow, compiled, limit)))


def _compiled(query: str, names: Iterable[NameList]) -> CompiledWatch:
    written = query if _LANGUAGE.search(query) else plain_query(query)
    known = {each.id: each for each in names}
    return compile_watch(Watch("search", "", written, names=tuple(known.values())))


def plain_query(text: str) -> str:
    """Words typed in, as a query for all of them; what stands in quotes stays together. Raises QueryError."""
    words = [quoted or word for quoted, word in _WORD.findall(text.replace('"' * (text.count('"') % 2), " ", 1))]
    kept = [word.strip() for word in words if word.strip() and fault_of(word) is None]
    if not kept:
        raise QueryError("nothing to search for", text, 0, "give at least one word")
    return " AND ".join(f'"{word}"' for word in kept)


def _meeting(uow: UnitOfWork, compiled: CompiledWatch, limit: int) -> Iterator[StoredDocument]:
    needs = [{_longest(one) for one in need} for need in needs_of(compiled.query.root, compiled.query)]
    found = 0
    for chunk in uow.search.candidates(needs):
        for stored in uow.reading.numbered(chunk):
            if match(compiled, subject_of(stored.document, None, stored.document.url or "")).matched:
                yield stored
                found += 1
                if found >= limit:
                    return


def _longest(one: Literal) -> str:
    """The piece of a literal that is rarest: what a text must hold to hold the literal."""
    return max(one.pieces, key=len).strip()
