"""The South China Morning Post: the text stands in the page's data as a tree of pieces."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.fields import by
from parsers.page import Page
from parsers.scope import Scope

_SHORTEST = 200


def text_in_data(scope: Scope) -> tuple[str, ...]:
    """The longest tree of paragraphs in the data of either of its systems."""
    best = scope.page.states.longest_text()
    return best if sum(map(len, best)) >= _SHORTEST else ()


class Scmp(NewsParser):
    """Articles; other pages carry texts of articles as well."""

    hosts = ("www.scmp.com", "scmp.com", "amp.scmp.com")

    body = by(text_in_data)

    def fits(self, page: Page) -> bool:
        """Whether the address is an article's and the data holds its text."""
        return "article" in page.segments and super().fits(page)
