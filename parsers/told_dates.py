"""When an article was published, where no metadata says so: what its readers are told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from selectolax.lexbor import LexborNode

from model.moments import Moment, Precision
from parsers.address_dates import address_day
from parsers.beside import lines_above_headline, lines_below_headline, lines_beside_headline
from parsers.elsewhere import is_elsewhere
from parsers.page import Page, Scope
from parsers.prose import is_finished

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
_PUBLISHED = re.compile(
    r"^\W*(?:first )?(?:published|posted|veröffentlicht|erschienen|publié|publicado|pubblicato|опубликовано|发布|发表)",
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


def marked_moment(scope: Scope) -> Moment | None:
    """The date that readers see and that is marked as that of the publication, else the one beside the headline."""
    marks = _POSTED if scope.page.is_discussion else _MARKED
    at = _fitting(address_day(scope), chain(_in_elements(scope, marks), beside_headline(scope.page)))
    return _with_clock(scope, at) if at and at.precision is Precision.DAY else at


def _with_clock(scope: Scope, day: Moment) -> Moment:
    """The instant that an element tells whose readers are told that day; the day where there is none."""
    for node in scope.all("time[datetime]")[:_MOST_CANDIDATES]:
        shown = _read(scope.page, scope.line(node, _LONGEST_DATE))
        exact = _read(scope.page, node.attributes.get("datetime") or "")
        if shown and shown.at.date() == day.at.date() and exact and exact.precision is not Precision.DAY:
            return exact if days_between(exact, day) <= 1 and not _is_elsewhere(scope.page, node) else day
    return day


def shown_moment(scope: Scope) -> Moment | None:
    """The date that readers see: in a line that says what it is, in what is called a date, at the head of the text.

    Where none fits it, the day of the address is taken.
    """
    day, page = address_day(scope), scope.page
    return _fitting(day, chain(dates_in_lines(page, _LABELLED), _in_elements(scope, _NAMED), _dateline(page))) or day


def _fitting(day: Moment | None, told: Iterable[Moment]) -> Moment | None:
    """The first of the moments; an address that tells a day is the measure: another is about something else."""
    return next((at for at in told if day is None or days_between(at, day) <= 1), None)


def days_between(one: Moment, other: Moment) -> int:
    """How many days lie between two moments, whichever comes first."""
    return abs((one.at.date() - other.at.date()).days)


def _in_elements(scope: Scope, selectors: tuple[str, ...]) -> Iterator[Moment]:
    for selector in selectors:
        for node in scope.all(selector)[:_MOST_CANDIDATES]:
            if not _is_elsewhere(scope.page, node) and (at := _told(scope, node)):
                yield at


def _is_elsewhere(page: Page, node: LexborNode) -> bool:
    return is_elsewhere(node, discussion=page.is_discussion)


def _told(scope: Scope, node: LexborNode) -> Moment | None:
    """What an element tells: in an attribute, unless its readers are told another day."""
    attributes = node.attributes
    title = attributes.get("title") or ""
    exact = attributes.get("datetime") or attributes.get("content") or (title if _EXACT.match(title) else "")
    at = _read(scope.page, exact) if exact else None
    if at and node.first_child is None:
        return at
    shown = _read(scope.page, scope.line(node, _LONGEST_DATE))
    return shown if at is None or (shown and days_between(at, shown) > 1) else at


def beside_headline(page: Page) -> Iterator[Moment]:
    """The dates beside the headline: of lines that say what they are, of short ones below it, at the head of the text,
    of short ones above it, of others; at last of those that seem to be about other texts.
    """
    above, below = lines_above_headline(page), lines_below_headline(page)
    yield from _in_lines(page, _labelled_beside(page))
    yield from _in_lines(page, (line for line in below if len(line) <= _ALONE))
    yield from _dateline(page)
    yield from _in_lines(page, (line for line in above if len(line) <= _ALONE))
    yield from _in_lines(page, (line for line in (*above, *below) if len(line) > _ALONE and not is_finished(line)))
    yield from _in_lines(page, (line for line in lines_beside_headline(page) if not is_finished(line)))


def _labelled_beside(page: Page) -> list[str]:
    near = (*lines_above_headline(page), *lines_below_headline(page))
    return [line for line in near if _LABELLED.match(line)]


def plain_days(page: Page) -> list[Moment]:
    """The days, as far as they stand without a clock time, in lines beside the headline that say they are that of the
    publication, and in short ones below it.
    """
    above, below = lines_above_headline(page), lines_below_headline(page)
    labelled = [line for line in (*above, *below) if _PUBLISHED.match(line)]
    lines = labelled or [line for line in below if len(line) <= _ALONE]
    return [at for at in _in_lines(page, lines) if at.precision is Precision.DAY]


def _in_lines(page: Page, lines: Iterable[str]) -> Iterator[Moment]:
    return (at for line in lines if (at := _read(page, line)))


def dates_in_lines(page: Page, label: re.Pattern[str] | None = None) -> Iterator[Moment]:
    """The dates in the short lines of a page, or in those that begin with a label."""
    lines = (line for block in page.outline.blocks for line in block.text.split("\n") if len(line) <= _LONGEST_DATE)
    return _in_lines(page, (line for line in lines if label is None or label.match(line)))


def _dateline(page: Page) -> Iterator[Moment]:
    """The day at the head of the text: Harbourtown, (12.11.2021). The ferry …"""
    heads = (_DATELINE.match(block.text) for block in page.main_blocks[:_FIRST_BLOCKS])
    return _in_lines(page, (found.group() for found in heads if found))


def _read(page: Page, line: str) -> Moment | None:
    return None if len(line) > _LONGEST_DATE or _UPDATED.match(line) else page.customs.moment(line)
