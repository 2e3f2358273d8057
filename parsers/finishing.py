"""Finishing: what every reading ends with, of whatever kind the page was."""

from __future__ import annotations

from dataclasses import replace

from model.documents import Document, Parsed, Reading
from parsers.completeness import completeness
from parsers.decoding.burmese_text import in_unicode


def finished(document: Document, readings: tuple[Reading, ...]) -> Parsed:
    """The document in Unicode with its completeness, and the account of its fields."""
    written, notes = in_unicode(document)
    return Parsed(replace(written, completeness=completeness(written)), (*readings, *notes))
