"""What a feed says, whatever its format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from alerts.dates import dates, instant_of
from model.moments import Moment
from model.urls import web_url

#: What XML 1.0 cannot carry (§2.2) or discourages, what HTML forbids, and lone surrogates, which UTF-8 cannot.
_UNWRITABLE = re.compile(
    "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u007f-\u009f\ufdd0-\ufdef]"
    f"|[{''.join(chr(plane << 16 | end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))}]"
)
#: Stands for a character that was lost before we had it; the usual sign for it is taken for a fault of ours.
_LOST = "□"
#: What addresses hold that RFC 3986 §3.3 and §3.4 do not allow there: a bare per cent sign, brackets.
_ILL = re.compile(r"%(?![0-9A-Fa-f]{2})|[\[\]]")
_HEAD = re.compile(r"https?://[^/]*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)
_MAIL = re.compile(r"\s*<[^<>@\s]+@[^<>\s]+>")
#: A publication so much later than when it was seen is a mistake.
_SLACK = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Copy:
    """One document of a story: where it stands and how it relates to the first, and whether it was taken down."""

    outlet: str
    relation: str
    url: str
    title: str
    gone: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One alert. `updated_at` is when we last learned something new of the story, `published` the outlet's own date.

    `marks` are words to be marked in the excerpt: those that met the watch. `gone_at` is when it was found to be taken
    down, None where it stands. An entry is equal to itself alone: what was
    written of it is kept by it.
    """

    uid: str
    title: str
    url: str
    outlet: str
    published: Moment | None
    first_seen_at: datetime
    updated_at: datetime
    excerpt: str
    authors: tuple[str, ...] = ()
    language: str | None = None
    tags: tuple[str, ...] = ()
    image: str | None = None
    copies: tuple[Copy, ...] = ()
    marks: tuple[str, ...] = ()
    gone_at: datetime | None = None

    @property
    def published_instant(self) -> datetime | None:
        """The publication as an instant for programs.

        None where only the day is known, for a time is never made up, and where it lies after we saw the article.
        """
        at = instant_of(self.published)
        return None if at is None or at > self.first_seen_at + _SLACK else at

    @property
    def dates(self) -> str:
        """The dates in words, each for what it is."""
        return dates(self.published, self.first_seen_at, self.gone_at)

    @property
    def shown_title(self) -> str:
        """The title, or where there is nothing in it to be read, the address or the outlet."""
        told = (writable(text).strip() for text in (self.title, self.url, self.outlet))
        return next(filter(None, told), "untitled")

    @property
    def names(self) -> tuple[str, ...]:
        """Who wrote it, else the outlet; addresses of mail are left out."""
        return _names(self.authors) or _names((self.outlet,)) or ("unknown",)

    @property
    def categories(self) -> tuple[str, ...]:
        """The tags, each once."""
        return _names(self.tags)

    @property
    def language_tag(self) -> str | None:
        """The language as BCP 47 writes it, None where it is none."""
        return _language_tag(self.language) if self.language else None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed and its entries, the newest first. `self_url` is where this very document is served.

    `links` are its neighbours by relation (RFC 5005), `archive` says that it is an archive document, which gets no new
    entries; `hub` is where changes are announced (WebSub).
    """

    uid: str
    title: str
    home: str
    self_url: str
    updated_at: datetime
    entries: tuple[Entry, ...]
    generator: str = "Nightdesk"
    links: tuple[tuple[str, str], ...] = ()
    archive: bool = False
    hub: str | None = None

    @property
    def relations(self) -> tuple[tuple[str, str], ...]:
        """Every link of the feed that is the same in every format but its own address and home."""
        return (*self.links, ("hub", self.hub)) if self.hub else self.links

    @property
    def shown_title(self) -> str:
        """The title, or where there is nothing in it to be read, who made the feed."""
        return writable(self.title).strip() or self.generator


# Outlets use the same names and tags again and again: each is cleaned once.
@lru_cache(maxsize=2048)
def _names(told: tuple[str, ...]) -> tuple[str, ...]:
    names = (writable(_MAIL.sub("", name) if "@" in name else name).strip() for name in told)
    return tuple(dict.fromkeys(filter(None, names)))


@lru_cache(maxsize=256)
def _language_tag(language: str) -> str | None:
    tag = language.replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else None


def writable(text: str) -> str:
    """The text without characters that XML 1.0 or HTML forbid or discourage."""
    if "\ufffd" in text:
        text = text.replace("\ufffd", _LOST)
    return text if text.isprintable() else _UNWRITABLE.sub("", text)  # what is printable is quickly seen to be so


def address(url: str | None) -> str | None:
    """An address of the web as RFC 3986 has it, None where the text is none."""
    clean = web_url(url) if url else None
    if clean is None or not ("%" in clean or "[" in clean or "]" in clean):
        return clean
    head = _HEAD.match(clean)
    end = head.end() if head else 0
    return clean[:end] + _ILL.sub(lambda found: f"%{ord(found.group()):02X}", clean[end:])
