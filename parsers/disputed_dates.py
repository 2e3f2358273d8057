"""Where a page shows its readers another day than it declares: which of the two is that of the publication.

A page that was moved or published again declares the day of that, and shows the first one: an article cannot have come
out after the day that its readers are told. A later day that is shown is one of revision and decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from model.moments import Moment, Precision
from parsers.address_dates import address_day
from parsers.fields import Field
from parsers.page import Page, Scope
from parsers.told_dates import dates_in_lines, days_between, plain_days


def shown_instead(declared: Field[Moment]) -> Callable[[Scope], Moment | None]:
    """The rule that takes the day which the page shows, where it is not the one of the moment declared."""

    def find(scope: Scope) -> Moment | None:
        told = declared.read(scope).value
        if told is None:
            return None
        return _filed_earlier(scope, told) or _midnight(scope.page, told) or _shown_earlier(scope.page, told)

    return find


def _filed_earlier(scope: Scope, told: Moment) -> Moment | None:
    """The day of the address, where that is long before."""
    day = address_day(scope)
    return day if day and day < told and days_between(day, told) > 1 else None


def _midnight(page: Page, told: Moment) -> Moment | None:
    """The day that is shown, where the instant is the midnight in which it begins in a zone east of Greenwich."""
    if told.precision is Precision.DAY or told.at.second or told.at.minute not in (0, 30) or told.at.hour < 10:
        return None
    following = told.at.date() + timedelta(days=1)
    return next((day for day in plain_days(page) if day.at.date() == following), None)


def _shown_earlier(page: Page, told: Moment) -> Moment | None:
    """The one day that is shown right below the headline, or said to be that of the publication, where it is
    earlier and the declared one is shown nowhere.
    """
    days = {day.at.date(): day for day in plain_days(page)}
    day = next(iter(days.values())) if len(days) == 1 else None
    if day is None or day > told or days_between(day, told) <= 1:
        return None
    return None if any(days_between(other, told) <= 1 for other in dates_in_lines(page)) else day
