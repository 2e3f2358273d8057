"""When an article was published, where no metadata says so: what its readers are told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, time
from itertools import chain

from selectolax.lexbor import LexborNode

from model.moments import Moment, Precision
from parsers.lines.date_words import before_revision
from parsers.page import Page
from parsers.published.address_dates import address_day, days_between, fitting
from parsers.published.dated_lines import LONGEST_DATE, beside_headline, datelines, labelled_dates, read_line
from parsers.published.revision_dates import follows_revision
from parsers.published.script_dates import script_moment
from parsers.scope import Scope
from parsers.tree.elsewhere import ELSEWHERE, TODAY, is_elsewhere

_POSTED = ('[itemprop="dateCreated"]', "time[datetime]")  #: in a discussion, where comments are published too
_MARKED = ('[itemprop="datePublished"]', "time[pubdate]", "article header time", "header time[datetime]")
_NAMED = (
    "article time[datetime]", "main time[datetime]", "time[datetime]", "time", ".published", ".post-date",
    ".entry-date", ".article-date", ".date", '[class*="publish"]',
    '[class*="date"]', '[class*="time"]', '[id*="date"]', '[id*="time"]',
)  # fmt: skip
_STAMPS = ("data-timestamp", "data-datetime", "data-date", "data-time", "timestamp")  #: as scripts are told a time
_NOON = time(12, tzinfo=UTC)
_EXACT = re.compile(r"\d{4}-\d\d-\d\d")
_MOST_CANDIDATES = 12


def marked_moment(scope: Scope) -> Moment | None:
    """The date that readers see and that is marked as that of the publication, else the one beside the headline."""
    marks = _POSTED if scope.page.is_discussion else _MARKED
    at = fitting(scope, chain(_in_elements(scope, marks), beside_headline(scope.page)))
    return _with_clock(scope, at)


def shown_moment(scope: Scope) -> Moment | None:
    """The date that readers see: in a line that says what it is, in what is called a date, at the head of the text.

    Where none fits it, the day of the address is taken.
    """
    told = chain(labelled_dates(scope.page), _in_elements(scope, _NAMED), datelines(scope.page))
    at = fitting(scope, told) or address_day(scope)
    return _with_clock(scope, at)


def _with_clock(scope: Scope, day: Moment | None) -> Moment | None:
    """The instant of that day which an element tells that shows it, or the page's data; the day where there is none."""
    if day is None or day.precision is not Precision.DAY:
        return day
    for node in scope.all("time[datetime]")[:_MOST_CANDIDATES]:
        shown = read_line(scope.page, scope.line(node, LONGEST_DATE))
        exact = read_line(scope.page, node.attributes.get("datetime") or "")
        if shown and shown.at.date() == day.at.date() and exact and exact.precision is not Precision.DAY:
            near = days_between(exact, day) <= 1 and not (_is_noon(exact) or follows_revision(scope, node))
            return exact if near and not _is_elsewhere(scope.page, node) else day
    told = script_moment(scope)
    return told if told and told.precision is not Precision.DAY and not days_between(told, day) else day


def _in_elements(scope: Scope, selectors: tuple[str, ...]) -> Iterator[Moment]:
    for selector in selectors:
        for node in scope.all(selector)[:_MOST_CANDIDATES]:
            if not _is_elsewhere(scope.page, node) and not follows_revision(scope, node) and (at := _told(scope, node)):
                yield at


def _is_elsewhere(page: Page, node: LexborNode) -> bool:
    return is_elsewhere(node, TODAY if page.is_discussion else ELSEWHERE)


def _told(scope: Scope, node: LexborNode) -> Moment | None:
    """What an element tells: in an attribute, unless its readers are told another day, or of a revision."""
    attributes = node.attributes
    title = attributes.get("title") or ""
    exact = attributes.get("datetime") or attributes.get("content") or (title if _EXACT.match(title) else "")
    exact = exact or next(filter(None, map(attributes.get, _STAMPS)), "")
    at = read_line(scope.page, exact) if exact else None
    if at and node.first_child is None:
        return at
    line = scope.line(node, LONGEST_DATE)
    shown = read_line(scope.page, line)
    if shown is None and before_revision(line) != line:
        return None
    return shown if at is None or (shown and (days_between(at, shown) > 1 or _is_noon(at))) else at


def _is_noon(at: Moment) -> bool:
    """Whether an instant is noon in UTC, as Drupal writes a day."""
    return at.precision is not Precision.DAY and at.at.timetz() == _NOON
