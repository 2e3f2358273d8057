"""When a page was last revised, by what its readers are told; for want of better, it came out no later than that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import re2
from selectolax.lexbor import LexborNode

from model.moments import Moment
from model.text import clean_line
from parsers.beside import lines_above_headline, lines_below_headline
from parsers.lines.date_words import REVISED, before_revision, behind_revision
from parsers.page import Page
from parsers.scope import Scope

_LONGEST, _LONGEST_LABEL = 120, 40
_FIGURES = re.compile(r"\d\D?\d")  #: of any date
#: In bytes, for many lines at once: it finds more than the lines do, at a tenth of the cost.
_ANY_REVISED = re2.compile(rf"(?im:{REVISED}|^\W*stand)".encode())
_AS_OF = re.compile(r"^\W*stand\b", re.IGNORECASE)  #: for some houses the day of publication


def follows_revision(scope: Scope, node: LexborNode) -> bool:
    """Whether the words right before an element say that it tells of a revision."""
    before = node.prev or (node.parent.prev if node.parent else None)
    while before is not None:
        words = (before.text_content or "") if before.is_text_node else scope.line(before, _LONGEST_LABEL)
        if words.strip():
            return len(words) <= 2 * _LONGEST_LABEL and _ends_with_revision(words)
        before = before.prev
    return False


def _ends_with_revision(words: str) -> bool:
    """Whether words before a date say that it is one of a revision: Last updated on."""
    line = clean_line(words)
    return before_revision(line) != line and not behind_revision(line)


def revision_moment(scope: Scope) -> Moment | None:
    """The date of the revision that readers are told of, beside the headline or once on the page."""
    page = scope.page
    near = next(_read(page, (*lines_below_headline(page), *lines_above_headline(page))), None)
    if near:
        return near
    told = list(_read(page, "\n".join([block.text for block in page.outline.blocks]).split("\n")))
    return told[0] if len({at.at.date() for at in told}) == 1 else None


def revision_day(scope: Scope) -> Moment | None:
    """The day of that revision: its clock time says nothing of the publication."""
    at = revision_moment(scope)
    return Moment.on(at.at.date()) if at else None


def _read(page: Page, lines: Iterable[str]) -> Iterator[Moment]:
    dated = [line for line in lines if len(line) <= _LONGEST and _FIGURES.search(line)]
    if not _ANY_REVISED.search("\n".join(dated).encode("utf-8", "surrogatepass")):
        return iter(())
    revised = (line for line in dated if before_revision(line) != line or _AS_OF.match(line))
    return (at for line in revised if (at := page.moment(line)))
