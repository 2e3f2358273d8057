"""On which day of the outlet's own calendar an instant lies that was told in UTC.

Content systems write 2023-11-09T01:09:55Z for what their readers saw in the evening of November 8. Where the zone of
the source or of its language is not known, the day that the address is filed under, or that readers are shown, tells
it: as far as it is a day somewhere on earth at that instant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from model.moments import Moment, Precision
from parsers.published.address_dates import address_day
from parsers.published.dated_lines import shown_for_publication
from parsers.scope import Scope

#: How far clocks are behind UTC and ahead of it, from Honolulu to Tokyo; farther east, a later day that is shown is one
#: of revision as often as not.
_BEHIND, _AHEAD = timedelta(hours=10), timedelta(hours=9)


def on_own_calendar(scope: Scope, told: Moment | None) -> Moment | None:
    """The moment of a publication with the day of the outlet's calendar; one with a day already is left as it is."""
    if told is None or told.precision is Precision.DAY or told.own_day or _has_zone(scope):
        return told
    days = (day for day in _days(scope) if _first(told) <= day <= _last(told))
    return replace(told, own_day=next(days, None))


def _has_zone(scope: Scope) -> bool:
    """Whether the zone is known of the source or of the page's language: then the day was read in it."""
    return (scope.page.zone or scope.page.customs.midnight_zone) is not None


def _days(scope: Scope) -> Iterator[date]:
    filed = address_day(scope)
    if filed:
        yield filed.day
    yield from (shown.day for _, shown in shown_for_publication(scope.page))


def _first(told: Moment) -> date:
    return (told.at - _BEHIND).date()


def _last(told: Moment) -> date:
    return (told.at + _AHEAD).date()
