"""Sitemap indexes: which of the sitemaps they name are worth asking."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model.documents import Document, Link

#: So many sitemaps of one index are asked in a visit.
MOST_CHILDREN = 3
#: An index may name indexes; deeper than this none is followed.
DEEPEST = 2

_NUMBERS = re.compile(r"\d+")
_NEWS = re.compile(r"news", re.IGNORECASE)
_NO_ARTICLES = re.compile(
    r"(categor|taxonom|tags?\b|post_tag|author|users?\b|pages?[-_.]|images?\b|videos?\b|static|attachment|section)",
    re.IGNORECASE,
)


def is_index(document: Document) -> bool:
    """Whether a document is a sitemap index, its links sitemaps."""
    return document.parser == "sitemap-index"


def newest_children(links: Sequence[Link], most: int = MOST_CHILDREN) -> tuple[Link, ...]:
    """The sitemaps of an index likeliest to hold new articles, best first.

    News sitemaps before others, those of tags, authors and pictures last; then by the date the index gives, then by
    the numbers in their names: the highest month or part is the newest.
    """
    return tuple(sorted(links, key=_rank, reverse=True)[:most])


def _rank(link: Link) -> tuple[bool, bool, float, list[int]]:
    name = link.url.partition("://")[2].partition("/")[2]
    dated = link.published_at.at.timestamp() if link.published_at else 0.0
    articles = not _NO_ARTICLES.search(name)
    return articles, bool(_NEWS.search(name)), dated, [int(number[:18]) for number in _NUMBERS.findall(name)]
