"""Who opened a discussion, and when: the poster of its first post, as the engine of the board or its markup tells."""

from __future__ import annotations

from typing import Final

from model.moments import Moment
from model.text import clean_line
from parsers.fields import Field, by
from parsers.forums.engine import ForumEngine
from parsers.scope import Scope
from parsers.tree.elsewhere import TODAY, is_elsewhere

#: How boards mark a poster: in microdata, by what engines call the place, by where the link to a member leads.
_POSTERS: Final = (
    '[itemprop="author"] [itemprop="name"]', '[class*="post-author"]', '[class*="PostUser-name"]',
    ".author_information a", '[class*="poster"] a', 'a[class*="username"]', 'span[class*="username"]', 'a[href*="/u/"]',
    'a[href*="/user/"]', 'a[href*="/users/"]', 'a[href*="/members/"]', 'a[href*="action=profile"]',
    'a[href*="mode=viewprofile"]',
)  # fmt: skip
_MOST_CANDIDATES, _LONGEST = 12, 60


def opener_of(engine: ForumEngine) -> Field[tuple[str, ...]]:
    """The poster of the first post, where the page is the first one of its thread."""

    def find(scope: Scope) -> tuple[str, ...]:
        row = _first_row(engine, scope)
        name = engine.author.read(row).value if row else None
        return (name,) if name else ()

    return by(find, f"opener by {engine.name}")


def opened_at(engine: ForumEngine) -> Field[Moment]:
    """When the first post was written, where the page is the first one of its thread."""

    def find(scope: Scope) -> Moment | None:
        row = _first_row(engine, scope)
        return engine.posted_at.read(row).value if row else None

    return by(find, f"first post by {engine.name}")


def _first_row(engine: ForumEngine, scope: Scope) -> Scope | None:
    row = scope.first(engine.row) if engine.page_number(scope.page) == 1 else None
    return scope.at(row) if row is not None else None


def marked_opener(scope: Scope) -> tuple[str, ...]:
    """The first poster that a discussion names, where the engine of its board is not known."""
    for selector in _POSTERS if scope.page.is_discussion else ():
        nodes = (node for node in scope.all(selector)[:_MOST_CANDIDATES] if not is_elsewhere(node, TODAY))
        names = (clean_line(node.attributes.get("content") or "") or scope.line(node, _LONGEST) for node in nodes)
        if name := next((name for name in names if name and len(name) <= _LONGEST), None):
            return (name,)
    return ()
