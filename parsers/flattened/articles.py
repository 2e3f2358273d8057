"""Articles as flattened text: PDF views and text dumps."""

from __future__ import annotations

from model.captures import RawPage
from model.documents import Document, Kind
from model.moments import Moment
from model.text import join_paragraphs
from model.urls import web_url
from parsers.dates.reading import read_moment
from parsers.flattened.chrome import ASIDE, BYLINE, DISCLAIMER, ORIGINAL_URL, PHOTO_CREDIT
from parsers.flattened.lines import is_prose, join_paragraphs_again
from parsers.languages import language_of
from parsers.lines.bylines import names_in
from parsers.origins.credits import agencies_among, source_line

_LONGEST_DATE_LINE = 60
_LONGEST_HEAD = 40  #: lines above the text
_LONGEST_CHROME = 400
_LONGEST_MENU = 3  #: so many short lines in a row are one


def read_article(lines: tuple[str, ...], raw: RawPage) -> Document:
    """The article in the lines; without a sentence in them, they are of unknown kind."""
    lines, original = _without_address(lines, raw.url)
    begin = next(
        (number for number, line in enumerate(lines) if is_prose(line.replace("**", "")) and not _is_chrome(line)),
        None,
    )
    head = lines[: len(lines) if begin is None else begin]
    paragraphs = _body(lines[begin:]) if begin is not None else ()
    credit = source_line(paragraphs[-1]) if paragraphs else None
    paragraphs = paragraphs[:-1] if credit else paragraphs
    authors = _authors(head)
    text = join_paragraphs(paragraphs)
    return Document(
        url=raw.url,
        kind=Kind.ARTICLE if text else Kind.UNKNOWN,
        parser="flattened",
        title=_title(head),
        canonical_url=original or raw.url,
        authors=authors,
        published_at=_published_at(head, raw.zone),
        language=language_of(text) or raw.language,
        text=text,
        credits=(*((credit,) if credit else ()), *agencies_among(authors, paragraphs)),
    )


def _without_address(lines: tuple[str, ...], base: str | None) -> tuple[tuple[str, ...], str | None]:
    """The lines without those that name the article's own address, and that address."""
    for number, line in enumerate(lines):
        if found := ORIGINAL_URL.match(line):
            after = [index for index in range(number + 1, len(lines)) if lines[index]][:1]
            told = found.group("url") or (lines[after[0]] if after else "")
            url = web_url(told, base) if told.startswith(("http://", "https://")) else None
            end = number if found.group("url") or not url else after[0]
            return (*lines[:number], *lines[end + 1 :]), url
    return lines, None


def _title(head: tuple[str, ...]) -> str | None:
    """The headline: the first line above the text that is neither byline nor date, with the lines it runs on to."""
    lines = head[-_LONGEST_HEAD:]
    for number, line in enumerate(lines):
        if not line or _is_note(line) or ASIDE.match(line):
            continue
        wrapped = [line]
        for following in lines[number + 1 :]:
            if not following or _is_note(following):
                break
            wrapped.append(following)
        return " ".join(wrapped)
    return None


def _is_note(line: str) -> bool:
    return len(line) <= _LONGEST_CHROME and bool(BYLINE.match(line) or PHOTO_CREDIT.match(line) or _day_in(line))


def _day_in(line: str, zone: str | None = None) -> Moment | None:
    return read_moment(line, zone) if len(line) <= _LONGEST_DATE_LINE else None


def _published_at(head: tuple[str, ...], zone: str | None) -> Moment | None:
    """The moment in the first line above the text that tells one and is not about an update."""
    told = (
        _day_in(line, zone) for line in head if not line.lower().startswith(("updated", "last update", "обновлено"))
    )
    return next((at for at in told if at), None)


def _authors(head: tuple[str, ...]) -> tuple[str, ...]:
    return next((names for line in head if BYLINE.match(line) and (names := names_in([line]))), ())


def _body(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The paragraphs from the first sentence to the last, without what leads away and without menus."""
    kept = tuple(line for line in lines if not _is_chrome(line))
    paragraphs = join_paragraphs_again(kept)
    last = max((number for number, line in enumerate(paragraphs) if is_prose(line)), default=-1)
    return _without_menus(tuple(line.replace("**", "") for line in paragraphs[: last + 1]))


def _is_chrome(line: str) -> bool:
    if len(line) > _LONGEST_CHROME:
        return False
    return bool(ASIDE.match(line) or PHOTO_CREDIT.match(line) or DISCLAIMER.match(line))


def _without_menus(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """The paragraphs without runs of lines that are no prose; one or two such lines are headings or quotes."""
    kept: list[str] = []
    run: list[str] = []
    for line in paragraphs:
        if is_prose(line):
            kept += run if len(run) < _LONGEST_MENU else []
            run = []
            kept.append(line)
        else:
            run.append(line)
    return tuple(kept)
