"""Short lines and elements that may tell nothing but a day, for rules that count it from when the page was fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.dates.reading import ascii_digits
from parsers.lines.date_words import before_revision
from parsers.published.revision_dates import follows_revision
from parsers.scope import Scope
from parsers.tree.elsewhere import ELSEWHERE, TODAY, is_elsewhere

_PARTS = re.compile(r"\s*[|•·]\s*|\s{2,}|\s+(?=来源|來源)")
_LONGEST, _MOST_ELEMENTS = 80, 12


def in_elements(scope: Scope) -> Iterator[str]:
    """What the page's own elements for times say, those of revisions apart."""
    places = TODAY if scope.page.is_discussion else ELSEWHERE
    own = (node for node in scope.all("time")[:_MOST_ELEMENTS] if not is_elsewhere(node, places))
    return (scope.line(node, _LONGEST) for node in own if not follows_revision(scope, node))


def parts_of(line: str) -> list[str]:
    """The parts of a short line, as far as it speaks of no revision."""
    return _PARTS.split(ascii_digits(line)) if len(line) <= _LONGEST and before_revision(line) == line else []
