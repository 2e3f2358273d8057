"""When an article was published, by the data in its page's scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.moments import Moment
from parsers.generic.spotter import Spotter
from parsers.page import Page
from parsers.published.address_dates import fitting
from parsers.scope import Scope

_VALUE = r"\\{0,3}[\"']?\s*[:=]\s*\\{0,3}[\"'](\d{4}-\d\d-\d\d[^\"'\\]{0,25})\\{0,3}[\"']"
_NAMES = (
    r"(?:date_?published|publish(?:ed)?_?(?:at|on|date|time)|posted_?(?:at|date)|date_?posted|"
    r"publication_?(?:date|time)|pub_?date|first_?publish(?:ed)?_?(?:at|on|date|time)|display_?date)"
)
_PUBLISHED = re.compile(rf"(?<![a-z])(?:article_?)?{_NAMES}{_VALUE}", re.IGNORECASE)
#: A date after such a name: to look for that costs a fiftieth.
_DATED = Spotter({0: rf"(?i){_NAMES}[^a-z0-9]*\d{{4}}-\d\d-\d\d"}, once=True)
_MOST_DAYS = 3  #: more are those of a list of other things


def script_moment(scope: Scope) -> Moment | None:
    """The date that the data in the page's scripts gives under a name like datePublished, where they give few."""
    told = list(_dates_in(scope.page))
    if len({date[:10] for date in told}) > _MOST_DAYS:
        return None
    return fitting(scope, filter(None, map(scope.page.moment, told)))


def _dates_in(page: Page) -> Iterator[str]:
    if not _DATED.finds(page.html):
        return
    for node in page.root.css("script"):
        script = node.text()
        if _DATED.finds(script.encode("utf-8", "surrogatepass")):
            yield from (found.group(1) for found in _PUBLISHED.finditer(script))
