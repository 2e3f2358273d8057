"""Nikkei Asia: the text stands in the page's data, up to the wall."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.embedded.states import dig, longest_text
from parsers.fields import by
from parsers.lines.bylines import names_in
from parsers.scope import Scope
from parsers.tree.markup import paragraphs_in_markup


def _data(scope: Scope) -> object:
    return dig(scope.page.states.named("__NEXT_DATA__"), "props.pageProps.data")


def text_in_data(scope: Scope) -> tuple[str, ...]:
    """The body in the data, in markup, wherever in it."""
    body = dig(_data(scope), "body")
    return paragraphs_in_markup(body) if isinstance(body, str) else longest_text(_data(scope))


def byline_in_data(scope: Scope) -> tuple[str, ...]:
    """The byline in the data."""
    line = dig(_data(scope), "byline")
    return names_in((line,)) if isinstance(line, str) else ()


class NikkeiAsia(NewsParser):
    """Articles."""

    hosts = ("asia.nikkei.com",)

    authors = by(byline_in_data) | NewsParser.authors
    body = by(text_in_data)
