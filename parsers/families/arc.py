"""Arc, the Washington Post's system, whose pages carry the whole article as data."""

from __future__ import annotations

from typing import Any

from model.moments import Moment
from model.text import clean_line
from parsers.base import NewsParser
from parsers.dates.reading import read_moment
from parsers.embedded.states import dig, paragraphs_in_blocks
from parsers.fields import by
from parsers.generic.phrases import heads_what_follows
from parsers.lines.bylines import names_in
from parsers.page import Page
from parsers.scope import Scope
from parsers.titles import headlines

_SHORTEST = 200
_MUCH_MORE = 1.3  #: the data than the page


def story_of(page: Page) -> dict[str, Any]:
    """The article in the page's data; some sites wrap it in the answer that gave it."""
    found = page.states.named("Fusion.globalContent")
    story = dig(found, "result") or found
    return story if isinstance(story, dict) else {}


def story_text(scope: Scope) -> tuple[str, ...]:
    """The paragraphs of the article in the page's data, where the page itself shows much less of it."""
    lines = paragraphs_in_blocks(story_of(scope.page).get("content_elements"))
    while lines and heads_what_follows(lines[-1]):
        lines = lines[:-1]
    length = sum(map(len, lines))
    if length < _SHORTEST:
        return ()
    return lines if length >= _MUCH_MORE * sum(len(block.text) for block in scope.page.main_blocks) else ()


def story_authors(scope: Scope) -> tuple[str, ...]:
    """The names in the article's credits."""
    story = story_of(scope.page)
    listed = dig(story, "credits.by") or story.get("authors")
    people = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    names = (one.get("name") or one.get("byline") for one in people)
    return names_in(clean_line(name) for name in names if isinstance(name, str))


def story_moment(scope: Scope) -> Moment | None:
    """When the article first came out."""
    story = story_of(scope.page)
    told = (story.get(key) for key in ("first_publish_date", "published_time", "display_date", "publish_date"))
    return next((at for date in told if isinstance(date, str) and (at := read_moment(date))), None)


def story_headline(scope: Scope) -> str | None:
    """The article's headline."""
    story = story_of(scope.page)
    told = dig(story, "headlines.basic") or story.get("title")
    return clean_line(told) if isinstance(told, str) else None


class Arc(NewsParser):
    """Stories whose page is cut by a wall or drawn by scripts. A page that shows its story is read as any other."""

    hints = ("Fusion.globalContent",)
    title = by(headlines.shown_headline) | by(story_headline) | NewsParser.title
    authors = NewsParser.authors | by(story_authors)
    published_at = NewsParser.published_at | by(story_moment)
    body = by(story_text)
