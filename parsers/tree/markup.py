"""Snippets of markup inside feeds and JSON, read as text."""

from __future__ import annotations

import re
from html import unescape

from selectolax.lexbor import LexborHTMLParser

from model.text import clean_line
from parsers.tree.prose import paragraphs_of

_MARKED = re.compile(r"<[a-zA-Z/!]")
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")  #: left over where some system has put a text into such a section twice
_LONGEST = 200_000


def paragraphs_in_markup(snippet: str) -> tuple[str, ...]:
    """The paragraphs of a text that may hold markup, or part its paragraphs by lines."""
    snippet = snippet[:_LONGEST]
    if _MARKED.search(snippet):
        body = LexborHTMLParser(snippet).body
        return paragraphs_of(body) if body else ()
    return tuple(line for part in unescape(snippet).splitlines() if (line := clean_line(part)))


def plain_text(snippet: str) -> str:
    """The words of a snippet of markup, on one line."""
    snippet = snippet[:_LONGEST]
    if _MARKED.search(snippet):
        body = LexborHTMLParser(_CDATA.sub("", snippet)).body
        return clean_line(" ".join(paragraphs_of(body))) if body else ""
    return clean_line(unescape(snippet))
