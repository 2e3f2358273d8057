"""When an article was published, by the data in its page's scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.moments import Moment
from parsers.page import Page
from parsers.scope import Scope

_VALUE = r"\\{0,3}[\"']?\s*[:=]\s*\\{0,3}[\"'](\d{4}-\d\d-\d\d[^\"'\\]{0,25})\\{0,3}[\"']"
_PUBLISHED = re.compile(
    r"(?<![a-z])(?:article_?)?(?:date_?published|publish(?:ed)?_?(?:at|on|date|time)|posted_?(?:at|date)|date_?posted|"
    r"publication_?(?:date|time)|pub_?date|first_?publish(?:ed)?_?(?:at|on|date|time)|display_?date)" + _VALUE,
    re.IGNORECASE,
)
_MOST_DAYS = 3  #: more are those of a list of other things


def script_moment(scope: Scope) -> Moment | None:
    """The date that the data in the page's scripts gives under a name like datePublished, where they give few."""
    told = list(_dates_in(scope.page))
    return scope.page.moment(told[0]) if told and len({date[:10] for date in told}) <= _MOST_DAYS else None


def _dates_in(page: Page) -> Iterator[str]:
    for node in page.root.css("script"):
        script = node.text()
        if "ate" in script or "ubl" in script or "osted" in script:
            yield from (found.group(1) for found in _PUBLISHED.finditer(script))
