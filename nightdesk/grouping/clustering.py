"""Clustering: documents of anybody's corpus, read from JSON, gathered into stories and told as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zlib import compress, decompress

from model.document_json import Json
from model.documents import Credit, Document, Kind, SourceCredit
from model.moments import Moment
from model.stories import Membership, Relation
from model.urls import host_of, url_key, web_url
from parsers.origins.credits import agencies_among, source_line
from stories.boards import is_board
from stories.corpus import Corpus
from stories.grouping import place
from stories.provenance import Member
from stories.signatures import Page, sign

#: A document that does not say when it was seen counts as seen in its turn.
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: What a text says of its origin is read when it comes; its text is kept packed, and looked at again where it is told
#: from its equals.
_LAST_LINES = 2
#: The fields of a document that are text, and those that are lists.
TEXTS = ("text", "url", "canonical_url", "title", "host", "kind", "published_at", "first_seen_at")
LISTS = ("credits",)


class Clustering:
    """Documents on their way into stories."""

    def __init__(self) -> None:
        self._corpus = Corpus()
        self._ids: list[str] = []
        self._members: list[Member] = []
        self._texts: list[bytes] = []

    def add(self, id_: str, value: Mapping[str, Any]) -> None:
        """Takes in one document of the input."""
        member = read_member(len(self._ids), value)
        self._corpus.add(member.signature)
        self._ids.append(id_)
        self._members.append(member)
        self._texts.append(compress(str(value.get("text") or "").encode(errors="surrogatepass"), level=1))

    def rows(self, tell: Callable[[int], None] = lambda _: None) -> Iterator[Json]:
        """One row a document, in the order they were added; `tell` is told how many were compared."""
        places: dict[int, tuple[int, Membership]] = {}
        for group in self._corpus.stories(tell=tell):
            for uid, membership in place([self._member(one) for one in sorted(group)]).items():
                places[int(uid)] = min(group), membership
        for number in range(len(self._ids)):
            yield self._row(number, *places.get(number, (number, Membership(Relation.ORIGINAL))))

    def _member(self, number: int) -> Member:
        """A document with what its shingles count, and its text."""
        member, text = self._members[number], decompress(self._texts[number]).decode(errors="surrogatepass")
        return replace(member, worth=self._corpus.worths[number], document=replace(member.document, text=text))

    def _row(self, number: int, story: int, membership: Membership) -> Json:
        return {
            "id": self._ids[number],
            "story": self._ids[story],
            "relation": membership.relation.value,
            "of": self._ids[int(membership.of)] if membership.of is not None else None,
            "share": membership.share,
            "evidence": list(membership.evidence),
        }


def read_member(number: int, value: Mapping[str, Any]) -> Member:
    """A document's JSON as grouping sees it; missing fields count as absent."""
    text, title = str(value.get("text") or ""), value.get("title")
    url = web_url(value.get("canonical_url") or value.get("url"))
    host = str(value.get("host") or (host_of(url) if url else ""))
    board = value.get("kind") == Kind.THREAD or is_board(host, url or "")
    document = Document(
        url=url,
        kind=Kind.THREAD if board else Kind.ARTICLE,
        parser="",
        title=str(title) if title else None,
        published_at=_moment(value.get("published_at")),
        credits=_credits(value.get("credits"), text),
    )
    seen = _moment(value.get("first_seen_at"))
    page = Page(host, url_key(url) if url else None, board)
    signature = sign(text, document.title, page)
    name = host or f"document {number + 1}"
    return Member(str(number), name, document, _turn(number, seen), signature, in_turn=seen is None)


def _turn(number: int, seen: Moment | None) -> datetime:
    return seen.at if seen else _EPOCH + timedelta(seconds=number)


def _moment(value: object) -> Moment | None:
    """The moment a field tells; one without zone is taken for UTC."""
    try:
        found = datetime.fromisoformat(str(value)) if value else None
        return Moment.parse(str(value) if found is None or found.tzinfo else f"{value}Z") if found else None
    except ValueError:
        return None


def _credits(value: object, text: str) -> tuple[SourceCredit, ...]:
    """The credits told; where none are, those that the text's first and last lines are."""
    if isinstance(value, list):
        return tuple(found for entry in value if isinstance(entry, dict) and (found := _credit(entry)))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    sources = (source_line(line) for line in lines[-_LAST_LINES:])
    return (*agencies_among((), lines), *(source for source in sources if source))


def _credit(value: Mapping[str, Any]) -> SourceCredit | None:
    try:
        kind = Credit(value.get("kind") or "")
    except ValueError:
        return None
    said = str(value.get("said") or value.get("name") or "")
    return SourceCredit(kind, said, value.get("url"), value.get("name"), _moment(value.get("published_at")))
