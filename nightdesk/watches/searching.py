"""Searching the store in the query language: the index gives candidates, the matcher judges them."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import lru_cache
from itertools import islice

from db.store import Store
from db.unit import UnitOfWork
from matching.blanks import PARAGRAPH, has_divided_words
from matching.folding import fold
from matching.literals import Literal, fault_of
from matching.names import NameList
from matching.watch import CompiledWatch, Watch, compile_watch, match
from matching.watchset import needs_of
from model.browsing import Place, Reason, Wanted
from model.errors import QueryError
from model.stories import StoredDocument
from nightdesk.watches.watching import subject_of_stored
from web.means import Asked, Hits

#: What tells the query language from a few words typed in.
_LANGUAGE = re.compile(r"\b(AND|OR|NOT|NEAR/\d+|WITH|OF)\b|[@()*]|(^|\s)/|\b[a-z]+:")
#: A page of a search looks at so many documents, a chunk without any counting as a few.
_MOST_LOOKED = 120
_A_CHUNK = 30
#: A page takes about so long, in seconds: one query can cost ten thousand times what another does.
PATIENCE = 4.0
_AT_ONCE = 25
_WORD = re.compile(r'"([^"]*)"|([^\s"]+)')


def search_form(title: str | None, text: str) -> str:
    """A document as the index holds it: folded, so that case, accents, quotes, hyphens and scripts' forms do not count.

    Words that a line end may divide stand there whole too. NUL, which PostgreSQL cannot store, is a blank.
    """
    written = f"{title or ''}\n\n{text}".replace("\x00", " ")
    whole = (fold(written, joined=True).text,) if has_divided_words(written) else ()
    return PARAGRAPH.join((fold(written).text, *whole))


def search(store: Store, query: str, names: Iterable[NameList], limit: int) -> list[StoredDocument]:
    """Stored documents that meet a query, the latest stored first; plain words mean that all of them are wanted.

    Raises QueryError where the query cannot be read.
    """
    compiled = compile_search(query, tuple(names))
    return store.read(lambda uow: list(islice(_meeting(uow, compiled), limit)))


def search_stories(
    uow: UnitOfWork, query: str, names: tuple[NameList, ...], asked: Asked, patience: float = PATIENCE
) -> Hits:
    """Stories with a document that meets a query and is wanted besides, each with the words that met it.

    The cost of a page has a bound: where few of many candidates meet the query, or each takes long to judge, it ends
    early and says where to go on; after `patience`, in seconds, with the document at hand.
    Raises QueryError.
    """
    compiled, ends_at = compile_search(query, names), time.monotonic() + patience
    hits: dict[int, tuple[Place, Reason]] = {}
    looked, reached = 0, asked.before
    for chunk in uow.search.candidates(_needs(compiled), asked.before):
        for number, place, stored in _wanted(uow, chunk.ids, asked.wanted):
            reached, looked = number, looked + 1
            if (reason := _reason(compiled, stored)) is not None:
                hits.setdefault(place.number, (place, reason))
            if len(hits) >= asked.limit or looked >= _MOST_LOOKED or time.monotonic() > ends_at:
                return Hits(tuple(hits.values()), number)
        reached, looked = chunk.reached, looked + _A_CHUNK
        if looked >= _MOST_LOOKED:
            return Hits(tuple(hits.values()), reached)
    return Hits(tuple(hits.values()), None)


def _wanted(uow: UnitOfWork, numbers: Sequence[int], wanted: Wanted) -> Iterator[tuple[int, Place, StoredDocument]]:
    """Those of some documents that are wanted, the latest stored first, read a few at a time."""
    for start in range(0, len(numbers), _AT_ONCE):
        passing = uow.browsing.passing(wanted, numbers[start : start + _AT_ONCE])
        read = uow.reading.by_number(list(passing))
        yield from ((number, passing[number], read[number]) for number in sorted(read, reverse=True))


def _reason(compiled: CompiledWatch, stored: StoredDocument) -> Reason | None:
    """The words by which a document meets a search, None where it does not."""
    result = match(compiled, subject_of_stored(stored))
    if not result.matched:
        return None
    read = stored.document
    clauses = tuple(asdict(clause) for clause in result.clauses)
    return Reason("", stored.uid, read.title, read.text, clauses)


@lru_cache(maxsize=64)
def compile_search(query: str, names: tuple[NameList, ...]) -> CompiledWatch:
    """A search ready to be held against documents. Raises QueryError."""
    written = query if _LANGUAGE.search(query) else plain_query(query)
    known = {each.id: each for each in names} if "@" in written else {}
    return compile_watch(Watch("search", "", written, names=tuple(known.values())))


def plain_query(text: str) -> str:
    """Words typed in, as a query for all of them; what stands in quotes stays together. Raises QueryError."""
    words = [quoted or word for quoted, word in _WORD.findall(text.replace('"' * (text.count('"') % 2), " ", 1))]
    kept = [word.strip() for word in words if word.strip() and fault_of(word) is None]
    if not kept:
        raise QueryError("nothing to search for", text, 0, "give at least one word")
    return " AND ".join(f'"{word}"' for word in kept)


def _meeting(uow: UnitOfWork, compiled: CompiledWatch) -> Iterator[StoredDocument]:
    for chunk in uow.search.candidates(_needs(compiled)):
        read = uow.reading.by_number(chunk.ids)
        for number in sorted(read, reverse=True):
            if match(compiled, subject_of_stored(read[number])).matched:
                yield read[number]


def _needs(compiled: CompiledWatch) -> list[set[str]]:
    return [{_longest(one) for one in need} for need in needs_of(compiled.query.root, compiled.query)]


def _longest(one: Literal) -> str:
    """The piece of a literal that is rarest: what a text must hold to hold the literal."""
    return max(one.pieces, key=len).strip()
