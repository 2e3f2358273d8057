"""When an article was published, where its readers are told no more than how long ago that was.

Cards of other texts and comments say so far more often than articles do: what is read stands beside the headline, and
beside the title of no other text.
"""

from __future__ import annotations

from collections.abc import Iterator

from model.moments import Moment
from parsers.beside import lines_of_this_text
from parsers.lines.labels import is_revision
from parsers.published.short_parts import in_elements, parts_of
from parsers.scope import Scope


def moment_ago(scope: Scope) -> Moment | None:
    """The day, with its clock time where one is told, that a line beside the headline counts back to from the fetch."""
    page = scope.page
    if page.seen_at is None:
        return None
    return next(filter(None, map(page.recent_moment, _told(scope))), None)


def _told(scope: Scope) -> Iterator[str]:
    """The parts of the lines beside the headline, and the elements for times within them, those of revisions apart."""
    above, marked = "", list(in_elements(scope))
    for line in lines_of_this_text(scope.page):
        for part in [] if is_revision(f"{above} {line}") else parts_of(line):
            yield part
            yield from (words for words in marked if words and words in line and not is_revision(part))
        above = line
