"""What a forum post says of the text it carries over: the outlet's name on a line of its own, its day, its pictures.

Posters copy news in a handful of customs: the outlet alone on the first or the last line, a link marked as source or
the bare address, and the day of the article behind a dash. Such lines are evidence and no part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from model.agencies import agency_named
from model.documents import Credit, SourceCredit
from model.moments import Moment
from model.urls import host_of, web_url
from parsers.lines.outlet_lines import READ_ON, claims_rights, name_and_day
from parsers.origins.credits import source_line
from parsers.tree.prose import is_finished, join_lines

_ATTACHMENT = re.compile(
    r"^(?P<name>.+\.(?P<type>jpe?g|png|gif|webp))(?:\.thumb)?(?:\.(?P=type))?\.[0-9a-f]{32}(?:\.(?P=type))?$",
    re.IGNORECASE,
)
_IMAGE_NAME = re.compile(r"^[^/\s]{1,150}\.(?:jpe?g|png|gif|webp|avif)$", re.IGNORECASE)
_THUMB = re.compile(r"\.thumb(?=\.\w+$)", re.IGNORECASE)
#: A name that a content system gave: words joined by dashes, or the size it was cut to.
_TELLING_NAME = re.compile(r"-\d{2,4}x\d{2,4}\.\w+$|^\w+(?:-\w+){3,}\.\w+$")
_DAY = re.compile(r"^[-–—]\s*(\d{4}-\d\d-\d\d)$")
_HOST = re.compile(r"^(?:www\.)?(?:[\w-]+\.)+[a-z]{2,10}$", re.IGNORECASE)
_PRESS_WORD = re.compile(
    r"\b(?:news|times|post|herald|gazette|tribune|journal|guardian|daily|today|press|agency|nation|chronicle|standard|"
    r"observer|mirror|express|telegraph|independent|monitor|review|insider|diplomat|mail|star|sun|radio|tv|bbc|cnn|"
    r"voa|rfa|dvb|новости|газета|日报|新闻|时报)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"^(?:the\s|The\s)?(?:[A-ZА-ЯЁ0-9&][\w'’.&-]*(?:\s|$)){1,6}$")
_LONGEST_NAME, _LONGEST_FILE, _LONG_TEXT = 50, 300, 500
_FEW_WORDS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a post, with its address where it is a link; an empty one parts blocks."""

    text: str
    url: str | None = None


def read_repost(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[SourceCredit, ...]]:
    """The lines of a post that are its text, and the evidence that the others are."""
    told, pictures = _without_pictures(lines)
    kept, day = _without_day(told)
    kept, source = _without_source(kept)
    if day is None and source:
        kept, day = _without_day(kept)
    is_dashed = day is not None and _DAY.match(day[0]) is not None
    kept, outlet = _without_outlet(kept, is_dated=is_dashed)
    if source is None and outlet:
        kept, source = _without_source(kept)
    found = [credit for credit in (outlet, source) if credit]
    if day and found and not found[0].published_at:
        found[0] = replace(found[0], published_at=day[1])
    elif day and is_dashed and not found:
        found = [SourceCredit(Credit.REPRINT, said=day[0], published_at=day[1])]
    return tuple(kept if found else told), (*found, *pictures)


def paragraphs_in(lines: Sequence[Line]) -> tuple[str, ...]:
    """The paragraphs of lines that empty ones part."""
    paragraphs: list[str] = []
    block: list[str] = []
    for line in (*lines, Line("")):
        if line.text:
            block.append(line.text)
        else:
            paragraphs += join_lines(tuple(block))
            block.clear()
    return tuple(paragraphs)


def original_picture(line: str) -> str | None:
    """The name a picture had before the board renamed it; None where the line is no file name."""
    if len(line) > _LONGEST_FILE:
        return None
    if found := _ATTACHMENT.match(line):
        return _THUMB.sub("", found.group("name"))
    return line if _IMAGE_NAME.match(line) else None


def picture_credit(address: str) -> SourceCredit | None:
    """The evidence in a picture's address, where its file bears a name that another site's system gave."""
    file = unquote(urlsplit(address).path).rsplit("/", 1)[-1]
    name = original_picture(file)
    if name is None or not _TELLING_NAME.search(name):
        return None
    return SourceCredit(Credit.REPRINT, said=name, url=address)


