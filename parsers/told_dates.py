"""When an article was published, where no metadata says so: what its address, its scripts and its readers are told."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
_MARKED = ('[itemprop="datePublished"]', "time[pubdate]", "article header time", "header time[datetime]")
_NAMED = (
    "article time[datetime]", "main time[datetime]", "time[datetime]", "time", ".published", ".post-date",
    ".entry-date", ".article-date", ".date", '[class*="publish"]',
    '[class*="date"]', '[class*="time"]', '[id*="date"]', '[id*="time"]',
)  # fmt: skip
_UPDATED = re.compile(
    r"^\W*(?:last\s+)?(?:updated?|modified|edited|обновлено|изменено|aktualisiert|mis à jour|actualizado|修改|更新)\b",
    re.IGNORECASE,
)
#: How a line begins that says when a text came out, wherever it stands.
_LABELLED = re.compile(
    r"^\W*(?:published|posted|first published|date|created|released|veröffentlicht|erstellt|erschienen|datum|publié|"
    r"mis en ligne|publicado|fecha|pubblicato|опубликовано|дата|发布|发表|时间|日期|公開|by |von |par |por )",
    re.IGNORECASE,
)
_LONGEST_DATE, _MOST_CANDIDATES = 120, 12


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


def shown_moment(scope: Scope) -> Moment | None:
    """The date that readers see: marked as such, else beside the headline, else in what is called a date.

    An address that tells the day is the measure: a date of another day is about something else.
    """
    day = address_day(scope)
    told = chain(
        _in_elements(scope, _MARKED), _beside_headline(scope.page), _labelled(scope.page), _in_elements(scope, _NAMED)
    )
    for moment in told:
        if day is None or abs((moment.at.date() - day.at.date()).days) <= 1:
            return moment
    return day


def _in_elements(scope: Scope, selectors: tuple[str, ...]) -> Iterator[Moment]:
    for selector in selectors:
        for node in scope.all(selector)[:_MOST_CANDIDATES]:
            if at := _read(scope.page, _told(scope, node)):
                yield at


def _told(scope: Scope, node: LexborNode) -> str:
    return node.attributes.get("datetime") or node.attributes.get("content") or scope.line(node, _LONGEST_DATE)


def _beside_headline(page: Page) -> Iterator[Moment]:
    return (at for line in lines_beside_headline(page) if (at := _read(page, line)))


def _labelled(page: Page) -> Iterator[Moment]:
    """The dates in short lines that say what they are."""
    short = (block for block in page.outline.blocks if len(block.text) <= _LONGEST_DATE)
    lines = (line for block in short for line in block.text.split("\n") if _LABELLED.match(line))
    return (at for line in lines if (at := _read(page, line)))


def _read(page: Page, line: str) -> Moment | None:
    if len(line) > _LONGEST_DATE or _UPDATED.match(line):
        return None
    month_first = (page.root.attributes.get("lang") or "").lower() == "en-us"
    return read_moment(line, page.zone, month_first=month_first)
