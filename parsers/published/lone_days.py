"""When an article was published, for want of any other sign: the one day that stands in a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.moments import Moment
from parsers.beside import uncommented
from parsers.dates.reading import ascii_digits
from parsers.dates.written_dates import find_day
from parsers.lines.labels import is_revision
from parsers.page import Page
from parsers.published.address_dates import fitting
from parsers.scope import Scope

_ISO_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_REST = re.compile(r"\W*(?:года?\b|г\b)?\W*")  #: of a line that has a day, in which Russian may say that it is a year's
_LONGEST = 40  #: characters


def lone_day(scope: Scope) -> Moment | None:
    """The day that lines with nothing else tell, where all of the page tell the same."""
    told = {at.at.date() for line in _lone(scope.page) if (at := scope.page.moment(line))}
    return fitting(scope, [Moment.on(told.pop())]) if len(told) == 1 else None


def _lone(page: Page) -> Iterator[str]:
    """The lines that are a day and nothing else, those below a label of revision apart."""
    above = ""
    for line in (line for block in uncommented(page) for line in block.text.split("\n")):
        if len(line) <= _LONGEST and _is_day(ascii_digits(line)) and not is_revision(f"{above[-_LONGEST:]} {line}"):
            yield line
        above = line


def _is_day(line: str) -> bool:
    """Whether nothing but a day is written in a line."""
    if _ISO_DAY.fullmatch(line):
        return True
    day = find_day(line)
    return day is not None and _REST.fullmatch(line[: day.start] + line[day.end :]) is not None
