"""A parsed page in words: what it says, and how each field was read."""

from __future__ import annotations

import textwrap

from model.documents import Document, Parsed

_WIDTH = 100


def explain(parsed: Parsed, *, readings: bool) -> str:
    """The document as a person would report it; with `readings`, how each field was found."""
    parts = [_heading(parsed.document)]
    if readings:
        parts.append("\n".join(_readings(parsed)))
    if parsed.document.text:
        parts.append("\n\n".join(textwrap.fill(paragraph, _WIDTH) for paragraph in parsed.document.text.split("\n\n")))
    parts += [f"{len(parsed.document.links)} links"] if parsed.document.links else []
    parts += ["\n".join(f"  {link.url}  {link.title or ''}" for link in parsed.document.links[:20])]
    return "\n\n".join(part for part in parts if part.strip())


def _heading(document: Document) -> str:
    published = document.published_at
    when = f"{published.iso()} ({published.precision.value})" if published else "no date"
    when += f", {published.day} where it was published" if published and published.own_day else ""
    lines = [
        document.title or "no title",
        f"{document.kind.value} by {document.parser}, {document.language or 'language unknown'}, {when}",
        f"authors: {', '.join(document.authors) or 'none named'}; completeness {document.completeness:.2f}",
    ]
    lines += [f"partial: {document.partial}"] if document.partial else []
    for credit in document.credits:
        day = f" {credit.published_at.iso()}" if credit.published_at else ""
        lines.append(f"credit: {credit.kind.value} {credit.name or ''}{day} {credit.url or ''} — {credit.said!r}")
    lines += [f"{len(document.posts)} posts"] if document.posts else []
    return "\n".join(lines)


def _readings(parsed: Parsed) -> list[str]:
    width = max((len(reading.field) for reading in parsed.readings), default=0)
    return [
        f"{reading.field:<{width}}  {reading.rule or 'not found'}  {textwrap.shorten(reading.value, 80)}"
        + (f"  missed: {', '.join(reading.missed)}" if reading.missed else "")
        for reading in parsed.readings
    ]
