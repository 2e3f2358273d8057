"""Times as boards print them, in figures or in words: which of 3/4 is the month, another date on the page may show."""

from __future__ import annotations

import re
from collections.abc import Callable

from selectolax.lexbor import LexborNode

from model.moments import Moment
from parsers.fields import Field, by
from parsers.forums.board_clocks import clock_of_board
from parsers.forums.recent_days import shown_moment
from parsers.page import Page, once
from parsers.scope import Scope

_MOST_DATES, _LONGEST_DATE = 50, 60
_NUMBERS = re.compile(r"\b(\d\d?)[-/.]\d\d?[-/.]\d{4}\b")

LineOf = Callable[[Scope, LexborNode], str]  #: what a node says of a time


def shown(selector: str, line_of: LineOf = Scope.line) -> Field[Moment]:
    """The moment in the first readable match: the month comes first, unless a date on the page shows otherwise."""

    @once
    def is_month_first(page: Page) -> bool:
        dates = " ".join(node.text()[:_LONGEST_DATE] for node in page.root.css(selector)[:_MOST_DATES])
        return not any(int(day) > 12 for day in _NUMBERS.findall(dates))

    def find(scope: Scope) -> Moment | None:
        lines = [line_of(scope, node) for node in scope.all(selector)[:_MOST_DATES]]
        month_first, zone = is_month_first(scope.page), clock_of_board(scope.page)
        told = (shown_moment(line, scope.page, zone, month_first=month_first) for line in lines)
        return next((at for at in told if at), None)

    return by(find, selector)
