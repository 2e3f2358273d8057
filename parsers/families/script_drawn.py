"""Pages that scripts draw: the text stands in the page's data, and next to nothing of it in the page itself."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.fields import by
from parsers.kinds import says_article
from parsers.page import Page
from parsers.scope import Scope

_SHORTEST, _NEXT_TO_NOTHING = 300, 400  #: characters


def text_in_data(scope: Scope) -> tuple[str, ...]:
    """The longest text in the page's data, where the page shows next to nothing of it."""
    shown = sum(len(block.text) for block in scope.page.main_blocks)
    if shown > _NEXT_TO_NOTHING:
        return ()
    best = scope.page.states.longest_text()
    return best if sum(map(len, best)) >= max(_SHORTEST, 2 * shown) else ()


class ScriptDrawn(NewsParser):
    """As any article, its text read from the data that the page's scripts would draw."""

    hints = ("__NEXT_DATA__", "__next_f", "__APOLLO_STATE__", "__INITIAL_STATE__", "__PRELOADED_STATE__")
    body = by(text_in_data)

    def fits(self, page: Page) -> bool:
        """Whether the page declares an article whose text only its data holds."""
        return says_article(page) and super().fits(page)
