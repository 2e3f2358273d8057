"""When an article was published, where no metadata says so: what its address, its scripts and its readers are told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from selectolax.lexbor import LexborNode

from model.moments import Moment
from parsers.beside import lines_beside_headline
from parsers.dates import read_moment
from parsers.page import Page, Scope

_ADDRESS_DAY = re.compile(
    r"/((?:19|20)\d\d)/?([01]\d)/?([0-3]\d)(?:/|$|-|_|\d{4,}|\w*\.)|/((?:19|20)\d\d)/(\d\d?)/(\d\d?)/"
    r"|(?:/|-|_)((?:19|20)\d\d)-([01]\d)-([0-3]\d)(?:/|-|_|\.|$)"
)
_SCRIPT_DATE = re.compile(
    r"[\"'](?:date_?published|published_?at|publish(?:ed)?_?date|posted_?at|publication_?date|pub_?date|first_?publish(?:ed)?_?date|"
    r"display_date|dateCreated|created_?at)[\"']\s*:\s*[\"'](\d{4}-\d\d-\d\d[^\"']{0,25})[\"']",
    re.IGNORECASE,
)
_POSTED = ('[itemprop="dateCreated"]', "time[datetime]")  #: in a discussion, where comments are published too
_MARKED = ('[itemprop="datePublished"]', "time[pubdate]", "article header time", "header time[datetime]")
_NAMED = (
    "article time[datetime]", "main time[datetime]", "time[datetime]", "time", ".published", ".post-date",
    ".entry-date", ".article-date", ".date", '[class*="publish"]',
    '[class*="date"]', '[class*="time"]', '[id*="date"]', '[id*="time"]',
)  # fmt: skip
_UPDATED = re.compile(
    r"^\W*(?:joined|registered|member since|"
    r"(?:last\s+)?(?:updated?|modified|edited|обновлено|изменено|aktualisiert|mis à jour|actualizado|修改|更新))\b",
    re.IGNORECASE,
)
#: How a line begins that says when a text came out, wherever it stands.
_LABELLED = re.compile(
    r"^\W*(?:published|posted|first published|date|created|released|veröffentlicht|erstellt|erschienen|datum|publié|"
    r"mis en ligne|publicado|fecha|pubblicato|опубликовано|дата|发布|发表|时间|日期|公開|erschienen am|"
    r"asked |started |by |von |par |por )",
    re.IGNORECASE,
)
_EXACT = re.compile(r"\d{4}-\d\d-\d\d")
#: What stands before a text: at most a place and a day, up to a full stop, a dash or a closing bracket.
_DATELINE = re.compile(r"^[^.–—-]{0,30}\b\d{1,2}\.?\s?(?:\d{1,2}\.|\w{3,12})\s?\d{4}\)?\s*[.:–—-]")
_LONGEST_DATE, _ALONE = 120, 45  #: characters of a line with a date, and with little else
_MOST_CANDIDATES, _FIRST_BLOCKS = 12, 3


def address_day(scope: Scope) -> Moment | None:
    """The day that the page's address is filed under."""
    found = _ADDRESS_DAY.search(scope.page.url or "")
    parts = [part for part in found.groups() if part] if found else []
    return read_moment("-".join(part.zfill(2) for part in parts)) if parts else None


def script_moment(scope: Scope) -> Moment | None:
    """The date that the data in the page's scripts gives under a name like datePublished."""
    for node in scope.page.root.css("script"):
        script = node.text()
        if "ate" in script and (found := _SCRIPT_DATE.search(script)):
            return read_moment(found.group(1), scope.page.zone)
    return None


def marked_moment(scope: Scope) -> Moment | None:
    """The date that readers see and that is marked as that of the publication, else the one beside the headline."""
    marks = _POSTED if scope.page.is_discussion else _MARKED
    return _fitting(address_day(scope), chain(_in_elements(scope, marks), _beside_headline(scope.page)))


def shown_moment(scope: Scope) -> Moment | None:
    """The date that readers see: in a line that says what it is, in what is called a date, at the head of the text.

    Where none fits it, the day of the address is taken.
    """
    day, page = address_day(scope), scope.page
    return _fitting(day, chain(_labelled(page), _in_elements(scope, _NAMED), _dateline(page))) or day


def _fitting(day: Moment | None, told: Iterable[Moment]) -> Moment | None:
    """The first of the moments; an address that tells a day is the measure: another is about something else."""
    return next((at for at in told if day is None or abs((at.at.date() - day.at.date()).days) <= 1), None)


def _in_elements(scope: Scope, selectors: tuple[str, ...]) -> Iterator[Moment]:
    for selector in selectors:
        for node in scope.all(selector)[:_MOST_CANDIDATES]:
            if at := _read(scope.page, _told(scope, node)):
                yield at


def _told(scope: Scope, node: LexborNode) -> str:
    attributes = node.attributes
    title = attributes.get("title") or ""
    exact = attributes.get("datetime") or attributes.get("content") or (title if _EXACT.match(title) else "")
    return exact or scope.line(node, _LONGEST_DATE)


def _beside_headline(page: Page) -> Iterator[Moment]:
    """The dates beside the headline: of lines that say what they are, then of short ones, then of others."""
    lines = sorted(
        lines_beside_headline(page), key=lambda line: 0 if _LABELLED.match(line) else 1 + (len(line) > _ALONE)
    )
    return (at for line in lines if (at := _read(page, line)))


def _labelled(page: Page) -> Iterator[Moment]:
    """The dates in short lines that say what they are."""
    lines = (line for block in page.outline.blocks for line in block.text.split("\n") if len(line) <= _LONGEST_DATE)
    return (at for line in lines if _LABELLED.match(line) and (at := _read(page, line)))


def _dateline(page: Page) -> Iterator[Moment]:
    """The day at the head of the text: Harbourtown, (12.11.2021). The ferry …"""
    heads = (_DATELINE.match(block.text) for block in page.main_blocks[:_FIRST_BLOCKS])
    return (at for found in heads if found and (at := _read(page, found.group())))


def _read(page: Page, line: str) -> Moment | None:
    if len(line) > _LONGEST_DATE or _UPDATED.match(line):
        return None
    month_first = (page.root.attributes.get("lang") or "").lower() == "en-us"
    return read_moment(line, page.zone, month_first=month_first)