def looks_like_outlet(line: Line, *, is_long: bool, is_dated: bool) -> bool:
    """Whether a line can be nothing but the name of who published the text.

    A capitalised name is enough where a day was given too; otherwise it must be an agency or a host, or a name that
    ends in a word of the press or is short and has one, or "The" something beside a long text.
    """
    text = line.text.strip(" -–—()[]:")
    if not text or len(text) > _LONGEST_NAME:
        return False
    if agency_named(text) or _HOST.match(text):
        return True
    if is_finished(text) or not _NAME.match(text):
        return False
    is_short = len(text.split()) <= _FEW_WORDS
    press = [found.end() for found in _PRESS_WORD.finditer(text)]
    return (
        is_dated
        or bool(press and (is_short or press[-1] == len(text)))
        or (is_long and is_short and text[:4] == "The ")
    )


def _without_pictures(lines: Sequence[Line]) -> tuple[list[Line], list[SourceCredit]]:
    kept: list[Line] = []
    named: list[SourceCredit] = []
    for line in lines:
        name = original_picture(line.text)
        if name is None:
            kept.append(line)
        elif _TELLING_NAME.search(name):
            named.append(SourceCredit(Credit.REPRINT, said=name))
    return kept, named


def _without_day(lines: list[Line]) -> tuple[list[Line], tuple[str, Moment] | None]:
    """The lines without the last one where it is nothing but a day, and that day."""
    last = _last(lines)
    if last is None or last == _first(lines):
        return lines, None
    name, day = name_and_day(lines[last].text)
    return (lines, None) if name or day is None else (lines[:last], (lines[last].text, day))


def _without_source(lines: list[Line]) -> tuple[list[Line], SourceCredit | None]:
    """The lines without the closing one that is a source's address or is marked as a source."""
    last = _last(lines)
    if last is None or last == _first(lines):  # a post that is nothing but an address is no repost
        return lines, None
    line = lines[last]
    credit = source_line(line.text)
    if credit is None and (url := web_url(line.text)) and " " not in line.text:
        credit = SourceCredit(Credit.ORIGINAL, said=line.text, url=url, name=host_of(url))
    if credit is None and (mark := READ_ON.match(line.text)):
        credit = _read_on(line, mark.group("rest"))
    if credit is None and line.url and _HOST.match(line.text):
        credit = SourceCredit(Credit.ORIGINAL, said=line.text, url=line.url, name=host_of(line.url))
    if credit is None:
        return lines, None
    name, day = name_and_day(credit.name or "")
    return lines[:last], replace(credit, url=credit.url or line.url, name=name or credit.name, published_at=day)


def _read_on(line: Line, rest: str) -> SourceCredit | None:
    """The credit of a line that leads to the whole text: with its address, or as a link that names who has it."""
    url = web_url(rest) if " " not in rest else None
    if url is None and line.url is None:
        return None
    return SourceCredit(Credit.ORIGINAL, said=line.text, url=url, name=host_of(url or line.url or ""))


def _without_outlet(lines: list[Line], *, is_dated: bool) -> tuple[list[Line], SourceCredit | None]:
    """The lines without the first or the last where it is an outlet's name."""
    is_long = sum(len(line.text) for line in lines) >= _LONG_TEXT
    for index in (_first(lines), _last(lines)):
        if index is None or (not is_long and not is_dated):
            continue
        line = lines[index]
        name, day = name_and_day(line.text)
        is_sure = is_dated or claims_rights(line.text)
        if looks_like_outlet(replace(line, text=name), is_long=is_long, is_dated=is_sure):
            credit = SourceCredit(Credit.REPRINT, said=line.text, url=line.url, name=name, published_at=day)
            return [*lines[:index], *lines[index + 1 :]], credit
    return lines, None


def _first(lines: list[Line]) -> int | None:
    return next((index for index, line in enumerate(lines) if line.text), None)


def _last(lines: list[Line]) -> int | None:
    return next((index for index in range(len(lines) - 1, -1, -1) if lines[index].text), None)
