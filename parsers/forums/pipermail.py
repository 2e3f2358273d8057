"""Pipermail, the archive of Mailman's mailing lists: a page a message, in plain text with what it answers."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby

from model.documents import Credit, SourceCredit
from model.moments import Moment
from model.text import clean_line, join_paragraphs
from parsers.fields import Field, address, by, text
from parsers.forums.engine import ForumEngine
from parsers.forums.recent_days import shown_moment
from parsers.forums.rows import Row
from parsers.listings.cards import Cards
from parsers.page import Page
from parsers.scope import Scope
from parsers.tree.prose import join_lines

_ARTICLE = b"<!--beginarticle-->"
#: Tue Mar  5 09:12:44 CET 2019, and the same with an offset.
_DATE = re.compile(r"(?P<day>\w{3} \w{3} +\d{1,2}) (?P<clock>[\d:]{5,8}) +(?P<zone>\S+) (?P<year>\d{4})")
#: On Tue, Mar 5, 2019 at 9:12 AM Brun via Harbour <brun at port.example> wrote:
_WROTE = re.compile(
    r"(?:.*(?:[,;]|\d:\d\d(?: ?[AP]M)?(?: [+-]\d{4})?) )?(?P<name>[^,;:\d]{2,60}?)(?: via [\w-]+)?(?: [<(][^>)]*[>)])?"
    r" (?:wrote|writes|schrieb|a écrit|писал\w*) ?:"
)
_SIGNATURE = "-- "  #: the line above one
_LONGEST_QUOTE, _LONGEST_LEAD = 300, 300


def sent_at(scope: Scope) -> Moment | None:
    """When a message was sent, its year behind the clock."""
    for node in scope.all("body > i"):
        found = _DATE.search(scope.line(node))
        told = f"{found['day']} {found['year']} {found['clock']} {found['zone']}" if found else scope.line(node)
        if at := shown_moment(told, scope.page):
            return at
    return None


class Pipermail(ForumEngine):
    """Messages, and the lists of those of a month. The next message may be of another thread, so none goes on."""

    hints = ("beginarticle", "Pipermail 0.")
    row = "body:has(> pre)"
    content = "body > pre"
    cards = Cards("li:has(> a[name])", url=address("a[href]"), title=text("a[href]"), published_at=Field())

    author = text("body > b")
    posted_at = by(sent_at)
    title = text("body > h1") | ForumEngine.title
    next_url = Field()

    def marks(self, page: Page) -> bool:
        """Whether the page has the mark before a message, or leads to the other orders of a month's."""
        return (
            _ARTICLE in page.html or page.root.css_first('a[href^="thread.html#"], a[href^="date.html#"]') is not None
        )

    def page_number(self, page: Page) -> int:
        """1: every message is its page's first."""
        return 1

    def read_row(self, scope: Scope) -> Row | None:
        """A message in its writer's own words, and what it quotes."""
        row, node = super().read_row(scope), scope.first(self.content)
        if row is None or node is None:
            return None
        own, quotes = _parted(node.text().partition(f"\n{_SIGNATURE}\n")[0].splitlines())
        return Row(replace(row.post, permalink=scope.page.url, text=join_paragraphs(own)), quotes)


def _parted(lines: list[str]) -> tuple[tuple[str, ...], tuple[SourceCredit, ...]]:
    """The paragraphs of a message, and its quotes with whom the line above each names."""
    own: list[str] = []
    quotes: list[SourceCredit] = []
    for is_quoted, group in groupby(lines, key=lambda line: line.lstrip().startswith(">")):
        told = list(group)
        if is_quoted:
            named = _WROTE.fullmatch(own[-1]) if own and len(own[-1]) <= _LONGEST_LEAD else None
            quotes.append(_quote(told, named))
            own = own[:-1] if named else own
        else:
            own += _paragraphs(told)
    return tuple(own), tuple(quotes)


def _paragraphs(lines: list[str]) -> list[str]:
    """The paragraphs that empty lines part."""
    parts = (list(group) for is_told, group in groupby(lines, key=lambda line: bool(line.strip())) if is_told)
    return [line for part in parts for line in join_lines(tuple(map(clean_line, part)))]


def _quote(lines: list[str], named: re.Match[str] | None) -> SourceCredit:
    said = clean_line(" ".join(line.lstrip("> ") for line in lines))[:_LONGEST_QUOTE]
    return SourceCredit(Credit.QUOTE, said=said, name=named["name"] if named else None)
