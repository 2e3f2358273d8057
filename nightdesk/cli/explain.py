"""A parsed page in words: what it says, and how each field was read."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import groupby

from model.documents import Document, Parsed, Post, Reading
from model.text import counted
from parsers.completeness import lacking

_WIDTH = 100
_LONGEST_SAID = 160
_MOST_POSTS, _MOST_LINKS = 50, 20
_MOST_METAS = 3  #: of those looked for in vain; more are told by their number


def explain(parsed: Parsed, *, readings: bool) -> str:
    """The document as a person would report it; with `readings`, how each field was found."""
    document = parsed.document
    parts = [_heading(document)]
    if readings:
        parts.append("\n".join(map(_account, parsed.readings)))
    if document.text:
        parts.append("\n\n".join(textwrap.fill(paragraph, _WIDTH) for paragraph in document.text.split("\n\n")))
    parts.append("\n".join(_post(number, post) for number, post in enumerate(document.posts[:_MOST_POSTS], 1)))
    parts += [counted(len(document.links), "link")] if document.links else []
    parts += ["\n".join(f"  {link.url}  {link.title or ''}" for link in document.links[:_MOST_LINKS])]
    return "\n\n".join(part for part in parts if part.strip())


def _heading(document: Document) -> str:
    published = document.published_at
    when = f"{published.iso()} ({published.precision.value})" if published else "no date"
    when += f", {published.day} where it was published" if published and published.own_day else ""
    lacks = lacking(document)
    lines = [
        document.title or "no title",
        f"{document.kind.value} by {document.parser}, {document.language or 'language unknown'}, {when}",
        f"authors: {', '.join(document.authors) or 'none named'}; completeness {document.completeness:.2f}"
        + (f", without {', '.join(lacks)}" if lacks else ""),
    ]
    lines += [f"partial: {document.partial}"] if document.partial else []
    for credit in document.credits:
        day = f" {credit.published_at.iso()}" if credit.published_at else ""
        said = textwrap.shorten(credit.said, _LONGEST_SAID, placeholder=" …")
        lines.append(f"credit: {credit.kind.value} {credit.name or ''}{day} {credit.url or ''} — {said!r}")
    lines += [f"{counted(len(document.posts), 'post')}, page {document.page_number}"] if document.posts else []
    return "\n".join(lines)


def _account(reading: Reading) -> str:
    """A field with its value, and under it the rule that found it and those that missed."""
    how = _how(reading)
    return f"{reading.field}: {_value(reading)}" + ("\n" + _indented(how) if how else "")


def _value(reading: Reading) -> str:
    if reading.field == "partial":
        return reading.value or "no, nothing says that the text is cut"
    return reading.value or "not found"


def _how(reading: Reading) -> str:
    missed = f"missed: {', '.join(_gathered(reading.missed))}" if reading.missed else ""
    return "; ".join(part for part in (f"by {reading.rule}" if reading.rule else "", missed) if part)


def _gathered(missed: Sequence[str]) -> list[str]:
    """The rules that missed; a row of many metas in few words."""
    told: list[str] = []
    for is_meta, group in groupby(missed, lambda label: label.startswith("meta ")):
        labels = list(group)
        if is_meta and len(labels) > _MOST_METAS:
            labels = [f"{len(labels)} metas from {labels[0].removeprefix('meta ')}"]
        told += labels
    return told


def _post(number: int, post: Post) -> str:
    at = post.posted_at.iso() if post.posted_at else "no time"
    head = f"{number}. {post.author or 'nobody named'}, {at}, {post.permalink or 'no address of its own'}"
    return f"{head}\n{_indented(textwrap.shorten(post.text, 2 * _WIDTH, placeholder=' …') or 'no words of its own')}"


def _indented(text: str) -> str:
    return textwrap.fill(
        text, _WIDTH, initial_indent="    ", subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
    )
