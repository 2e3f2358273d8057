"""Boards in a few words, for tests of what their themes and settings change."""

from __future__ import annotations

from model.captures import RawPage
from model.documents import Document
from parsers import parse

WORDS = "The council has closed the old terminal, and nobody knows when the new boats will come."
XENFORO = '<html id="XF"><body>'


def read(body: str, path: str) -> Document:
    return parse(RawPage(body.encode(), f"https://board.example{path}")).document


def titles(document: Document) -> list[str | None]:
    return [link.title for link in document.links]


def post_of_xenforo(kind: str, after: str = "") -> str:
    return (
        f'<article class="message {kind}" data-author="Zaw" data-content="post-1"><article class="message-body"><div '
        f'class="bbWrapper">{WORDS}</div></article>{after}</article>'
    )
