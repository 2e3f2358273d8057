"""Documents in the Zawgyi encoding of Burmese, written in Unicode; the capture keeps the bytes as they came."""

from __future__ import annotations

from dataclasses import replace

from model.burmese import ZAWGYI_SIGNS, is_zawgyi, unicode_burmese
from model.documents import Document, Parsed, Reading

_ZAWGYI = "Zawgyi"
_BURMESE = b"\x10"  #: the upper half of every letter of Burmese, which most texts have nowhere


def in_unicode(document: Document) -> tuple[Document, tuple[Reading, ...]]:
    """The document with its Zawgyi written in Unicode, and the note that it was; others as they are."""
    said = [document.title or "", document.text, *(post.text for post in document.posts)]
    said += [link.title or "" for link in document.links]
    whole = "\n".join(line for line in said if not line.isascii())
    is_burmese = _BURMESE in whole.encode("utf-16-le", "surrogatepass")
    if not is_burmese or not ZAWGYI_SIGNS.search(whole) or not is_zawgyi(whole):
        return document, ()
    changed = replace(
        document,
        title=_written(document.title),
        authors=tuple(map(unicode_burmese, document.authors)),
        section=_written(document.section),
        tags=tuple(map(unicode_burmese, document.tags)),
        text=unicode_burmese(document.text),
        posts=tuple(replace(post, text=unicode_burmese(post.text)) for post in document.posts),
        links=tuple(replace(link, title=_written(link.title)) for link in document.links),
    )
    return changed, (Reading("encoding", _ZAWGYI, "written in Unicode"),)


def is_rewritten(parsed: Parsed) -> bool:
    """Whether a document's text is not as it came, so that only the capture has the original."""
    return any(reading.rule == _ZAWGYI for reading in parsed.readings)


def _written(line: str | None) -> str | None:
    return unicode_burmese(line) if line else line
