"""Stored forms: signatures of documents, what is known of their words, and ties between them, as rows keep them."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace

from db.repositories.fingerprints import Stored, TieRow
from model.documents import Document, Kind
from stories.meeting import Neighbour
from stories.signatures import Page, Signature, sign
from stories.ties import Tie
from stories.tokens import Tokens


def signature_of(uid: str, source_id: str, document: Document, tokens: Tokens | None = None) -> Signature:
    """A stored document's signature; its page is itself, its host its outlet under whatever name."""
    page = Page(source_id, uid, document.kind is Kind.THREAD)
    return sign(document.text if tokens is None else tokens, document.title, page)


def stored_form(number: int, signature: Signature, others: Mapping[int, int]) -> Stored:
    """A signature as it is stored."""
    page = signature.page
    numbers = signature.shingles.tobytes(), signature.figures.tobytes(), pack_others(others)
    return Stored(number, page.host, signature.title, page.board, signature.exact, *numbers)


def signature_in(row: Stored, uid: str | None) -> Signature:
    """The signature in a row, of the document named so where that is known."""
    page = Page(row.host, uid, row.board)
    return Signature(row.exact, array("I", row.shingles), array("I", row.figures), row.title, page)


def neighbour_in(row: Stored) -> Neighbour:
    """The document of a row as one that another may meet."""
    return Neighbour(row.document_id, signature_in(row, None), row.story_id, unpack_others(row.others))


def tie_row(one: int, other: int, held: Tie, evidence: str) -> TieRow:
    """A tie as it is stored, the smaller number first."""
    return TieRow(min(one, other), max(one, other), int(held.firmness), held.strength, evidence)


def joined(rows: Sequence[TieRow]) -> list[TieRow]:
    """One row a pair: the firmest, with the evidence of all."""
    found: dict[tuple[int, int], TieRow] = {}
    for row in sorted(rows, key=lambda row: (-row.firmness, -row.strength)):
        first = found.get((row.one, row.other))
        found[row.one, row.other] = replace(first, evidence=f"{first.evidence}; {row.evidence}") if first else row
    return list(found.values())


def pack_others(others: Mapping[int, int]) -> bytes:
    """What is known of a text's shingles, two numbers each, those that stand in no other story left out."""
    return array("I", [number for pair in others.items() if pair[1] > 0 for number in pair]).tobytes()


def unpack_others(packed: bytes) -> dict[int, int]:
    """The counts of `pack_others`."""
    numbers = array("I", packed)
    return dict(zip(numbers[::2], numbers[1::2], strict=True))
