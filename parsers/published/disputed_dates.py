"""Where a page shows its readers another day than it declares: which of the two is that of the publication.

A page that was moved or published again declares the day of that, and shows the first one: an article cannot have come
out after the day that its readers are told. A later day that is shown is one of revision and decides nothing.
"""

from __future__ import annotations

from datetime import timedelta

from model.moments import Moment, Precision
from parsers import defaults
from parsers.dates.clock_times import find_clock_time
from parsers.fields import Field, by, meta_moment
from parsers.page import Page
from parsers.published.address_dates import address_day, days_between
from parsers.published.dated_lines import all_dates, shown_for_publication
from parsers.scope import Scope

Shown = list[tuple[str, Moment]]  #: lines with their dates
_WESTERN = 10  #: the hours of UTC before which days begin in the west


#: What a page declares in its head, which its own text may contradict.
DECLARED: Field[Moment] = by(defaults.linked_moment("datePublished"), "JSON-LD datePublished") | meta_moment(
    *defaults.PUBLISHED
)


def shown_instead(scope: Scope) -> Moment | None:
    """The day which the page shows, where it is not that of the moment declared."""
    told = DECLARED.read(scope).value
    if told is None:
        return None
    shown = shown_for_publication(scope.page)
    return _filed_earlier(scope, told) or _begun(shown, told) or _shown_earlier(scope.page, shown, told)


def _filed_earlier(scope: Scope, told: Moment) -> Moment | None:
    """The day of the address, where that is long before."""
    day = address_day(scope)
    return day if day and day < told and days_between(day, told) > 1 else None


def _begun(shown: Shown, told: Moment) -> Moment | None:
    """The day that is shown, where the instant is the midnight in which it begins in a zone east of Greenwich."""
    if told.precision is Precision.DAY or told.at.second or told.at.minute not in (0, 30) or told.at.hour < _WESTERN:
        return None
    following = told.at.date() + timedelta(days=1)
    return next((day for line, day in shown if day.at.date() == following and not find_clock_time(line)), None)


def _shown_earlier(page: Page, shown: Shown, told: Moment) -> Moment | None:
    """The one day that is shown below the headline, where it is earlier and the one declared is shown nowhere."""
    days = {at.at.date(): at for _, at in shown}
    day = next(iter(days.values())) if len(days) == 1 else None
    if day is None or day > told or days_between(day, told) <= 1:
        return None
    return None if any(days_between(other, told) <= 1 for other in all_dates(page)) else day
