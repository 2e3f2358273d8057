"""Pages that come as plain text: PDF views, text dumps, what is left when the markup is gone.

Nothing but lines is known here, so the rules are about lines: which are chrome, which are prose, which name a source.
"""

from __future__ import annotations

from model.captures import RawPage
from model.documents import Document, Parsed
from model.errors import ParseError
from parsers.finishing import finished
from parsers.flattened.articles import read_article
from parsers.flattened.lines import clean_lines
from parsers.flattened.topics import is_topic, read_topic


def parse_flattened(text: str, raw: RawPage) -> Parsed:
    """The document of a page that came as plain text."""
    lines = clean_lines(text)
    if not any(lines):
        raise ParseError("the page holds no text", raw.url)
    document: Document = read_topic(lines, raw) if is_topic(lines) else read_article(lines, raw)
    return finished(document, ())


__all__ = ["parse_flattened"]
