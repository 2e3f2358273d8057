"""The International Crisis Group."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.fields import moment, texts
from parsers.lines.bylines import names_in
from parsers.story_text import story


class CrisisGroup(NewsParser):
    """Commentary, statements and reports."""

    hosts = ("www.crisisgroup.org", "crisisgroup.org")
    drop = (".o-figure", ".c-related", ".s-article__footnotes", ".m-share", ".hidden")

    authors = texts(".c-contributor__name, .s-article__contributors a").map(names_in) | NewsParser.authors
    published_at = NewsParser.published_at | moment(".s-article__meta time, .c-article-meta time", "datetime")
    body = story(".s-article__body")
